import { expect, test } from 'vitest'
import { isCommonplace, printSentence, saySame } from '../../src/passage/same-sentence.ts'

const same = (left: string, right: string) => {
  const [a, b] = [printSentence(left), printSentence(right)]
  expect(saySame(a, b)).toBe(saySame(b, a))
  return saySame(a, b)
}

test.each([
  ['The tram’s new line opens in May.', "The tram's new line opens in May"],
  ['The centre organises a fair.', 'The center organizes a fair.'],
  ['The board said that the pier is closed.', 'The board said the pier is closed.'],
  ['It cost 1,200 crowns a day.', 'It cost 1200 crowns a day.'],
  ['渡輪的票價是四元。', '渡輪票價是四元。'],
])('%j says the same as %j', (left, right) => {
  expect(same(left, right)).toBe(true)
})

test.each([
  ['Prices rose by a fifth over the winter.', 'Prices fell by a fifth over the winter.'],
  ['Exports increased in every month of spring.', 'Exports decreased in every month of spring.'],
  ['The line has 14 stops along the river.', 'The line has 15 stops along the river.'],
  ['The line has four stops along the river.', 'The line has five stops along the river.'],
  ['On Monday the mayor Ana Ruiz opened it.', 'On Monday the mayor Eva Ruiz opened it.'],
  ['The board agreed to pay for the repairs.', 'The board did not agree to pay for the repairs.'],
  ['The dog bit the old postman twice.', 'The postman bit the old dog twice.'],
  ['渡輪在冬季開航。', '渡輪在夏季開航。'],
  ['', ''],
])('%j does not say the same as %j', (left, right) => {
  expect(same(left, right)).toBe(false)
})

test('a few words are no sign of copying', () => {
  expect(isCommonplace(printSentence('He said that.'))).toBe(true)
  expect(isCommonplace(printSentence('The north channel is closed today.'))).toBe(false)
})

test('a sentence without an end takes no time', () => {
  const long = printSentence('word centre '.repeat(20_000))
  const started = performance.now()
  expect(saySame(long, printSentence('word center '.repeat(20_000)))).toBe(false)
  expect(saySame(long, long)).toBe(true)
  expect(performance.now() - started).toBeLessThan(1000)
})
