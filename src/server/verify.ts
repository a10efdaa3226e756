import { Hono } from 'hono'
import { verifyRequest } from '../verify/verification.ts'
import { verifyQuotations } from '../verify/verify-quotations.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import type { ApiDependencies } from './dependencies.ts'
import { limitedWork } from './limited-work.ts'
import { requireIndex } from './open-index.ts'
import { readJson } from './read-json.ts'

/** `POST /v1/verify`: tells of each quotation of a text, or of a list, whether the articles hold it. */
export function verifyRoute(dependencies: ApiDependencies, limit: ConcurrencyLimit): Hono {
  return new Hono().post('/', async (c) => {
    const request = await readJson(c, verifyRequest)
    const index = requireIndex(dependencies)
    const limits = { limit, milliseconds: dependencies.requestTimeoutMs }
    const verify = (signal: AbortSignal) => verifyQuotations(index, request, { signal })
    return c.json(await limitedWork(limits, c.req.raw.signal, verify))
  })
}
