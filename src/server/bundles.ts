import { Hono } from 'hono'
import { bundleRequest } from '../verify/bundle.ts'
import { makeBundle, makeConversationBundle } from '../verify/make-bundle.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import { withinDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { requireIndex } from './open-index.ts'
import { readJson } from './read-json.ts'

/** `POST /v1/bundles`: answers with the texts that they quote, which are checked without this server. */
export function bundlesRoute(dependencies: ApiDependencies, limit: ConcurrencyLimit): Hono {
  return new Hono().post('/', async (c) => {
    const { answer, answers = [] } = await readJson(c, bundleRequest)
    const index = requireIndex(dependencies)
    const make = async (signal: AbortSignal) => {
      const release = await limit.acquire(signal)
      // Given back when the work ends, which may be after the client was told of a timeout.
      try {
        return answer
          ? await makeBundle(index, answer)
          : await makeConversationBundle(index, answers)
      } finally {
        release()
      }
    }
    const { signal } = c.req.raw
    return c.json(await withinDeadline(dependencies.requestTimeoutMs, signal, make))
  })
}
