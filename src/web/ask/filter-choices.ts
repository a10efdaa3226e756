import type { OpenIndex } from '../../store/open-index.ts'

/** Most values of a kind that a page lists; the rest are found by typing. */
const mostPublishers = 60
const mostSources = 40
const mostFound = 20

/** A value that articles have, and how many of them. */
export interface Choice {
  readonly value: string
  readonly articles: number
}

export interface SourceChoice {
  readonly id: string
  readonly title: string
}

/** What questions can be narrowed to: the values that the articles hold. */
export interface FilterChoices {
  /** The most frequent first. */
  readonly publishers: readonly Choice[]
  /** Primary languages. */
  readonly languages: readonly Choice[]
  /** The first and the last day of publishing, ISO 8601; null where no article shows its day. */
  readonly dates: { readonly first: string; readonly last: string } | null
  /** All articles where these are few; otherwise none, and they are found by their titles. */
  readonly sources: readonly SourceChoice[]
  readonly articles: number
}

export const noChoices: FilterChoices = {
  publishers: [],
  languages: [],
  dates: null,
  sources: [],
  articles: 0,
}

const known = new WeakMap<OpenIndex, FilterChoices>()

/** Made once for each index. */
export function filterChoices(index: OpenIndex | undefined): FilterChoices {
  if (!index) return noChoices
  const before = known.get(index)
  if (before) return before
  const { articles } = index
  const dates = articles.flatMap(({ publishedAt }) => publishedAt ?? []).sort()
  const [first, last] = [dates[0], dates.at(-1)]
  const choices: FilterChoices = {
    publishers: counted(articles.map(({ publisher }) => publisher)).slice(0, mostPublishers),
    languages: counted(articles.map(({ language }) => language.split('-')[0] ?? null)),
    dates: first && last ? { first, last } : null,
    sources: articles.length > mostSources ? [] : articles.map(({ id, title }) => ({ id, title })),
    articles: articles.length,
  }
  known.set(index, choices)
  return choices
}

/** Articles with every one of these words in title, publisher or path, in order of path. */
export function findSources(index: OpenIndex | undefined, words: string): SourceChoice[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean)
  const found: SourceChoice[] = []
  for (const { id, title, publisher, path } of index?.articles ?? []) {
    const text = fold(`${title} ${publisher ?? ''} ${path}`)
    if (wanted.every((word) => text.includes(word))) found.push({ id, title })
    if (found.length === mostFound) break
  }
  return found
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

function counted(values: readonly (string | null)[]): Choice[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, articles]) => ({ value, articles }))
    .sort((a, b) => b.articles - a.articles || (a.value < b.value ? -1 : 1))
}
