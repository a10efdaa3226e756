import type { SearchFilters } from '../../answer/answer.ts'

/** A question and the articles that it is asked of; null or nothing for all. */
export interface Asked {
  readonly question: string
  readonly filters?: SearchFilters | null | undefined
}

/** Sources that an address carries. */
const mostSources = 20

const names = {
  publisher: 'publisher',
  from: 'date_from',
  to: 'date_to',
  as_of: 'as_of',
  written_in: 'language',
} as const
type Name = keyof typeof names

/** Filters as parameters of an address, and as fields of a form. */
export function filterParameters(filters: SearchFilters | null | undefined): [string, string][] {
  if (!filters) return []
  const single = (Object.keys(names) as Name[]).flatMap((name): [string, string][] => {
    const value = filters[names[name]]
    return value === undefined ? [] : [[name, value]]
  })
  const sources = (filters.source_ids ?? []).slice(0, mostSources)
  return [...sources.map((id): [string, string] => ['source', id]), ...single]
}

/** Filters from parameters or fields; what is empty or no value of its kind is passed over. Null for none. */
export function readFilters(parameters: Iterable<readonly [string, string]>): SearchFilters | null {
  const filters: SearchFilters = {}
  for (const [name, given] of parameters) {
    const value = given.trim()
    if (name === 'source' && /^src_[0-9a-f]{12}$/.test(value)) {
      const ids = filters.source_ids ?? []
      if (!ids.includes(value) && ids.length < mostSources) filters.source_ids = [...ids, value]
    } else if (Object.hasOwn(names, name) && isValue(name as Name, value)) {
      filters[names[name as Name]] = value
    }
  }
  return Object.keys(filters).length > 0 ? filters : null
}

function isValue(name: Name, value: string): boolean {
  if (name === 'publisher') return value !== '' && value.length <= 200
  if (name === 'written_in') return /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(value)
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}

/**
 * Questions with their filters, in the order of an address: filters stand before the earlier question
 * that they belong to; those after the last one belong to the question, wherever they stand.
 */
export function readAsked(parameters: Iterable<readonly [string, string]>): {
  readonly earlier: readonly Asked[]
  readonly question: string
  readonly filters: SearchFilters | null
} {
  const earlier: Asked[] = []
  let question = ''
  let pending: (readonly [string, string])[] = []
  for (const [name, value] of parameters) {
    if (name === 'earlier') {
      earlier.push({ question: value, filters: readFilters(pending) })
      pending = []
    } else if (name === 'question') question = value.trim()
    else pending.push([name, value])
  }
  return { earlier, question, filters: readFilters(pending) }
}

/** One filter less: a source by its id, any other by its name in the address. */
export function withoutFilter(
  filters: SearchFilters | null,
  name: string,
  value: string,
): SearchFilters | null {
  return readFilters(
    filterParameters(filters).filter(([other, its]) => other !== name || its !== value),
  )
}
