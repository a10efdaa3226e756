import { Hono } from 'hono'
import { searchRequest } from '../answer/answer.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import type { ApiDependencies } from './dependencies.ts'
import { limitedWork } from './limited-work.ts'
import { checkQuestion } from './question-limits.ts'
import { readJson } from './read-json.ts'

/** `POST /v1/search`: the best passages for a query, with the scores that put them there. */
export function searchRoute(dependencies: ApiDependencies, limit: ConcurrencyLimit): Hono {
  return new Hono().post('/', async (c) => {
    const request = await readJson(c, searchRequest)
    checkQuestion(request.query, 'query')
    const limits = { limit, milliseconds: dependencies.requestTimeoutMs }
    return c.json(await limitedWork(limits, c.req.raw.signal, () => dependencies.search(request)))
  })
}
