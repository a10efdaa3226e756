import type { Article, Block } from '../../src/article/article.ts'

/** What a person says of one article: which of its text is the article, and what it shows of itself. */
export interface CleaningTruth {
  /** Paragraphs, headings and list items that must stay. */
  readonly content: readonly string[]
  /** Text that must go; left out where all that is neither content nor `either` must. */
  readonly noise?: readonly string[]
  /** Counted neither way: the title, say. */
  readonly either?: readonly string[]
  /** Null where the file shows none; fields left out are not scored. */
  readonly fields: { readonly [Name in Field]?: string | null }
}

export const fields = ['title', 'publishedAt', 'publisher', 'byline'] as const
type Field = (typeof fields)[number]

export interface CleaningCounts {
  readonly articles: number
  /** Blocks marked as noise that are, that are not, and blocks of noise that are not marked. */
  readonly hit: number
  readonly wrong: number
  readonly missed: number
  /** UTF-16 units, white space left out. */
  readonly contentLost: number
  readonly content: number
  readonly noiseKept: number
  readonly noise: number
  readonly fieldsRight: number
  readonly fieldsWrong: number
  readonly fieldsMissing: number
}

const emptyCounts: CleaningCounts = {
  articles: 0,
  hit: 0,
  wrong: 0,
  missed: 0,
  contentLost: 0,
  content: 0,
  noiseKept: 0,
  noise: 0,
  fieldsRight: 0,
  fieldsWrong: 0,
  fieldsMissing: 0,
}

/** The sum of what was counted of several articles. */
export function addCounts(counts: readonly CleaningCounts[]): CleaningCounts {
  const names = Object.keys(emptyCounts) as (keyof CleaningCounts)[]
  const sum = { ...emptyCounts } as Record<keyof CleaningCounts, number>
  for (const one of counts) for (const name of names) sum[name] += one[name]
  return sum
}

/** What each unit of the text is; a space belongs to nothing. */
type Kind = 'content' | 'noise' | 'either'

/** Holds a cleaned article against what a person says of it. */
export function scoreCleaning(article: Article, truth: CleaningTruth): CleaningCounts {
  const { kinds, absent } = kindsOf(article.text, truth)
  const counts = { ...emptyCounts, articles: 1, contentLost: absent, content: absent }
  const isKept = ({ role }: Block) => role === 'content' || role === 'heading'
  const marked = new Array<boolean>(article.text.length).fill(false)
  for (const block of article.blocks) {
    const own = { content: 0, noise: 0, either: 0 }
    for (let at = block.start; at < block.end; at += 1) {
      const kind = kinds[at]
      if (kind) own[kind] += 1
      marked[at] = !isKept(block) && block.role !== 'title'
    }
    const isNoise = own.noise > own.content && own.noise > own.either
    const isContent = own.content > 0 && own.content >= own.noise
    if (isKept(block) && isNoise) counts.missed += 1
    if (!isKept(block) && isNoise) counts.hit += 1
    if (!isKept(block) && isContent) counts.wrong += 1
    if (isKept(block)) counts.noiseKept += own.noise
    else counts.contentLost += own.content
  }
  counts.content += kinds.filter((kind) => kind === 'content').length
  counts.noise = kinds.filter((kind) => kind === 'noise').length
  return { ...counts, ...scoreFields(article, truth) }
}

function kindsOf(
  text: string,
  { content, noise, either = [] }: CleaningTruth,
): { kinds: (Kind | undefined)[]; absent: number } {
  const places: number[] = []
  for (let at = 0; at < text.length; at += 1) if (/\S/.test(text[at] ?? '')) places.push(at)
  const packed = places.map((at) => text[at]).join('')
  const kinds = new Array<Kind | undefined>(text.length).fill(undefined)
  if (!noise) for (const at of places) kinds[at] = 'noise'
  let absent = 0
  const set = (strings: readonly string[], kind: Kind) => {
    for (const string of strings) {
      const wanted = string.replace(/\s+/g, '')
      // A title stands in breadcrumbs and lists too, a paragraph only once.
      const found = kind === 'content' ? packed.lastIndexOf(wanted) : packed.indexOf(wanted)
      if (found < 0 && kind === 'content') absent += wanted.length
      if (found < 0) continue
      for (const at of places.slice(found, found + wanted.length)) kinds[at] = kind
    }
  }
  set(noise ?? [], 'noise')
  set(either, 'either')
  set(content, 'content')
  return { kinds, absent }
}

function scoreFields(article: Article, { fields: wanted }: CleaningTruth) {
  const counts = { fieldsRight: 0, fieldsWrong: 0, fieldsMissing: 0 }
  for (const name of fields) {
    const value = wanted[name]
    if (value === undefined) continue
    const isMade = name === 'title' && article.titleOrigin !== 'file'
    const read = isMade ? null : article[name]
    if (read === value) counts.fieldsRight += 1
    else if (read === null) counts.fieldsMissing += 1
    else counts.fieldsWrong += 1
  }
  return counts
}
