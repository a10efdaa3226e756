import type { Context, MiddlewareHandler } from 'hono'
import { LRUCache } from 'lru-cache'
import { RequestError } from '../request-error.ts'
import { clientAddress, isLoopback, networkOf } from './client-address.ts'

export interface RateLimitOptions {
  /** Requests a minute of one key, or of one address without a key. */
  readonly perMinute: number
  /** Whether the last proxy's `X-Forwarded-For` is believed. */
  readonly trustProxy: boolean
  /** Milliseconds since any moment; the clock of the process when left out. */
  readonly now?: () => number
}

/** Clients counted at once; past it those are forgotten that were quiet the longest. */
const mostClients = 50_000
const windowSeconds = 60

/** Asked by machines that look after this one, and files that may be kept for a year. */
const uncounted = /^\/(healthz|readyz|assets\/.*)$/

interface Count {
  readonly endsAt: number
  requests: number
}

/**
 * Counts the requests of each key, and without one of each address, in windows of a minute that begin
 * with a client's first request. Says how many are left (draft-ietf-httpapi-ratelimit-headers-10).
 * This machine itself is not counted without a key.
 */
export function createRateLimit(options: RateLimitOptions): MiddlewareHandler {
  const { perMinute, trustProxy, now = () => performance.now() } = options
  const counts = new LRUCache<string, Count>({ max: mostClients })
  const policy = `"minute";q=${perMinute};w=${windowSeconds}`

  function count(client: string): { left: number; seconds: number } {
    const at = Math.floor(now())
    let current = counts.get(client)
    if (!current || current.endsAt <= at) {
      current = { endsAt: at + windowSeconds * 1000, requests: 0 }
      counts.set(client, current)
    }
    current.requests += 1
    const seconds = Math.ceil((current.endsAt - at) / 1000)
    return { left: perMinute - current.requests, seconds }
  }

  return async (c, next) => {
    const client = uncounted.test(c.req.path) ? undefined : clientOf(c, trustProxy)
    if (client === undefined) return next()
    const { left, seconds } = count(client)
    const headers = {
      'RateLimit-Policy': policy,
      RateLimit: `"minute";r=${Math.max(0, left)};t=${seconds}`,
    }
    if (left < 0) {
      throw new RequestError('rate_limited', `These were over ${perMinute} requests in a minute.`, {
        nextStep: `Try again in ${seconds} seconds.`,
        headers: { ...headers, 'Retry-After': String(seconds) },
      })
    }
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  }
}

function clientOf(c: Context, trustProxy: boolean): string | undefined {
  const holder = c.get('holder')
  if (holder) return `key ${holder.id}`
  const address = clientAddress(c, trustProxy)
  return address === undefined || isLoopback(address) ? undefined : networkOf(address)
}
