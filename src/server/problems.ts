import { Hono } from 'hono'
import type { ErrorCode } from '../errors.ts'
import { problemTypes } from './problem-types.ts'

/** `GET /v1/problems/{code}`: what the `type` of a problem stands for. */
export function problemsRoute(): Hono {
  return new Hono().get('/:code', (c) => {
    const code = c.req.param('code')
    if (!isErrorCode(code)) return c.notFound()
    const { status, title } = problemTypes[code]
    return c.json({ object: 'problem_type', code, status, title })
  })
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(problemTypes, code)
}
