import { createHash } from 'node:crypto'
import type { AnswerEvent } from '../answer/answer.ts'

/** An event of an answer, with what a client says to go on after it. */
export interface NumberedEvent {
  /** A number that counts from 1, and a digest of all events so far but for their times. */
  readonly id: string
  readonly type: AnswerEvent['type']
  /** The event as JSON. */
  readonly data: string
}

/** The only part of an answer that differs from one time to the next. */
const times = /"timings_ms":\{[^}]*\}/

/** Gives each event its id. */
export async function* numberEvents(
  events: AsyncIterable<AnswerEvent>,
): AsyncGenerator<NumberedEvent, void, undefined> {
  let [count, digest] = [0, '']
  for await (const event of events) {
    count += 1
    const data = JSON.stringify(event)
    const told = 'answer' in event ? data.replace(times, '') : data
    digest = createHash('sha256').update(digest).update(told).digest('hex').slice(0, 12)
    yield { id: `${count}-${digest}`, type: event.type, data }
  }
}

/**
 * The events that a client has not had: those after the one it names as its last (`Last-Event-ID`,
 * HTML Living Standard, 9.2). The answer is made again and the digest tells whether it began with the
 * same events; where it did not, since the articles have changed, all of it is given from the first
 * event on. So it is where the id is none of ours. Nothing is kept between two requests.
 */
export async function* eventsAfter(
  lastId: string | undefined,
  events: AsyncIterable<NumberedEvent>,
): AsyncGenerator<NumberedEvent, void, undefined> {
  const [, count = '0'] = /^(\d{1,6})-[0-9a-f]{12}$/.exec(lastId ?? '') ?? []
  const had: NumberedEvent[] = []
  let isComparing = count !== '0'
  for await (const numbered of events) {
    if (isComparing) {
      had.push(numbered)
      if (had.length < Number(count)) continue
      isComparing = false
      if (numbered.id !== lastId) yield* had
    } else yield numbered
  }
  // Shorter than what the client had, so it is another answer.
  if (isComparing) yield* had
}
