import { closest, distance } from 'fastest-levenshtein'
import type { z } from 'zod'
import { describeForm, schemaAt } from './describe-form.ts'
import { type FieldError, RequestError } from './request-error.ts'

/** Most wrong fields named in one problem, and most characters of a name that are repeated. */
const mostErrors = 20
const longestName = 64

/** How a place in the request is written: a JSON Pointer for bodies, `?name` for queries. */
export type PointerStyle = (path: readonly PropertyKey[]) => string

export const bodyPointer: PointerStyle = (path) =>
  `#${path.map((part) => `/${shorten(String(part)).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')}`

export const queryPointer: PointerStyle = (path) => `?${path.map((part) => shorten(String(part)))}`

/**
 * The value as the schema describes it.
 * @throws RequestError `unknown_field` naming the unknown fields, each with the known field that is
 * nearest; or else `invalid_id` where nothing but ids is wrong, `unprocessable_request` where each
 * field is well formed but they do not go together, or `invalid_request`, naming the wrong ones and
 * what they take; 20 are named, the others counted
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  pointer: PointerStyle,
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (!result.success) throw describeIssues(schema, result.error.issues, pointer)
  const place = halfSurrogate(result.data, [])
  if (place === undefined) return result.data
  throw new RequestError('invalid_request', 'A text holds half a surrogate pair.', {
    nextStep: 'Send well-formed Unicode text.',
    errors: [{ pointer: pointer(place), message: 'Not well-formed Unicode' }],
  })
}

function describeIssues(
  schema: z.ZodType,
  issues: readonly z.core.$ZodIssue[],
  pointer: PointerStyle,
): RequestError {
  const unknown: FieldError[] = []
  const wrong: WrongField[] = []
  let found = 0
  for (const issue of issues) {
    found += issue.code === 'unrecognized_keys' ? issue.keys.length : 1
    if (unknown.length + wrong.length >= mostErrors) continue
    if (issue.code === 'unrecognized_keys') {
      const known = knownFields(schema, issue.path)
      for (const key of issue.keys.slice(0, mostErrors - unknown.length - wrong.length)) {
        unknown.push({ pointer: pointer([...issue.path, key]), message: unknownField(key, known) })
      }
    } else {
      wrong.push(wrongField(schema, issue, pointer))
    }
  }
  const errors = [...unknown, ...wrong.map(({ pointer, message }) => ({ pointer, message }))]
  const parts = errors.map((error) => `${error.pointer}: ${error.message}`)
  if (found > errors.length) parts.push(`and ${found - errors.length} more`)
  const named = parts.join('; ')
  if (unknown.length > 0) {
    const nextStep = 'Leave the unknown fields out.'
    return new RequestError('unknown_field', named, { nextStep, errors })
  }
  const onlyIds = wrong.every(({ code }) => code === 'invalid_id')
  const nextStep = nextStepFor(wrong, onlyIds)
  const onlyTogether = wrong.every(({ isRule, code }) => isRule && code === undefined)
  const code = onlyIds ? 'invalid_id' : onlyTogether ? 'unprocessable_request' : 'invalid_request'
  return new RequestError(code, named, { nextStep, errors })
}

interface WrongField extends FieldError {
  /** The code that the schema gives to what is wrong, where it gives one. */
  readonly code: unknown
  /** That a rule is broken which no single field's form tells. */
  readonly isRule: boolean
  /** What the field takes; undefined where its message says how fields go together. */
  readonly form: string | undefined
}

function wrongField(schema: z.ZodType, issue: z.core.$ZodIssue, pointer: PointerStyle): WrongField {
  const place = pointer(issue.path)
  if (issue.code === 'custom') {
    const { message, params } = issue
    return { pointer: place, message, code: params?.code, form: undefined, isRule: true }
  }
  const form = describeForm(schemaAt(schema, issue.path))
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  const must = form === undefined ? issue.message : `Must be ${form}`
  const message = isMissing ? 'Required' : must
  return { pointer: place, message, code: undefined, form, isRule: false }
}

function nextStepFor(wrong: readonly WrongField[], onlyIds: boolean): string {
  if (onlyIds) return 'Take the ids from GET /v1/sources.'
  const [first] = wrong
  if (wrong.length > 1 || !first?.form) return 'Correct the fields named, then send it again.'
  return first.pointer === '#' ? `Send ${first.form}.` : `Send ${first.pointer} as ${first.form}.`
}

function unknownField(key: string, known: readonly string[]): string {
  const name = shorten(key)
  if (known.length === 0) return 'Unknown field'
  const nearest = closest(name.toLowerCase(), known)
  // Farther than half of its letters is not a slip of the fingers.
  const isNear = distance(name.toLowerCase(), nearest) <= Math.ceil(nearest.length / 2)
  return isNear
    ? `Unknown field; did you mean ${nearest}?`
    : `Unknown field; known: ${known.join(', ')}`
}

/** The names of the fields of the object at `path`, read from the schema's own description. */
function knownFields(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  return Object.keys(schemaAt(schema, path)?.properties ?? {})
}

/** Where a text with half a surrogate pair stands; the schemas keep what is searched small. */
function halfSurrogate(
  value: unknown,
  path: readonly PropertyKey[],
): readonly PropertyKey[] | undefined {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, part] of Object.entries(value)) {
    const place = halfSurrogate(part, [...path, key])
    if (place) return place
  }
  return undefined
}

function shorten(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name
}
