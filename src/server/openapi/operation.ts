import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi'
import { errorCodes } from '../problem-types.ts'

/** One method at one path, as the document describes it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'delete'
  /** As OpenAPI writes it: `/v1/sources/{id}`. */
  readonly path: string
  readonly operation: ZodOpenApiOperationObject
}

export const problem = z
  .object({
    type: z.string().describe('Answers what the code means.'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(errorCodes).describe('Never changes its meaning: branch on it.'),
    next_step: z.string().optional(),
    instance: z.string().describe('urn:uuid: and the id of the request, which the log has too.'),
    errors: z
      .array(z.object({ pointer: z.string(), message: z.string() }))
      .optional()
      .describe('Each wrong field: a JSON Pointer (#/filters/date_from), or ?name for a query.'),
  })
  .meta({ id: 'Problem', description: 'An error, as RFC 9457 has it.' })

const said: Readonly<Record<number, string>> = {
  400: 'The request is wrong; the problem names what.',
  401: 'A key is needed, or this one is not good; see WWW-Authenticate.',
  403: 'Not allowed here, or not to this key.',
  404: 'There is no such thing.',
  409: 'Another one is there already.',
  410: 'It was there, and is kept no more.',
  413: 'The body is too large.',
  415: 'The body is not JSON in UTF-8.',
  422: 'Well formed, but its fields do not go together.',
  429: 'Too many requests in a minute; see Retry-After and RateLimit.',
  507: 'There is no room for more.',
  503: 'There is no index yet, or too much is under way; see Retry-After.',
  504: 'It took too long.',
}

/** Responses that are problems, by status. */
export function problems(...statuses: readonly number[]): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {}
  for (const status of statuses) {
    responses[`${status}` as '400'] = {
      description: said[status] ?? 'A problem.',
      content: { 'application/problem+json': { schema: problem } },
    }
  }
  return responses
}

/** A response of JSON. */
export function json(
  description: string,
  schema: z.ZodType,
  status: '200' | '201' = '200',
): ZodOpenApiResponsesObject {
  return { [status]: { description, content: { 'application/json': { schema } } } }
}

/** A body of JSON. */
export function body(schema: z.ZodType, example?: unknown) {
  const content = example === undefined ? { schema } : { schema, example }
  return { required: true, content: { 'application/json': content } }
}
