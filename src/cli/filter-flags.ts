import { askRequest, type SearchFilters } from '../answer/answer.ts'
import { FootnoteError } from '../errors.ts'
import type { CommandLine, Switches } from '../settings.ts'

/** Which articles are read; the same as the filters of the API. */
export const filterFlags: Switches = {
  publisher: { value: 'NAME', meaning: 'read only articles of this publisher' },
  language: { value: 'CODE', meaning: 'read only articles in this language, such as en' },
  'date-from': { value: 'DATE', meaning: 'read only articles of this day (YYYY-MM-DD) or later' },
  'date-to': { value: 'DATE', meaning: 'read only articles of this day or earlier' },
  'as-of': { value: 'DATE', meaning: 'answer as of this day: nothing later, nothing undated' },
}

/**
 * The filters that the flags come to; undefined without any.
 * @throws FootnoteError `bad_usage` naming the flag
 */
export function readFilterFlags(values: CommandLine['values']): SearchFilters | undefined {
  const given = Object.keys(filterFlags).flatMap((flag) => {
    const value = values[flag]
    return value === undefined ? [] : [[flag.replace('-', '_'), value]]
  })
  if (given.length === 0) return undefined
  const result = askRequest.safeParse({ question: '-', filters: Object.fromEntries(given) })
  if (result.success) return result.data.filters
  const [issue] = result.error.issues
  const flag = String(issue?.path.at(-1) ?? '').replace('_', '-')
  throw new FootnoteError('bad_usage', `--${flag} is "${values[flag]}": ${issue?.message}.`, {
    nextStep: 'Dates are written as YYYY-MM-DD. Try --help.',
  })
}
