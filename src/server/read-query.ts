import type { Context } from 'hono'
import { z } from 'zod'
import type { ZodOpenApiOverrideMeta } from 'zod-openapi'
import { RequestError } from './request-error.ts'
import { queryPointer, validate } from './validate.ts'

/** The largest that fifteen digits can write; all up to it are exact. */
export const largestNumber = 999_999_999_999_999

/**
 * A whole number of a query, in plain decimal digits; `1e3`, `0x10`, `+1` and ` 1` are refused.
 */
export function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .meta({ override: asInteger(least, most) })
}

/** Written in digits, it is a number to whoever reads the API's document. */
function asInteger(minimum: number, maximum: number): ZodOpenApiOverrideMeta {
  return ({ jsonSchema }) => {
    delete jsonSchema.pattern
    Object.assign(jsonSchema, { type: 'integer', minimum, maximum })
  }
}

/**
 * The query, checked; a name that stands twice is refused, since readers would differ on it.
 * @throws RequestError `unknown_field`, `invalid_request`
 */
export function readQuery<Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> {
  const values: Record<string, string | undefined> = Object.create(null)
  for (const [name, all] of Object.entries(c.req.queries())) {
    if (all.length > 1) {
      throw new RequestError('invalid_request', `The query names ${queryPointer([name])} twice.`, {
        nextStep: 'Give it once.',
        errors: [{ pointer: queryPointer([name]), message: 'Given more than once' }],
      })
    }
    values[name] = all[0]
  }
  return validate(schema, { ...values }, queryPointer)
}

/** Things listed at once, at most. */
const largestPage = 200

/** Which part of a list: so many, after so many. */
export const pageQuery = z.strictObject({
  limit: wholeNumber(1, largestPage).optional(),
  offset: wholeNumber(0, largestNumber).optional(),
})
