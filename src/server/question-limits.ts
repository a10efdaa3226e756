import { maxQuestionLength, visiblePattern } from '../answer/answer.ts'
import { RequestError } from './request-error.ts'

const visible = new RegExp(visiblePattern, 'u')

/**
 * Refuses a question with nothing visible in it, or one over the limit, before any work is done.
 * @throws RequestError `question_empty`, `question_too_long`
 */
export function checkQuestion(question: string, field: 'question' | 'query'): void {
  const pointer = `#/${field}`
  if (!visible.test(question)) {
    throw new RequestError('question_empty', `The ${field} has no visible characters.`, {
      nextStep: 'Write a question.',
      errors: [{ pointer, message: 'Has no visible characters' }],
    })
  }
  if (question.length > maxQuestionLength) {
    const message = `Has ${question.length} characters; the limit is ${maxQuestionLength}`
    throw new RequestError('question_too_long', `The ${field} is too long. ${message}.`, {
      nextStep: `Shorten it to ${maxQuestionLength} characters.`,
      errors: [{ pointer, message }],
    })
  }
}
