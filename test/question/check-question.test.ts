import { expect, test } from 'vitest'
import { checkQuestion, maxQuestionLength } from '../../src/question/check-question.ts'

test.each(['', ' ', '\n\t', '\u00a0\u3000'])(
  'refuses a question of nothing but white space',
  (text) => {
    expect(() => checkQuestion(text)).toThrow(
      expect.objectContaining({ code: 'question_empty', nextStep: expect.any(String) }),
    )
  },
)

test('takes white space off the ends and leaves the rest as it was typed', () => {
  expect(checkQuestion('\n Who  owns\tthe ferry? ')).toBe('Who  owns\tthe ferry?')
})

test('accepts a question of the greatest length, and says both lengths of a longer one', () => {
  const longest = '潮'.repeat(maxQuestionLength)
  expect(checkQuestion(` ${longest} `)).toBe(longest)
  expect(() => checkQuestion(`${longest}?`)).toThrow(
    expect.objectContaining({
      code: 'question_too_long',
      message: expect.stringMatching(
        new RegExp(`${maxQuestionLength + 1} .* ${maxQuestionLength} `),
      ),
    }),
  )
})
