import { expect, test } from 'vitest'
import { filterFlags, readFilterFlags } from '../../src/cli/filter-flags.ts'
import { helpText } from '../../src/help-text.ts'
import { readSettings } from '../../src/settings.ts'

const read = (...args: string[]) => readFilterFlags(readSettings(args, {}, filterFlags).values)

test('flags become the filters of the API', () => {
  expect(read('--publisher', 'Harbour Post', '--date-from', '2024-01-01')).toEqual({
    publisher: 'Harbour Post',
    date_from: '2024-01-01',
  })
  expect(read('--as-of=2024-02-29', '--language', 'en', '--date-to', '2025-01-01')).toEqual({
    as_of: '2024-02-29',
    language: 'en',
    date_to: '2025-01-01',
  })
  expect(read('a question')).toBeUndefined()
})

test.each([
  [['--as-of', '2024'], '--as-of is "2024"'],
  [['--date-to', '2024-02-30'], '--date-to is "2024-02-30"'],
  [['--date-from', '2025-01-01', '--date-to', '2024-01-01'], 'Must not be later than date_to'],
])('%j is bad usage', (args, message) => {
  expect(() => read(...args)).toThrow(
    expect.objectContaining({ code: 'bad_usage', message: expect.stringContaining(message) }),
  )
})

test('a flag without its value is bad usage', () => {
  expect(() => read('--as-of')).toThrow(expect.objectContaining({ code: 'bad_usage' }))
})

test('help shows them with what they take', () => {
  const help = helpText('npm run ask', 'Answers.', { switches: filterFlags })
  expect(help).toMatch(/^ {2}--as-of DATE {2,}answer as of this day/m)
})
