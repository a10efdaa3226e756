import type { Answer, AnswerEvent } from '../answer/answer.ts'
import { FootnoteError } from '../errors.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import type { Deadline } from './deadline.ts'

/**
 * The events of one answer, within the limit and the deadline; the last one is always completed or
 * refused. The place is held until the work itself has ended, even when nobody waits for it any
 * more, so that abandoned work cannot pile up.
 *
 * @throws FootnoteError `overloaded`, `timeout`, and whatever the work throws
 */
export async function* runAnswer(
  start: () => AsyncIterable<AnswerEvent>,
  limit: ConcurrencyLimit,
  deadline: Deadline,
): AsyncGenerator<AnswerEvent, void, undefined> {
  let work: Promise<unknown> = Promise.resolve()
  let events: AsyncIterator<AnswerEvent> | undefined
  try {
    const release = await limit.acquire(deadline.signal)
    try {
      events = start()[Symbol.asyncIterator]()
      for (;;) {
        const next = events.next()
        work = next
        const result = await deadline.race(next)
        if (result.done) break
        yield result.value
        if (finalAnswer(result.value)) return
      }
    } finally {
      void work
        .then(() => events?.return?.())
        .catch(() => undefined)
        .finally(release)
    }
  } finally {
    deadline.clear()
  }
  throw new FootnoteError('internal', 'The answer ended before it was completed or refused.')
}

/** The whole answer, where the event carries it. */
export function finalAnswer(event: AnswerEvent): Answer | undefined {
  const isFinal = event.type === 'answer.completed' || event.type === 'answer.refused'
  return isFinal ? event.answer : undefined
}

/** The whole answer that the events lead to. */
export async function lastAnswer(events: AsyncIterable<AnswerEvent>): Promise<Answer> {
  for await (const event of events) {
    const answer = finalAnswer(event)
    if (answer) return answer
  }
  throw new FootnoteError('internal', 'The answer ended before it was completed or refused.')
}
