import { LRUCache } from 'lru-cache'
import type { Answer, AnswerEvent } from '../../answer/answer.ts'

/** The answers a server gave last, for who names one by its id. */
export interface RecentAnswers {
  /** The same events; the answer they end with is remembered. */
  follow(events: AsyncIterable<AnswerEvent>): AsyncIterable<AnswerEvent>
  get(id: string): Answer | undefined
}

const mostRemembered = 500

export function rememberAnswers(): RecentAnswers {
  const answers = new LRUCache<string, Answer>({ max: mostRemembered })
  return {
    async *follow(events) {
      for await (const event of events) {
        if ('answer' in event) answers.set(event.answer.id, event.answer)
        yield event
      }
    },
    get: (id) => answers.get(id),
  }
}
