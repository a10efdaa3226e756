import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

test('every command of the scripts is one of the installed package, too', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const run = Object.entries(scripts).flatMap(([name, script]) => {
    const command = /^node src\/cli\/footnote\.mjs (\w+)$/.exec(script)?.[1]
    return command ? [[name === 'start' ? 'serve' : name, command]] : []
  })
  const own = [...read('src/cli/footnote.mjs').matchAll(/^ {2}(\w+): '[\w-]+\.ts',$/gm)].map(
    ([, name]) => [name, name],
  )
  expect(own.length).toBeGreaterThan(5)
  expect(own.sort()).toEqual(run.sort())
})
