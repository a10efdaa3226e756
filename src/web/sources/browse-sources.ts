import type { Article } from '../../article/article.ts'

export const sortings = ['date', 'title', 'publisher'] as const
export type Sorting = (typeof sortings)[number]

/** Stands in an address for articles that show no publisher or date. */
export const none = '-'

/** What of the articles a page shows, as its address says it. */
export interface Browsing {
  /** What is searched for; empty for nothing. */
  readonly query: string
  /** Each is empty where all pass, `none` where those without one do. */
  readonly publisher: string
  readonly language: string
  readonly year: string
  readonly sort: Sorting
  /** From 1. */
  readonly page: number
}

export const pageSize = 50
const longestValue = 300

/** Reads an address; what is no such thing is left out, so that any link shows something. */
export function readBrowsing(query: (name: string) => string | undefined): Browsing {
  const text = (name: string): string => (query(name) ?? '').trim().slice(0, longestValue)
  const page = Number(text('page'))
  const sort = sortings.find((name) => name === text('sort')) ?? 'date'
  const year = /^(\d{4}|-)$/.test(text('year')) ? text('year') : ''
  return {
    query: (query('q') ?? '').trim(),
    publisher: text('publisher'),
    // `language` is taken: it chooses the language of the page.
    language: text('in'),
    year,
    sort,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  }
}

/** The address of the same page with something else in it; what is as usual is left out. */
export function browsingAddress(browsing: Browsing, change: Partial<Browsing> = {}): string {
  const { query, publisher, language, year, sort, page } = { ...browsing, page: 1, ...change }
  const parameters = new URLSearchParams()
  if (query) parameters.set('q', query)
  if (publisher) parameters.set('publisher', publisher)
  if (language) parameters.set('in', language)
  if (year) parameters.set('year', year)
  if (sort !== 'date') parameters.set('sort', sort)
  if (page > 1) parameters.set('page', String(page))
  return parameters.size > 0 ? `/sources?${parameters}` : '/sources'
}

type Facet = 'publisher' | 'language' | 'year'
const facets: readonly Facet[] = ['publisher', 'language', 'year']

/** One value that articles can be narrowed down by, and how many would be left. */
export interface FacetValue {
  readonly value: string
  readonly count: number
}

/** Articles narrowed down, in order, with what they can be narrowed down by further. */
export interface Narrowed {
  readonly articles: readonly Article[]
  readonly facets: Readonly<Record<Facet, readonly FacetValue[]>>
}

/** Most values of one kind offered: those of most articles. */
const mostValues = 200

/** @param ordered all articles in the order to show them in */
export function narrow(ordered: readonly Article[], browsing: Browsing): Narrowed {
  const articles: Article[] = []
  const counts = { publisher: new Map(), language: new Map(), year: new Map() } as Record<
    Facet,
    Map<string, number>
  >
  for (const article of ordered) {
    const values = valuesOf(article)
    const failing = facets.filter((name) => browsing[name] && browsing[name] !== values[name])
    if (failing.length === 0) articles.push(article)
    for (const name of facets) {
      // Counted as if this one were free and the others were as they are.
      if (failing.some((other) => other !== name)) continue
      counts[name].set(values[name], (counts[name].get(values[name]) ?? 0) + 1)
    }
  }
  return {
    articles,
    facets: {
      publisher: mostFirst(counts.publisher),
      language: mostFirst(counts.language),
      year: mostFirst(counts.year).sort((a, b) => (a.value < b.value ? 1 : -1)),
    },
  }
}

function valuesOf(article: Article): Readonly<Record<Facet, string>> {
  return {
    publisher: article.publisher ?? none,
    language: article.language,
    year: article.publishedAt?.slice(0, 4) ?? none,
  }
}

function mostFirst(counts: ReadonlyMap<string, number>): FacetValue[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostValues)
}

const orders = new WeakMap<readonly Article[], Map<string, readonly Article[]>>()

/** All articles in an order; sorted once for each index and language. Those without come last. */
export function inOrder(
  articles: readonly Article[],
  sort: Sorting,
  locale: string,
): readonly Article[] {
  const known = orders.get(articles) ?? new Map<string, readonly Article[]>()
  orders.set(articles, known)
  const key = `${sort} ${locale}`
  const ordered = known.get(key) ?? [...articles].sort(comparison(sort, locale))
  known.set(key, ordered)
  return ordered
}

function comparison(sort: Sorting, locale: string): (a: Article, b: Article) => number {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const byTitle = (a: Article, b: Article) => compare(a.title, b.title) || (a.id < b.id ? -1 : 1)
  const newestFirst = (a: Article, b: Article) =>
    a.publishedAt === b.publishedAt ? 0 : (a.publishedAt ?? '') < (b.publishedAt ?? '') ? 1 : -1
  if (sort === 'title') return byTitle
  if (sort === 'date') return (a, b) => newestFirst(a, b) || byTitle(a, b)
  return (a, b) => {
    if ((a.publisher === null) !== (b.publisher === null)) return a.publisher === null ? 1 : -1
    return compare(a.publisher ?? '', b.publisher ?? '') || newestFirst(a, b) || byTitle(a, b)
  }
}

/** Articles whose title, byline, publisher or file name holds every word that is searched for. */
export function named(articles: readonly Article[], query: string): readonly Article[] {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase()
  const words = fold(query)
    .split(/[\s\p{P}]+/u)
    .filter(Boolean)
  if (words.length === 0) return []
  return articles.filter(({ title, byline, publisher, path }) => {
    const text = fold([title, byline, publisher, path].filter(Boolean).join('\n'))
    return words.every((word) => text.includes(word))
  })
}
