import { expect, test } from 'vitest'
import { plainQuestion } from '../../src/question/plain-question.ts'

test.each([
  ['<b>How</b> big is it?', 'How big is it?'],
  ['<img src=x onerror=alert(1)> How big <!-- really --> is it?', 'How big is it?'],
  ['Is 3 < 4 and 5 > 2?', 'Is 3 < 4 and 5 > 2?'],
  ['a<b', 'a<b'],
  ['<p></p>', '<p></p>'],
  ['How big is it?', 'How big is it?'],
])('%s is read as %s', (question, plain) => expect(plainQuestion(question)).toBe(plain))

test('takes time in proportion to the question', () => {
  expect(plainQuestion('<'.repeat(2000))).toBe('<'.repeat(2000))
  expect(plainQuestion('<a '.repeat(600))).not.toBe('')
})
