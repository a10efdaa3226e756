import { Prose } from './prose.tsx'

/** As much of a JSON Schema (2020-12) as the API's document uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly format?: string
}

/** The fields of an object, each with its type, whether it must be there, and what it is. */
export function SchemaView({ schema }: { schema: Schema }) {
  const fields = Object.entries(schema.properties ?? {})
  if (fields.length === 0) {
    return (
      <>
        <p class="schema-type">{typeOf(schema)}</p>
        <Inner schema={schema} />
      </>
    )
  }
  return (
    <ul class="schema">
      {fields.map(([name, field]) => (
        <li>
          <code>{name}</code> <TypeView schema={field} />
          {schema.required?.includes(name) && <strong class="required">required</strong>}
          {field.description && (
            <span class="schema-about">
              <Prose text={field.description} />
            </span>
          )}
          <Inner schema={field} />
        </li>
      ))}
    </ul>
  )
}

/** What lies within a field: the fields of an object, or of the objects of a list. */
function Inner({ schema }: { schema: Schema }) {
  const inner = schema.items ?? schema
  const parts = [inner, ...(inner.anyOf ?? inner.oneOf ?? [])]
  return (
    <>
      {parts
        .filter(({ properties }) => properties)
        .map((part) => (
          <SchemaView schema={part} />
        ))}
    </>
  )
}

function TypeView({ schema }: { schema: Schema }) {
  const named = [schema, schema.items, ...(schema.anyOf ?? schema.oneOf ?? [])].find(
    (part) => part?.$ref,
  )
  const name = nameOf(named?.$ref)
  return (
    <span class="schema-type">
      {name ? <a href={`#schema-${name}`}>{typeOf(schema)}</a> : typeOf(schema)}
    </span>
  )
}

/** In a few words: `list of Citation, at most 100`. */
export function typeOf(schema: Schema): string {
  const name = nameOf(schema.$ref)
  if (name) return name
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(typeOf))].join(' | ')
  const plain = Array.isArray(schema.type) ? schema.type.join(' | ') : String(schema.type ?? 'any')
  if (schema.items) return `list of ${typeOf(schema.items)}${limits(schema)}`
  return `${schema.format ?? plain}${limits(schema)}`
}

function limits({ minimum, maximum, minLength, maxLength, maxItems }: Schema): string {
  const isExact = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER
  const least = minimum ?? minLength
  const most = maximum ?? maxLength ?? maxItems
  if (isExact(least) && isExact(most)) return `, ${least} to ${most}`
  return isExact(most) ? `, at most ${most}` : ''
}

function nameOf(reference: string | undefined): string | undefined {
  return reference?.split('/').at(-1)
}
