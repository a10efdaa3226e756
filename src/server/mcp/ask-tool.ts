import { z } from 'zod'
import { answer, askRequest, maxQuestionLength } from '../../answer/answer.ts'
import { lastAnswer, runAnswer } from '../answer-run.ts'
import { createDeadline } from '../deadline.ts'
import { checkQuestion } from '../question-limits.ts'
import { defineTool } from './tool.ts'
import { writeAnswer } from './write-answer.ts'

export const filters = askRequest.shape.filters.describe(
  'Only these articles. Dates are YYYY-MM-DD; as_of leaves out everything later and undated.',
)

/** A question or a query; its limits are checked where it is asked, with errors of their own. */
export function questionField(description: string) {
  return z.string().meta({ minLength: 1, maxLength: maxQuestionLength, description })
}

const input = z.strictObject({
  question: questionField('The question in plain words, in English or Chinese.'),
  filters,
  max_quotes: askRequest.shape.max_quotes.describe(
    'No more quotes than these; as many as the question needs when left out.',
  ),
  history: askRequest.shape.messages.describe(
    'What was said before, the oldest first, so that "it" and "then" are understood.',
  ),
})

export const askTool = defineTool({
  name: 'ask',
  title: 'Ask the articles',
  description:
    'Answers a question from the collection with verbatim quotes, each with its article, place and link, or says ' +
    'that the articles hold no answer. Use it first for any question of fact that the articles may answer. ' +
    'Repeat quotes character for character and cite each one. When the result says "No answer", say that ' +
    'the articles do not tell; passages listed as nearest are not an answer.',
  input,
  output: answer,
  async run({ history, ...request }, { dependencies, limit }, signal) {
    checkQuestion(request.question, 'question')
    const deadline = createDeadline(dependencies.requestTimeoutMs, signal)
    const asked = history ? { ...request, messages: history } : request
    return lastAnswer(runAnswer(() => dependencies.ask(asked, deadline.signal), limit, deadline))
  },
  write: writeAnswer,
})
