import { Hono } from 'hono'
import { searchRequest } from '../answer/answer.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import { createDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { checkQuestion } from './question-limits.ts'
import { readJson } from './read-json.ts'

/** `POST /v1/search`: the best passages for a query, with the scores that put them there. */
export function searchRoute(dependencies: ApiDependencies, limit: ConcurrencyLimit): Hono {
  return new Hono().post('/', async (c) => {
    const request = await readJson(c, searchRequest)
    checkQuestion(request.query, 'query')
    const deadline = createDeadline(dependencies.requestTimeoutMs, c.req.raw.signal)
    try {
      const release = await limit.acquire(deadline.signal)
      const work = Promise.resolve().then(() => dependencies.search(request))
      // Given back when the work ends, which may be after the client was told of a timeout.
      void work.catch(() => undefined).finally(release)
      return c.json(await deadline.race(work))
    } finally {
      deadline.clear()
    }
  })
}
