import type { Context } from 'hono'

/** The address that was asked for, as its asker sees it: a proxy in front may speak HTTPS for us. */
export function askedUrl(c: Context): URL {
  const url = new URL(c.req.url)
  if (c.req.header('X-Forwarded-Proto') === 'https') url.protocol = 'https:'
  return url
}
