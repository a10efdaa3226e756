import { z } from 'zod'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** A schema's own description, or undefined where the path leads nowhere in it. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): JsonSchema | undefined {
  let place: JsonSchema = z.toJSONSchema(schema, { io: 'output' })
  for (const part of path) {
    const next = typeof part === 'number' ? place.items : place.properties?.[String(part)]
    if (typeof next !== 'object' || Array.isArray(next)) return undefined
    place = next
  }
  return place
}

/**
 * What a field takes, in plain words that fit after "must be": `a whole number from 1 to 20`.
 * Undefined for a form that has no words here.
 */
export function describeForm(place: JsonSchema | undefined): string | undefined {
  if (!place) return undefined
  if (place.enum) return place.enum.map((value) => JSON.stringify(value)).join(' or ')
  switch (place.type) {
    case 'integer':
      return `a whole number${range(place.minimum, place.maximum)}`
    case 'boolean':
      return 'true or false'
    case 'string':
      return place.format === 'date' ? 'a day written as YYYY-MM-DD' : text(place.maxLength)
    case 'array':
      return place.maxItems === undefined ? 'a list' : `a list of at most ${place.maxItems}`
    case 'object':
      return 'an object'
    default:
      return undefined
  }
}

/** A limit that is only that of exact numbers says nothing. */
function range(least: number | undefined, most: number | undefined): string {
  const from = least === undefined || !Number.isSafeInteger(least - 1) ? undefined : least
  const to = most === undefined || !Number.isSafeInteger(most + 1) ? undefined : most
  if (from !== undefined && to !== undefined) return ` from ${from} to ${to}`
  if (from !== undefined) return `, ${from} or more`
  return to === undefined ? '' : `, ${to} or less`
}

function text(longest: number | undefined): string {
  return longest === undefined ? 'text' : `text of at most ${longest} characters`
}
