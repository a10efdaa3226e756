import type { MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import type { Problem } from '../server/problem.ts'
import { MessagePage } from './sources-page.tsx'

/**
 * Shows a problem as a page to whoever asked for a page; programs get it as it is. Its status and
 * headers stay, and it has been logged by then where it is the server's own fault.
 */
export const showProblems: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.get('Content-Type')?.startsWith('application/problem+json')) return
  c.res.headers.append('Vary', 'Accept')
  if (c.req.method !== 'GET') return
  const supports = ['application/problem+json', 'application/json', 'text/html']
  const type = accepts(c, { header: 'Accept', supports, default: 'application/problem+json' })
  if (type !== 'text/html') return
  const { status } = c.res
  const problem: Problem = await c.res.json()
  const page = await c.render(<MessagePage {...wordsFor(problem)} />, { title: problem.title })
  c.res = new Response(page.body, { status, headers: page.headers })
}

function wordsFor({ code, title, detail, next_step, instance }: Problem) {
  if (code === 'not_found') {
    const message = 'The link may not be whole, or what it led to is gone.'
    return { title, message }
  }
  // Where only the log says more, its number is what to look for there.
  const isHidden = detail === `${title}.`
  const message = isHidden
    ? `Reload this page in a moment. The log of the server says more, under ${instance}.`
    : `${detail} ${next_step ?? ''}`.trim()
  return { title, message }
}
