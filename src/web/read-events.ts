import type { AnswerEvent, AskRequest } from '../answer/answer.ts'
import { followAnswer } from '../client/follow-answer.ts'
import { FootnoteProblem, problemOf } from '../client/footnote-problem.ts'
import type { StreamPlace } from '../client/read-stream.ts'
import type { Problem } from './problem-words.ts'

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
 * Asks by `POST /v1/ask` and yields the events of the answer as they come. Ends after the last event of
 * the answer. A connection that breaks is made anew once, at once; what is still missing then can be had
 * by another call with the same place.
 * @param place how far the answer has come; told of each event
 * @throws AskProblem when there is no whole answer; the signal's reason when it was stopped
 */
export async function* readEvents(
  request: AskRequest,
  signal: AbortSignal,
  place: StreamPlace = {},
  send: Send = fetch,
): AsyncGenerator<AnswerEvent> {
  try {
    yield* followAnswer({
      connect: (headers, either) => post(send, request, headers, either),
      signal,
      place,
      tries: 1,
    })
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof FootnoteProblem ? askProblem(error) : error
  }
}

async function post(
  send: Send,
  request: AskRequest,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  let response: Response
  try {
    response = await send('/v1/ask', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', ...headers },
      body: JSON.stringify(request),
      signal,
    })
  } catch (cause) {
    throw new FootnoteProblem('unreachable', '', {}, { cause })
  }
  if (response.ok && response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    return response
  }
  throw await problemOf(response)
}

/** Codes that the page has better words for than whoever told of them. */
const ownWords: ReadonlySet<string> = new Set(['unreachable', 'broken_off', 'internal'])

function askProblem({ code, message, nextStep }: FootnoteProblem): AskProblem {
  return new AskProblem({ code, message: ownWords.has(code) ? null : message, nextStep })
}
