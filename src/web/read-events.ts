import { createParser } from 'eventsource-parser'
import type { AnswerEvent, AskRequest } from '../answer/answer.ts'
import type { Problem } from './problem-words.ts'

/** Longest silence of a stream, heartbeats included, before it is taken for dead, in milliseconds. */
const longestSilence = 60_000

const unreachable: Problem = { code: 'unreachable', message: null, nextStep: null }
const brokenOff: Problem = { code: 'broken_off', message: null, nextStep: null }

/** Carries a request; the browser's own `fetch` unless another is given. */
export type Send = (path: string, options: RequestInit) => Response | Promise<Response>

/** A question that could not be answered, and why. */
export class AskProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message ?? problem.code ?? 'unknown')
    this.name = 'AskProblem'
    this.problem = problem
  }
}

/**
 * Asks by `POST /v1/ask` and yields the events of the answer as they come (server-sent events, WHATWG
 * HTML 9.2). Ends after the last event of the answer.
 * @throws AskProblem when there is no whole answer; the signal's reason when it was stopped
 */
export async function* readEvents(
  request: AskRequest,
  signal: AbortSignal,
  send: Send = fetch,
): AsyncGenerator<AnswerEvent> {
  const silence = new AbortController()
  const either = AbortSignal.any([signal, silence.signal])
  const response = await within(silence, post(send, request, either, signal))
  const waiting: (AnswerEvent | AskProblem)[] = []
  const parser = createParser({
    onEvent: ({ event, data }) => {
      const value = parseJson(data)
      if (value === undefined) waiting.push(new AskProblem(brokenOff))
      else waiting.push(event === 'error' ? problemOf(value) : (value as AnswerEvent))
    },
  })
  for await (const text of chunksOf(response, signal, silence)) {
    parser.feed(text)
    for (const item of waiting.splice(0)) {
      signal.throwIfAborted()
      if (item instanceof AskProblem) throw item
      yield item
      if (item.type === 'answer.completed' || item.type === 'answer.refused') return
    }
  }
  throw new AskProblem(brokenOff)
}

async function post(
  send: Send,
  request: AskRequest,
  signal: AbortSignal,
  stopped: AbortSignal,
): Promise<Response> {
  let response: Response
  try {
    response = await send('/v1/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify(request),
      signal,
    })
  } catch {
    stopped.throwIfAborted()
    throw new AskProblem(unreachable)
  }
  if (response.ok && response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    return response
  }
  throw problemOf(await response.json().catch(() => null))
}

async function* chunksOf(
  response: Response,
  stopped: AbortSignal,
  silence: AbortController,
): AsyncGenerator<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  try {
    while (reader) {
      const { done, value } = await within(silence, reader.read())
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } catch (error) {
    stopped.throwIfAborted()
    throw error instanceof AskProblem ? error : new AskProblem(brokenOff)
  } finally {
    await reader?.cancel().catch(() => undefined)
  }
}

/** Aborts when the work takes longer than the longest silence. */
function within<Result>(silence: AbortController, work: Promise<Result>): Promise<Result> {
  const timer = setTimeout(() => silence.abort(), longestSilence)
  return work.finally(() => clearTimeout(timer))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** From an RFC 9457 problem document; anything else is said to be unexpected. */
function problemOf(value: unknown): AskProblem {
  const fields =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const text = (name: string) =>
    typeof fields[name] === 'string' ? (fields[name] as string) : null
  return new AskProblem({
    code: text('code') ?? 'internal',
    message: text('detail') ?? text('title'),
    nextStep: text('next_step'),
  })
}
