import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { ServerObserver } from './server-observer.ts'

/** Tells of every request what was asked for, by its pattern, and how it ended. */
export function observeRequests(observers: readonly ServerObserver[]): MiddlewareHandler {
  return async (c, next) => {
    const started = performance.now()
    await next()
    const record = {
      requestId: c.get('requestId'),
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round((performance.now() - started) * 1000) / 1000,
    }
    for (const observer of observers) observer.request(record)
  }
}

/** The pattern of the handler; of addresses that none has, one for all. */
export function routeOf(c: Context): string {
  const handlers = matchedRoutes(c).filter(({ path }) => !path.endsWith('*'))
  return handlers.at(-1)?.path ?? '*'
}
