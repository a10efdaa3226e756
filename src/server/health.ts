import { Hono } from 'hono'
import type { ApiDependencies } from './dependencies.ts'
import { followingOf } from './index-status.ts'
import { requireIndex } from './open-index.ts'

/** `GET /healthz`: the process is alive. `GET /readyz`: an index can answer. */
export function healthRoutes(dependencies: ApiDependencies): Hono {
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'alive' }))
    .get('/readyz', (c) => {
      const { generation } = requireIndex(dependencies)
      return c.json({ status: 'ready', generation, following: followingOf(dependencies) })
    })
}
