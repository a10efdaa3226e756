import { expect, test } from 'vitest'
import { isOnlyConnecting } from '../../../src/answer/language-model/connecting-words.ts'

const known = [
  'What did the new bridge over the sound cost?',
  'The bridge was not opened by Mayor Lund before 2021, builders said.',
]

test.each([
  'On the costs:',
  'The reasons given, and how others reacted:',
  'However, other articles differ:',
  'In the mayor’s own words:',
  'The builders of the bridges:',
  'It was not opened before 2021:',
  '關於費用，另一篇文章指出：',
  '关于费用，另一篇文章指出：',
])('only connects: %s', (words) => {
  expect(isOnlyConnecting(words, known)).toBe(true)
})

test.each([
  'According to Reuters:',
  'The scandal:',
  'The bridge is dangerous:',
  'Zu den Kosten:',
  'Le pont:',
  '市長否認：',
  '碼頭已經關閉：',
])('does more: %s', (words) => {
  expect(isOnlyConnecting(words, known)).toBe(false)
})

test('what a quote says is not denied in the words before it', () => {
  expect(isOnlyConnecting('The bridge was not opened:', ['The bridge was opened.'])).toBe(false)
  expect(isOnlyConnecting('This isn’t the case:', ['The bridge was opened.'])).toBe(false)
  expect(isOnlyConnecting('這並不是事實：', ['大橋已啟用。'])).toBe(false)
})
