import type { MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import type { Problem } from '../server/problem.ts'
import { MessagePage } from './message-page.tsx'
import type { Words } from './messages/words.ts'
import { problemWords } from './problem-words.ts'

/**
 * Shows a problem as a page to whoever asked for a page; programs get it as it is. Its status and
 * headers stay, and it has been logged by then where it is the server's own fault.
 */
export const showProblems: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.get('Content-Type')?.startsWith('application/problem+json')) return
  c.res.headers.append('Vary', 'Accept')
  // Forms are sent by POST; what else is asked for is asked for by programs.
  if (c.req.method !== 'GET' && c.req.method !== 'POST') return
  const supports = ['application/problem+json', 'application/json', 'text/html']
  const type = accepts(c, { header: 'Accept', supports, default: 'application/problem+json' })
  if (type !== 'text/html') return
  const { status } = c.res
  const problem: Problem = await c.res.json()
  const shown = shownProblem(problem, c.get('words'))
  const page = await c.render(<MessagePage {...shown} />, { title: shown.title })
  c.res = new Response(page.body, { status, headers: page.headers })
}

function shownProblem({ code, title, detail, next_step, instance }: Problem, words: Words) {
  const { say, language } = words
  // In English the server's own title, which there is one of for every code.
  const shown = language === 'en' ? title : (words.sayIfKnown(`problem.${code}`) ?? title)
  if (code === 'not_found') return { title: shown, message: say('message.broken-link') }
  // Where only the log says more, its number is what to look for there.
  const isHidden = detail === `${title}.`
  if (isHidden) return { title: shown, message: say('message.log-says-more', { instance }) }
  const problem = { code, message: detail, nextStep: next_step ?? null }
  return { title: shown, message: problemWords(problem, words).text }
}
