import type { MiddlewareHandler } from 'hono'
import { RequestError } from './request-error.ts'

/**
 * Refuses what a page of another site sends: a browser sends forms anywhere without asking. It says
 * where a request comes from (`Sec-Fetch-Site`, Fetch Metadata), or at least whose page sent it
 * (`Origin`). A program says neither and is let through: it has no user's rights to misuse.
 */
export const sameOrigin: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('Sec-Fetch-Site')
  const origin = c.req.header('Origin')
  // The site is judged by the browser itself, so a proxy that renames the host does not matter.
  const isOwn = site === undefined ? isHostOf(c.req.url, origin) : site === 'same-origin'
  if (!isOwn) {
    throw new RequestError('foreign_origin', 'The request was made by a page of another site.', {
      nextStep: 'Send it from a page of this server, or from a program.',
    })
  }
  await next()
}

function isHostOf(url: string, origin: string | undefined): boolean {
  if (origin === undefined) return true
  try {
    return new URL(origin).host === new URL(url).host
  } catch {
    // `null`: a page that hides where it comes from.
    return false
  }
}
