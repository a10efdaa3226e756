import type { Answer, AnswerEvent } from './answer.ts'

/** A whole answer as the events that lead to it: each citation before the parts, then the answer. */
export function* answerEvents(answer: Answer): Generator<AnswerEvent> {
  for (const citation of answer.citations) yield { type: 'citation.added', citation }
  // A refusal is no answer, so nothing of it comes as a part of one.
  const parts = answer.refusal ? [] : answer.content
  for (const [index, content] of parts.entries()) {
    yield { type: 'answer.delta', index, content }
  }
  yield { type: answer.refusal ? 'answer.refused' : 'answer.completed', answer }
}
