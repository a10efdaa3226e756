import { Hono } from 'hono'
import type { ConcurrencyLimit } from '../concurrency-limit.ts'
import type { ApiDependencies } from '../dependencies.ts'
import type { ErrorLogger } from '../problem.ts'
import { sameOrigin } from '../same-origin.ts'

export interface McpRouteOptions {
  readonly limit: ConcurrencyLimit
  readonly logError: ErrorLogger
}

/**
 * `POST /mcp`: the tools and articles for language models, by the Model Context Protocol. There are no
 * sessions, so `GET` and `DELETE` are not allowed, as the protocol has it. Its library is loaded when
 * it is first asked for: a server that nobody asks for it starts without.
 */
export function mcpRoute(dependencies: ApiDependencies, options: McpRouteOptions): Hono {
  return new Hono().post('/', sameOrigin, async (c) => {
    const { answerMessage } = await import('./answer-message.ts')
    return answerMessage(c.req.raw, {
      ...options,
      dependencies,
      linkBase: new URL(c.req.url).origin,
      requestId: () => c.get('requestId'),
    })
  })
}
