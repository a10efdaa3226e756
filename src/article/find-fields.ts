import { wordsOf } from './declared-value.ts'
import type { ReadingOptions } from './reading.ts'
import { fieldNames, foldName, type RecordField } from './record-fields.ts'

/** A record as it was parsed: of JSON an object, of a table a row by the names of its columns. */
export type FieldValues = Readonly<Record<string, unknown>>

/** Levels of lists and objects in which the paragraphs of a text are looked for. */
const deepestText = 6
/** Paragraphs of one text. */
const mostParagraphs = 20_000

export function isRecord(value: unknown): value is FieldValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * What a record holds for a field: at the path that was set for it and nowhere else, or under the first
 * of its usual names that is not empty.
 */
export function findField(
  record: FieldValues,
  field: RecordField,
  { fields = {} }: ReadingOptions,
): unknown {
  const path = fields[field]
  if (path !== undefined) return valueAt(record, path)
  const byName = new Map<string, unknown>()
  for (const key of Object.keys(record)) {
    const name = foldName(key)
    if (!byName.has(name) && !isEmpty(record[key])) byName.set(name, record[key])
  }
  const name = fieldNames[field].find((usual) => byName.has(foldName(usual)))
  return name === undefined ? undefined : byName.get(foldName(name))
}

/** Follows a dotted path. A name that itself holds the dots comes first, for columns may have any name. */
export function valueAt(record: unknown, path: string): unknown {
  if (!isRecord(record)) return undefined
  const key = keyOf(record, path)
  if (key !== undefined) return record[key]
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const first = keyOf(record, path.slice(0, dot))
    const value = first === undefined ? undefined : valueAt(record[first], path.slice(dot + 1))
    if (value !== undefined) return value
  }
  return undefined
}

function keyOf(record: FieldValues, name: string): string | undefined {
  if (Object.hasOwn(record, name)) return name
  const folded = foldName(name)
  return Object.keys(record).find((key) => foldName(key) === folded)
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

/**
 * The text of a field: a string as it is; a list of paragraphs, or of objects that hold them, with an
 * empty line between any two. Undefined where there is none.
 */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  const paragraphs: string[] = []
  collect(value, paragraphs, deepestText)
  return paragraphs.length > 0 ? paragraphs.join('\n\n') : undefined
}

function collect(value: unknown, paragraphs: string[], levels: number): void {
  if (paragraphs.length >= mostParagraphs || levels === 0) return
  if (typeof value === 'string') {
    if (value.trim() !== '') paragraphs.push(value)
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, paragraphs, levels - 1)
  } else if (isRecord(value)) {
    const words = wordsOf(value)
    const inner = findField(value, 'text', {})
    if (inner !== undefined) collect(inner, paragraphs, levels - 1)
    else if (words) paragraphs.push(words)
  }
}
