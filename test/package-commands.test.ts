import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

test('every command of the scripts is one of the installed package, too', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const files = Object.entries(scripts).flatMap(([name, script]) => {
    const file = /^node --import tsx src\/cli\/([\w-]+\.ts)$/.exec(script)?.[1]
    return file ? [[name === 'start' ? 'serve' : name, file]] : []
  })
  const own = [...read('src/cli/footnote.mjs').matchAll(/^ {2}(\w+): '([\w-]+\.ts)',$/gm)].map(
    ([, name, file]) => [name, file],
  )
  expect(own.length).toBeGreaterThan(5)
  expect(own.sort()).toEqual(files.sort())
})
