import { FootnoteError } from '../errors.ts'

/** Longest question accepted, in UTF-16 units. */
export const maxQuestionLength = 2000

/**
 * Something to be seen, as a regular expression that every reader of JSON Schema knows: a character
 * that is neither white space nor one for control and format (Unicode's Cc and Cf, of the first plane).
 */
export const visiblePattern =
  '[^\\s\\u0000-\\u001F\\u007F-\\u009F\\u00AD\\u0600-\\u0605\\u061C\\u06DD\\u070F\\u0890\\u0891' +
  '\\u08E2\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB]'

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
