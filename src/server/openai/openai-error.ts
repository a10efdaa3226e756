import type { Context, MiddlewareHandler } from 'hono'
import type { Problem } from '../problem.ts'

/** An error as clients of OpenAI's API read it. */
export interface OpenAiError {
  readonly message: string
  readonly type: 'invalid_request_error' | 'server_error' | 'rate_limit_error'
  /** The field that is wrong, such as `messages[0].role`. */
  readonly param: string | null
  readonly code: string | null
}

/** A problem of this server, in the words of OpenAI's errors. */
export function openAiError(problem: Omit<Problem, 'type'>): OpenAiError {
  const { code, status, errors, detail, next_step } = problem
  const type =
    status === 429 ? 'rate_limit_error' : status >= 500 ? 'server_error' : 'invalid_request_error'
  const param = errors?.[0]?.pointer
    .replace(/^#\//, '')
    .replace(/\/(\d+)/g, '[$1]')
    .replace(/\//g, '.')
  return {
    message: next_step ? `${detail} ${next_step}` : detail,
    type,
    param: param || null,
    code: code === 'unknown_field' ? 'unknown_parameter' : code,
  }
}

/** Whatever went wrong under it, is told as OpenAI does; the status stays. */
export const openAiErrors: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.get('Content-Type')?.startsWith('application/problem+json')) return
  const problem = (await c.res.json()) as Problem
  const headers = new Headers(c.res.headers)
  headers.set('Content-Type', 'application/json')
  headers.delete('Content-Length')
  c.res = undefined
  c.res = new Response(JSON.stringify({ error: openAiError(problem) }), {
    status: problem.status,
    headers,
  })
}

/** As OpenAI answers where a model is asked for that it does not have. */
export function modelNotFound(c: Context, model: string, known: string): Response {
  const message = `The model \`${model.slice(0, 100)}\` does not exist; this server has \`${known}\`.`
  const error = { message, type: 'invalid_request_error', param: 'model', code: 'model_not_found' }
  return c.json({ error }, 404)
}
