import { type Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { type Answer, askRequest } from '../answer/answer.ts'
import { lastAnswer, runAnswer } from './answer-run.ts'
import { streamAnswer } from './answer-stream.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import { createDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { eventsAfter, numberEvents } from './numbered-events.ts'
import type { ErrorLogger } from './problem.ts'
import { checkQuestion } from './question-limits.ts'
import { readJson } from './read-json.ts'

export interface AskRouteOptions {
  readonly limit: ConcurrencyLimit
  readonly heartbeatMs: number
  readonly logError: ErrorLogger
}

/**
 * `POST /v1/ask`: one answer, as JSON or as a stream of events; `stream` outranks `Accept`. A stream
 * goes on after the event that `Last-Event-ID` names.
 */
export function askRoute(dependencies: ApiDependencies, options: AskRouteOptions): Hono {
  return new Hono().post('/', async (c) => {
    const request = await readJson(c, askRequest)
    checkQuestion(request.question, 'question')
    const deadline = createDeadline(dependencies.requestTimeoutMs, c.req.raw.signal)
    const start = () => dependencies.ask(request, deadline.signal)
    const events = runAnswer(start, options.limit, deadline)
    if (request.stream ?? wantsEvents(c)) {
      const left = eventsAfter(c.req.header('Last-Event-ID'), numberEvents(events))
      return streamAnswer(c, { ...options, events: left, deadline })
    }
    const answer = await lastAnswer(events)
    c.header('Server-Timing', serverTiming(answer))
    return c.json(answer)
  })
}

/** @see https://www.w3.org/TR/server-timing/ */
function serverTiming({ timings_ms }: Answer): string {
  const stages = Object.entries(timings_ms)
  return stages.map(([stage, ms]) => `${stage};dur=${ms}`).join(', ')
}

function wantsEvents(c: Context): boolean {
  const supports = ['application/json', 'text/event-stream']
  const type = accepts(c, { header: 'Accept', supports, default: 'application/json' })
  return type === 'text/event-stream'
}
