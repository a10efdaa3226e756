import type { MiddlewareHandler } from 'hono'
import { RequestError } from './request-error.ts'

/**
 * Refuses requests made under a name that is not this server's. A web page elsewhere can have its
 * own name resolve to 127.0.0.1 (DNS rebinding) and would then read the answers of a server that
 * has no accounts; its requests still carry the page's name in `Host`.
 */
export function hostGuard(allowedHosts: readonly string[]): MiddlewareHandler {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()))
  return async (c, next) => {
    const { hostname } = new URL(c.req.url)
    if (!allowed.has(hostname)) {
      throw new RequestError('invalid_request', 'This server does not go by the name asked for.', {
        nextStep: `Use ${[...allowed].join(' or ')}.`,
        errors: [{ pointer: 'Host', message: 'Not a name of this server' }],
      })
    }
    await next()
  }
}
