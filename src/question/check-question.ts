import { FootnoteError } from '../errors.ts'

/** Longest question accepted, in UTF-16 units. */
export const maxQuestionLength = 2000

/**
 * The question without white space at its ends.
 * @throws FootnoteError `question_empty`, `question_too_long`
 */
export function checkQuestion(question: string): string {
  const text = question.trim()
  if (text === '') {
    throw new FootnoteError('question_empty', 'The question is empty.', {
      nextStep: 'Ask in a sentence or a few keywords.',
    })
  }
  if (text.length > maxQuestionLength) {
    throw new FootnoteError(
      'question_too_long',
      `The question has ${text.length} characters; at most ${maxQuestionLength} are accepted.`,
      { nextStep: 'Shorten it to what is to be found.' },
    )
  }
  return text
}
