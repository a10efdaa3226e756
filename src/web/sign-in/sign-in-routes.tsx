import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { askedUrl } from '../../server/asked-url.ts'
import { type Access, sessionHours } from '../../server/guard/access.ts'
import { sessionCookie } from '../../server/guard/require-key.ts'
import { sameOrigin } from '../../server/same-origin.ts'
import { SignedInPage, SignInPage } from './sign-in-page.tsx'

/**
 * `GET /sign-in` asks for a key, `POST /sign-in` lets a browser in with it, or out. The cookie holds a
 * number drawn for this browser, never the key. It is Lax and not Strict, so that a link to a quote in
 * somebody's memo opens; what changes anything has to come from a page of this server.
 */
export function addSignInRoutes(pages: Hono, access: Access | undefined): void {
  pages.get('/sign-in', async (c) => {
    const title = c.get('words').say('sign-in.title')
    const session = getCookie(c, sessionCookie)
    const isIn = access && session !== undefined && (await access.bySession(session)) !== undefined
    if (isIn || !(await access?.isRequired())) {
      return c.render(<SignedInPage isIn={isIn === true} />, { title })
    }
    return c.render(<SignInPage to={ownAddress(c, c.req.query('to'))} refused={false} />, { title })
  })

  pages.post('/sign-in', sameOrigin, async (c) => {
    const form = await c.req.parseBody()
    const former = getCookie(c, sessionCookie)
    if (former !== undefined) access?.signOut(former)
    if (form.out !== undefined) {
      deleteCookie(c, sessionCookie, { path: '/' })
      return c.redirect('/sign-in', 303)
    }
    const to = ownAddress(c, form.to)
    const key = typeof form.key === 'string' ? form.key.trim() : ''
    const session = await access?.signIn(key)
    if (session === undefined) {
      c.status(401)
      c.header('WWW-Authenticate', 'Bearer realm="Footnote", error="invalid_token"')
      const title = c.get('words').say('sign-in.title')
      return c.render(<SignInPage to={to} refused />, { title })
    }
    setCookie(c, sessionCookie, session, {
      ...{ path: '/', httpOnly: true, sameSite: 'Lax', maxAge: sessionHours * 3600 },
      // A client can only say this of its own cookie.
      secure: askedUrl(c).protocol === 'https:',
    })
    return c.redirect(to, 303)
  })
}

/** An address of this server, or its first page: nobody is sent elsewhere from here. */
function ownAddress(c: Context, to: unknown): string {
  const { origin } = new URL(c.req.url)
  if (typeof to !== 'string' || !to.startsWith('/') || !URL.canParse(to, origin)) return '/'
  const address = new URL(to, origin)
  const isOwn = address.origin === origin && address.pathname !== '/sign-in'
  // A path that begins with two slashes would be read as another host.
  const path = address.pathname.replace(/^\/+/, '/')
  return isOwn ? path + address.search : '/'
}
