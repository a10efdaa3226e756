import type { Context, MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import { getCookie } from 'hono/cookie'
import { RequestError } from '../request-error.ts'
import { sameOrigin } from '../same-origin.ts'
import type { Access, Holder } from './access.ts'

declare module 'hono' {
  interface ContextVariableMap {
    /** Who sent the request; unset where no key is asked for. */
    holder: Holder
    /** Why the request goes no further; thrown once it has been counted. */
    refusal: RequestError
  }
}

/** The cookie of a browser that was signed in. */
export const sessionCookie = 'footnote_session'

/** Open to everybody: whether it runs, what it is, what its errors mean, and the way in. */
const open =
  /^\/(healthz|readyz|openapi\.json|docs|favicon\.ico|sign-in|assets\/.*|v1\/problems\/.*)$/

/** Finds out who sends a request: by a header (RFC 6750), or by the cookie of a browser that was signed in. */
export function recognise(access: Access): MiddlewareHandler {
  return async (c, next) => {
    if (!open.test(c.req.path) && (await access.isRequired())) {
      const found = await findHolder(c, access)
      if (found instanceof RequestError) c.set('refusal', found)
      else c.set('holder', found)
    }
    await next()
  }
}

/** Lets nobody past who was not recognised; people are shown where to sign in. */
export const requireKey: MiddlewareHandler = async (c, next) => {
  const refusal = c.get('refusal')
  if (refusal) {
    if (refusal.code === 'key_missing' && wantsPage(c)) return c.redirect(signInAddress(c), 303)
    throw refusal
  }
  // Browsers send a cookie along with what pages of other sites send.
  if (c.get('holder') && isBySession(c) && isChange(c)) return sameOrigin(c, next)
  return next()
}

/** For what only a key of the scope `admin` may do; open where no key is asked for. */
export const requireAdmin: MiddlewareHandler = async (c, next) => {
  const holder = c.get('holder')
  if (holder && holder.scope !== 'admin') throw tooLittle()
  await next()
}

async function findHolder(c: Context, access: Access): Promise<Holder | RequestError> {
  const header = c.req.header('Authorization')
  if (header !== undefined) {
    const secret = /^Bearer +(\S+) *$/i.exec(header)?.[1]
    return (secret === undefined ? undefined : await access.byKey(secret)) ?? refused()
  }
  const session = getCookie(c, sessionCookie)
  return (session === undefined ? undefined : await access.bySession(session)) ?? missing()
}

function wantsPage(c: Context): boolean {
  if (/^\/(v1|mcp|metrics)(\/|$)/.test(c.req.path)) return false
  const supports = ['application/json', 'text/html']
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/html'
}

/** A page is come back to; what a form has sent is not sent again. */
function signInAddress(c: Context): string {
  if (c.req.method !== 'GET') return '/sign-in'
  const { pathname, search } = new URL(c.req.url)
  return `/sign-in?${new URLSearchParams({ to: pathname + search })}`
}

function isBySession({ req }: Context): boolean {
  return req.header('Authorization') === undefined
}

function isChange({ req }: Context): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(req.method)
}

function missing(): RequestError {
  return new RequestError('key_missing', 'This server asks for a key.', {
    nextStep: 'Send Authorization: Bearer and your key, or sign in at /sign-in.',
    headers: { 'WWW-Authenticate': 'Bearer realm="Footnote"' },
  })
}

/** The same words whatever is wrong with it: they tell nobody which keys there are. */
function refused(): RequestError {
  return new RequestError('key_refused', 'The key is unknown, taken back, or past its time.', {
    nextStep: 'Ask whoever runs this server for another one.',
    headers: { 'WWW-Authenticate': 'Bearer realm="Footnote", error="invalid_token"' },
  })
}

function tooLittle(): RequestError {
  return new RequestError('scope_missing', 'This key may ask, and not add articles.', {
    nextStep: 'Use a key of the scope admin.',
    headers: {
      'WWW-Authenticate': 'Bearer realm="Footnote", error="insufficient_scope", scope="admin"',
    },
  })
}
