import { expect, test } from 'vitest'
import { ageOf } from '../../src/web/messages/age-of.ts'
import { wordsIn } from '../../src/web/messages/compile-messages.ts'

const now = Date.parse('2026-03-15T10:00:00Z')

test.each([
  ['2023-03-15', 3, 'year'],
  ['2023-03-16', 2, 'year'],
  ['2025-03-16', 11, 'month'],
  ['2026-02-15', 1, 'month'],
  ['2026-02-16', 27, 'day'],
  ['2026-03-15', 0, 'day'],
  ['2020', 6, 'year'],
  ['2025-12', 3, 'month'],
] as const)('%s was %i %s ago', (date, count, unit) => {
  expect(ageOf(date, now)).toEqual({ count, unit })
})

test.each(['2026', '2026-03', '2026-03-16', '2031-01-01', 'soon', '', '2023-3-1'])(
  'of %j no age is told',
  (date) => {
    expect(ageOf(date, now)).toBeNull()
  },
)

test.each([
  ['en', ['3 years ago', '1 month ago', 'yesterday', 'today']],
  ['zh-Hant-HK', ['3 年前', '1 個月前', '昨日', '今日']],
  ['zh-Hans', ['3年前', '1个月前', '昨天', '今天']],
] as const)('in %s it reads %j', (language, expected) => {
  const dates = ['2023-03-01', '2026-02-10', '2026-03-14', '2026-03-15']
  const said = dates.map((date) => wordsIn[language].age(date, now)?.replace(/\s/g, ''))
  expect(said).toEqual(expected.map((words) => words.replace(/\s/g, '')))
})
