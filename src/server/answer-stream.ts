import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { AnswerEvent } from '../answer/answer.ts'
import type { Deadline } from './deadline.ts'
import { type ErrorLogger, loggedProblem, type Problem } from './problem.ts'

/** Ends a stream that fails: the problem's fields, with the event's own name as its `type`. */
export type ErrorEvent = Omit<Problem, 'type'> & { type: 'error'; problem_type: string }

export interface AnswerStreamOptions {
  readonly events: AsyncGenerator<AnswerEvent, void, undefined>
  readonly deadline: Deadline
  /** Milliseconds between comments that keep proxies from closing a quiet stream. */
  readonly heartbeatMs: number
  readonly logError: ErrorLogger
}

/**
 * The events as server-sent events (HTML Living Standard, 9.2), each with its name, a number that
 * counts from 1, and its JSON. The first is waited for here, so that what fails before it has a
 * status of its own; what fails later is an `error` event. A client that goes away ends the work.
 */
export async function streamAnswer(c: Context, options: AnswerStreamOptions): Promise<Response> {
  const first = await options.events.next()
  const response = streamSSE(c, async (stream) => {
    stream.onAbort(() => options.deadline.abort(new Error('The client went away.')))
    const stopBeating = beat(stream, options.heartbeatMs)
    try {
      await sendAll(stream, first, options, c.get('requestId'))
    } finally {
      stopBeating()
      await options.events.return()
    }
  })
  response.headers.set('Cache-Control', 'no-store')
  response.headers.set('X-Accel-Buffering', 'no')
  // Node decides this one: it must say `close` while the server is stopping.
  response.headers.delete('Connection')
  return response
}

async function sendAll(
  stream: SSEStreamingApi,
  first: IteratorResult<AnswerEvent, void>,
  { events, deadline, logError }: AnswerStreamOptions,
  requestId: string,
): Promise<void> {
  let sent = 0
  const send = (event: AnswerEvent | ErrorEvent) => {
    sent += 1
    return stream.writeSSE({ event: event.type, id: String(sent), data: JSON.stringify(event) })
  }
  try {
    for (let result = first; !result.done; result = await events.next()) {
      // A client that stops reading must not hold the work for longer than the deadline.
      await deadline.race(send(result.value))
    }
  } catch (error) {
    if (stream.aborted) return
    const { type, ...problem } = loggedProblem(error, requestId, logError)
    // Not waited for: whoever has stopped reading would never let it through.
    void send({ type: 'error', problem_type: type, ...problem })
  }
}

function beat(stream: SSEStreamingApi, milliseconds: number): () => void {
  let isWaiting = false
  const timer = setInterval(() => {
    if (isWaiting) return
    isWaiting = true
    void stream.write(': still here\n\n').finally(() => {
      isWaiting = false
    })
  }, milliseconds)
  return () => clearInterval(timer)
}
