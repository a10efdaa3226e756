import type { Hono } from 'hono'
import { cors } from 'hono/cors'
import { hostGuard } from '../host-guard.ts'
import { openAiErrors } from '../openai/openai-error.ts'
import type { Access } from './access.ts'
import { createRateLimit } from './rate-limit.ts'
import { recognise, requireKey } from './require-key.ts'

export interface GuardOptions {
  /**
   * Names this server goes by, without ports, such as `localhost` and `[::1]`; any when left out.
   * They keep foreign web pages out that point a name of theirs at this server.
   */
  readonly allowedHosts?: readonly string[]
  /** Origins whose pages may read `/v1`; none when left out. */
  readonly corsOrigins?: readonly string[]
  /** Requests a minute of one key or address; 600 when left out, 0 for no limit. */
  readonly perMinute?: number
  /** Whether a proxy in front is believed where a request comes from. */
  readonly trustProxy?: boolean
}

/** What stands before all routes: the name asked for, other sites, who asks, and how often. */
export function addGuard(app: Hono, access: Access | undefined, options: GuardOptions): void {
  const { corsOrigins = [], perMinute = 600, trustProxy = false } = options
  if (options.allowedHosts) app.use(hostGuard(options.allowedHosts))
  if (corsOrigins.length > 0) app.use('/v1/*', allowOrigins(corsOrigins))
  // What is refused here is told as the routes would tell it.
  for (const path of ['/v1/chat/*', '/v1/models', '/v1/models/*']) app.use(path, openAiErrors)
  if (access) app.use(recognise(access))
  if (perMinute > 0) app.use(createRateLimit({ perMinute, trustProxy }))
  if (access) app.use(requireKey)
}

/** Keys travel in a header, never in a cookie, so no credentials are let along. */
function allowOrigins(origins: readonly string[]) {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Last-Event-ID'],
    exposeHeaders: [
      ...['ETag', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
      ...['WWW-Authenticate', 'X-Request-Id'],
    ],
    maxAge: 600,
  })
}
