import { Hono } from 'hono'
import { searchRequest } from '../answer/answer.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import { withinDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { checkQuestion } from './question-limits.ts'
import { readJson } from './read-json.ts'

/** `POST /v1/search`: the best passages for a query, with the scores that put them there. */
export function searchRoute(dependencies: ApiDependencies, limit: ConcurrencyLimit): Hono {
  return new Hono().post('/', async (c) => {
    const request = await readJson(c, searchRequest)
    checkQuestion(request.query, 'query')
    const search = async (signal: AbortSignal) => {
      const release = await limit.acquire(signal)
      // Given back when the work ends, which may be after the client was told of a timeout.
      try {
        return await dependencies.search(request)
      } finally {
        release()
      }
    }
    const { signal } = c.req.raw
    return c.json(await withinDeadline(dependencies.requestTimeoutMs, signal, search))
  })
}
