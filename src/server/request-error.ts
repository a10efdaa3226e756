import { type ErrorCode, FootnoteError } from '../errors.ts'

/** One thing that is wrong with a request. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) as a URI fragment: `#/filters/date_from`; or `?name` for a query. */
  readonly pointer: string
  readonly message: string
}

/** A wrong request, with each of the things that are wrong with it. */
export class RequestError extends FootnoteError {
  readonly errors: readonly FieldError[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      nextStep?: string
      cause?: unknown
      errors?: readonly FieldError[]
      headers?: Readonly<Record<string, string>>
    } = {},
  ) {
    super(code, message, options)
    this.name = 'RequestError'
    this.errors = options.errors ?? []
    this.headers = options.headers ?? {}
  }
}
