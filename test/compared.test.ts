import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync(new URL('../docs/compared.md', import.meta.url), 'utf8')
const named = [...page.matchAll(/`(test\/[^`]+)` › (.+?)(?=<br>| \|$)/gm)].map(
  ([, file = '', name = '']) => [file, name] as const,
)

test('names tests for each thing that is compared', () => {
  expect(named.length).toBeGreaterThan(20)
  const [compared = [], proved = []] = page
    .split('## What checks ours')
    .map((part) => part.split('\n').filter((line) => line.startsWith('| ')))
  expect(proved).toHaveLength(compared.length)
  for (const line of proved.slice(2)) expect(line).toMatch(/`test\/.+` › /)
})

test.each(named)('%s has the test "%s"', (file, name) => {
  const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
  const quoted = ["'", '"', '`'].map((mark) => `${mark}${name}${mark}`)
  expect(quoted.some((title) => source.includes(title))).toBe(true)
})
