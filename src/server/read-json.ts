import type { Context } from 'hono'
import { type ParseError, parse as parseWithPosition, printParseErrorCode } from 'jsonc-parser'
import type { z } from 'zod'
import { RequestError } from './request-error.ts'
import { bodyPointer, validate } from './validate.ts'

/**
 * The request's body, decoded, parsed and checked.
 * @throws RequestError `unsupported_media_type`, `invalid_json` with line and column,
 * `unknown_field`, `invalid_id`, `invalid_request`
 */
export async function readJson<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  checkMediaType(c.req.header('Content-Type'), c.req.header('Content-Encoding'))
  const text = decode(await c.req.arrayBuffer())
  return validate(schema, parse(text), bodyPointer)
}

function checkMediaType(contentType: string | undefined, encoding: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='))
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
  const isPlain = encoding === undefined || encoding.toLowerCase() === 'identity'
  if (type.trim() === 'application/json' && isUtf8 && isPlain) return
  throw new RequestError(
    'unsupported_media_type',
    'The body must be JSON in UTF-8, not compressed, with Content-Type: application/json.',
    {
      nextStep: 'Send application/json.',
      headers: { Accept: 'application/json', 'Accept-Encoding': 'identity' },
    },
  )
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new RequestError('invalid_json', 'The body is not valid UTF-8.', {
      nextStep: 'Send JSON encoded in UTF-8.',
      cause,
    })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RequestError('invalid_json', describeFault(text), {
      nextStep: 'Send one JSON object.',
      cause,
    })
  }
}

/** JSON.parse tells the place of some faults only, so another parser is asked where it is. */
function describeFault(text: string): string {
  if (text.trim() === '') return 'The body is empty.'
  const faults: ParseError[] = []
  try {
    parseWithPosition(text, faults, { disallowComments: true, allowTrailingComma: false })
  } catch {
    return 'The body is nested too deeply and is not JSON.'
  }
  const [fault] = faults
  if (!fault) return 'The body is not JSON.'
  const before = text.slice(0, fault.offset)
  const line = before.split('\n').length
  const column = fault.offset - before.lastIndexOf('\n')
  const name = printParseErrorCode(fault.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return `The body is not JSON: ${name} at line ${line}, column ${column} (character ${fault.offset}).`
}
