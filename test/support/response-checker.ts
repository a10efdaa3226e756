import type { AnySchema } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { openApiDocument } from '../../src/server/openapi/document.ts'

/** The parts of the document that say what a response is. */
interface Described {
  readonly paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
}

const document = openApiDocument('0.0.0') as unknown as Described
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(document as AnySchema, 'api')

const escaped = (part: string) => part.replace(/~/g, '~0').replace(/\//g, '~1')

/**
 * What is wrong with a response, against what the OpenAPI document says of it: its status, its type
 * and its body; empty where it is as described.
 */
export async function wrongWith(
  method: string,
  path: string,
  response: Response,
): Promise<readonly string[]> {
  const verb = method.toLowerCase()
  const described = pathOf(path)
  const operation = described && document.paths[described]?.[verb]
  if (!described || !operation) return [`${method} ${path} is not described`]
  const { status } = response
  if (!operation.responses[status]) return [`${method} ${path}: ${status} is not described`]
  const type = (response.headers.get('Content-Type') ?? '').split(';')[0] ?? ''
  if (!/json$/.test(type)) return []
  const place = ['paths', described, verb, 'responses', String(status), 'content', type, 'schema']
  const validate = ajv.getSchema(`api#/${place.map(escaped).map(encodeURIComponent).join('/')}`)
  if (!validate) return [`${method} ${path}: ${status} ${type} is not described`]
  if (validate(await response.clone().json())) return []
  return (validate.errors ?? []).map((error) => `${path} ${error.instancePath} ${error.message}`)
}

function pathOf(path: string): string | undefined {
  const asked = path.split('?')[0]?.split('/') ?? []
  const fits = Object.keys(document.paths).filter((known) => {
    const parts = known.split('/')
    const same = (part: string, at: number) => part.startsWith('{') || part === asked[at]
    return parts.length === asked.length && parts.every(same)
  })
  // An address without a blank in it is nearer than one with.
  return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0]
}
