import { createParser } from 'eventsource-parser'
import type { AnswerEvent } from '../answer/answer.ts'
import { FootnoteProblem, problemFrom } from './footnote-problem.ts'

/**
 * The events of an answer as they come (server-sent events, WHATWG HTML 9.2), to the last of it.
 * @throws FootnoteProblem what an `error` event says, or `broken_off` where the stream ends before the answer
 */
export async function* readStream(response: Response): AsyncGenerator<AnswerEvent> {
  const waiting: { event: string | undefined; data: string }[] = []
  const parser = createParser({
    onEvent: ({ event, data }) => {
      waiting.push({ event, data })
    },
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  try {
    while (reader) {
      const { done, value } = await reader.read()
      if (done) break
      parser.feed(value)
      for (const { event, data } of waiting.splice(0)) {
        const parsed: unknown = JSON.parse(data)
        if (event === 'error') throw problemFrom(parsed, response.status)
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

export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
}
