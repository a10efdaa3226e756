import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { Deadline } from './deadline.ts'
import type { NumberedEvent } from './numbered-events.ts'
import { type ErrorLogger, loggedProblem, type Problem } from './problem.ts'

/** Ends a stream that fails: the problem's fields, with the event's own name as its `type`. */
export type ErrorEvent = Omit<Problem, 'type'> & { type: 'error'; problem_type: string }

export interface AnswerStreamOptions {
  readonly events: AsyncGenerator<NumberedEvent, void, undefined>
  readonly deadline: Deadline
  /** Milliseconds between comments that keep proxies from closing a quiet stream. */
  readonly heartbeatMs: number
  readonly logError: ErrorLogger
}

/**
 * The events as server-sent events (HTML Living Standard, 9.2), each with its name, its id and its
 * JSON. The first is waited for here, so that what fails before it has a status of its own; what
 * fails later is an `error` event. Where there is none, a 204 keeps the client from coming again. A
 * client that goes away ends the work.
 */
export async function streamAnswer(c: Context, options: AnswerStreamOptions): Promise<Response> {
  const first = await options.events.next()
  if (first.done) return c.body(null, 204)
  const response = streamSSE(c, async (stream) => {
    stream.onAbort(() => options.deadline.abort(new Error('The client went away.')))
    const stopBeating = beat(stream, options.heartbeatMs)
    const line = createLine(stream)
    try {
      await sendAll(line, first, options, c.get('requestId'))
    } finally {
      await options.events.return()
      // The work has ended by now, so a slow reader holds nothing but its connection.
      await line.sent()
      stopBeating()
    }
  })
  response.headers.set('Cache-Control', 'no-store')
  response.headers.set('X-Accel-Buffering', 'no')
  // Node decides this one: it must say `close` while the server is stopping.
  response.headers.delete('Connection')
  return response
}

/** Characters of an answer that wait for a slow reader before its work waits too. */
const mostUnsent = 1_000_000

/** Events on their way, in order. */
interface Line {
  add(numbered: NumberedEvent): void
  /** Without an id, so that a client can still go on after the last event that it had. */
  addError(event: ErrorEvent): void
  /** Resolves when all have been taken, or nobody is there to take them. */
  sent(): Promise<unknown>
  /** Characters that have not been taken yet. */
  readonly unsent: number
  readonly aborted: boolean
}

function createLine(stream: SSEStreamingApi): Line {
  let last: Promise<unknown> = Promise.resolve()
  let unsent = 0
  const add = (message: { event: string; id?: string; data: string }) => {
    const { length } = message.data
    unsent += length
    last = last
      .then(() => stream.writeSSE(message))
      .finally(() => {
        unsent -= length
      })
  }
  return {
    add: ({ type, id, data }) => add({ event: type, id, data }),
    addError: (event) => add({ event: event.type, data: JSON.stringify(event) }),
    sent: () => last,
    get unsent() {
      return unsent
    },
    get aborted() {
      return stream.aborted
    },
  }
}

async function sendAll(
  line: Line,
  first: IteratorResult<NumberedEvent, void>,
  { events, deadline, logError }: AnswerStreamOptions,
  requestId: string,
): Promise<void> {
  try {
    for (let result = first; !result.done; result = await events.next()) {
      line.add(result.value)
      // A client that stops reading must not hold the work for longer than the deadline.
      if (line.unsent > mostUnsent) await deadline.race(line.sent())
    }
  } catch (error) {
    if (line.aborted) return
    const { type, ...problem } = loggedProblem(error, requestId, logError)
    line.addError({ type: 'error', problem_type: type, ...problem })
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
