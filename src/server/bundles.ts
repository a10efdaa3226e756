import { Hono } from 'hono'
import { bundleRequest } from '../verify/bundle.ts'
import { makeBundle, makeConversationBundle } from '../verify/make-bundle.ts'
import type { ConcurrencyLimit } from './concurrency-limit.ts'
import type { ApiDependencies } from './dependencies.ts'
import { limitedWork } from './limited-work.ts'
import { requireIndex } from './open-index.ts'
import { readJson } from './read-json.ts'

/** `POST /v1/bundles`: answers with the texts that they quote, which are checked without this server. */
export function bundlesRoute(dependencies: ApiDependencies, limit: ConcurrencyLimit): Hono {
  return new Hono().post('/', async (c) => {
    const { answer, answers = [] } = await readJson(c, bundleRequest)
    const index = requireIndex(dependencies)
    const limits = { limit, milliseconds: dependencies.requestTimeoutMs }
    const make = async () =>
      answer ? await makeBundle(index, answer) : await makeConversationBundle(index, answers)
    return c.json(await limitedWork(limits, c.req.raw.signal, make))
  })
}
