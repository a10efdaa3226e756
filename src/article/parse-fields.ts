import { z } from 'zod'
import type { ReadingOptions } from './reading.ts'
import { mappableNames, type RecordField } from './record-fields.ts'

type FieldPaths = NonNullable<ReadingOptions['fields']>

/** Paths are short names; a longer one is a mistake. In UTF-16 units. */
const longestPath = 200

/** A setting that `parseFields` reads. */
export const fieldPaths = z.string().transform((text, context) => {
  try {
    return parseFields(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message })
    return z.NEVER
  }
})

/**
 * Reads `title=headline,text=body.full`: for some fields the dotted path where records hold them.
 * @throws Error saying, as the rest of a sentence about the text, what is wrong with it
 */
export function parseFields(text: string): FieldPaths {
  const paths: { [Name in RecordField | 'items']?: string } = {}
  for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(0, equals)).trim()
    const path = pair.slice(equals + 1).trim()
    if (equals < 0)
      throw new Error(`must be like title=headline,text=body.full, not "${pair.trim()}"`)
    const field = mappableNames.find((known) => known === name)
    if (!field) throw new Error(`names no field "${name}"; there are ${mappableNames.join(', ')}`)
    if (paths[field] !== undefined) throw new Error(`names ${field} twice`)
    if (path.length > longestPath || path.split('.').some((part) => part.trim() === '')) {
      throw new Error(`must say where ${field} is, as in ${field}=body.full`)
    }
    paths[field] = path
  }
  return paths
}
