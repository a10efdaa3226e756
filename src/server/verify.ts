import { Hono } from 'hono'
import { verifyRequest } from '../verify/verification.ts'
import { verifyQuotations } from '../verify/verify-quotations.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import { withinDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { requireIndex } from './open-index.ts'
import { readJson } from './read-json.ts'

/** `POST /v1/verify`: tells of each quotation of a text, or of a list, whether the articles hold it. */
export function verifyRoute(dependencies: ApiDependencies, limit: ConcurrencyLimit): Hono {
  return new Hono().post('/', async (c) => {
    const request = await readJson(c, verifyRequest)
    const index = requireIndex(dependencies)
    const verify = async (signal: AbortSignal) => {
      const release = await limit.acquire(signal)
      // Given back when the work ends, which may be after the client was told of a timeout.
      try {
        return await verifyQuotations(index, request, { signal })
      } finally {
        release()
      }
    }
    const { signal } = c.req.raw
    return c.json(await withinDeadline(dependencies.requestTimeoutMs, signal, verify))
  })
}
