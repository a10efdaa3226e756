import { createParser } from 'eventsource-parser'
import { FootnoteProblem, problemFrom } from './footnote-problem.ts'
import type { AnswerEvent } from './types.ts'

/** Longest silence of a stream, its comments included, before it is taken for dead, in milliseconds. */
const longestSilence = 60_000

/** How far a stream has been read. */
export interface StreamPlace {
  /** Of the last event that came; what the server is told to go on after. */
  lastEventId?: string
}

/**
 * The events of an answer as they come (server-sent events, WHATWG HTML 9.2), to the last of it.
 * @param place told of each event before it is given
 * @throws FootnoteProblem what an `error` event says, or `broken_off` where the stream ends before the answer
 */
export async function* readStream(
  response: Response,
  place: StreamPlace = {},
): AsyncGenerator<AnswerEvent> {
  const waiting: { id?: string | undefined; event?: string | undefined; data: string }[] = []
  const parser = createParser({
    onEvent: (event) => {
      waiting.push(event)
    },
  })
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  try {
    while (reader) {
      const { done, value } = await soon(reader.read())
      if (done) break
      parser.feed(decoder.decode(value, { stream: true }))
      for (const { id, event, data } of waiting.splice(0)) {
        const parsed: unknown = JSON.parse(data)
        if (event === 'error') throw problemFrom(parsed, response.status)
        if (id !== undefined) place.lastEventId = id
        const known = parsed as AnswerEvent
        yield known
        if (known.type === 'answer.completed' || known.type === 'answer.refused') return
      }
    }
  } catch (cause) {
    if (cause instanceof FootnoteProblem || isAbort(cause)) throw cause
    throw new FootnoteProblem('broken_off', 'The answer broke off.', {}, { cause })
  } finally {
    await reader?.cancel().catch(() => undefined)
  }
  throw new FootnoteProblem('broken_off', 'The answer broke off.')
}

/** @throws FootnoteProblem `broken_off` where it takes longer than the longest silence */
export function soon<Result>(work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const silent = `Nothing came for ${longestSilence / 1000} seconds.`
      reject(new FootnoteProblem('broken_off', silent))
    }, longestSilence)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
}
