import { HTTPException } from 'hono/http-exception'
import { type ErrorCode, FootnoteError } from '../errors.ts'
import { problemTypes } from './problem-types.ts'
import { type FieldError, RequestError } from './request-error.ts'

/** An error as a client reads it: RFC 9457, with a stable `code` and the next step. */
export interface Problem {
  /** Answers what the code means. */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ErrorCode
  readonly next_step?: string
  /** `urn:uuid:` and the request's id, which the log carries too. */
  readonly instance: string
  readonly errors?: readonly FieldError[]
}

/** Told of every error that is the server's own fault, with the id the client was given. */
export type ErrorLogger = (error: unknown, requestId: string) => void

/** The error as a client may know it; messages that may name paths or secrets are left out. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = error instanceof FootnoteError ? error : fromFramework(error)
  const code = known?.code ?? 'internal'
  const { status, title, showsMessage } = problemTypes[code]
  const nextStep = showsMessage
    ? known?.nextStep
    : 'Look for the instance in the log of the server.'
  const errors = known instanceof RequestError && known.errors.length > 0 ? known.errors : undefined
  return {
    type: `/v1/problems/${code}`,
    title,
    status,
    detail: known && showsMessage ? known.message : `${title}.`,
    code,
    ...(nextStep ? { next_step: nextStep } : {}),
    instance: `urn:uuid:${requestId}`,
    ...(errors ? { errors } : {}),
  }
}

/** The problem of an error, which is logged where it is the server's own fault. */
export function loggedProblem(error: unknown, requestId: string, logError: ErrorLogger): Problem {
  const problem = toProblem(error, requestId)
  if (!problemTypes[problem.code].showsMessage) logError(error, requestId)
  return problem
}

/** The whole response for an error, logged where it is the server's own fault. */
export function problemResponse(
  error: unknown,
  requestId: string,
  logError: ErrorLogger,
): Response {
  const problem = loggedProblem(error, requestId, logError)
  const { retryAfter } = problemTypes[problem.code]
  const headers = new Headers({
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  })
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter))
  if (error instanceof RequestError) {
    for (const [name, value] of Object.entries(error.headers)) headers.set(name, value)
  }
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

/** Hono's middleware throws its own exceptions; only their status means anything to a client. */
function fromFramework(error: unknown): FootnoteError | undefined {
  if (!(error instanceof HTTPException)) return undefined
  if (error.cause instanceof FootnoteError) return error.cause
  if (error.status === 404) {
    return new FootnoteError('not_found', 'There is nothing here.', {
      nextStep: 'Check the address; docs/api.md lists every one.',
    })
  }
  if (error.status >= 400 && error.status < 500) {
    return new FootnoteError('invalid_request', 'The request cannot be understood.', {
      nextStep: 'Check its address, headers and body against docs/api.md.',
    })
  }
  return undefined
}
