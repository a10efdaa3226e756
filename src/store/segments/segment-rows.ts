import { type Passage, passageId, sentenceId, type TextRange } from '../../passage/passage.ts'
import { type ArticleRuns, articleRuns } from '../article-runs.ts'
import type { VectorKind } from '../vector-store.ts'
import type { SegmentArticle } from './segment.ts'

/** A vector's place among those of its kind in a segment. */
export interface Row {
  readonly kind: VectorKind
  readonly row: number
  /** Place of its article. */
  readonly article: number
}

/**
 * Which vector stands where in a segment: passages in their order, sentences in order of article and
 * place, each once. So rows follow from the passages, and neither ids nor a map of them are kept.
 */
export interface SegmentRows {
  readonly counts: Readonly<Record<VectorKind, number>>
  readonly runs: Readonly<Record<VectorKind, ArticleRuns>>
  /** How many vectors of a kind an article has. */
  countOf(kind: VectorKind, article: number): number
  find(id: string): Row | undefined
  idOf(kind: VectorKind, row: number): string
}

/** @param articles of a segment, in order */
export function segmentRows(articles: readonly SegmentArticle[]): SegmentRows {
  const passages = rangesOf(articles.map((one) => one.passages))
  const sentences = rangesOf(articles.map((one) => sentencesOf(one.passages)))
  const tables = { passage: passages, sentence: sentences }
  const byDigits = new Map<string, number[]>()
  for (const [place, { article, passages: own }] of articles.entries()) {
    if (own.length === 0) continue
    const digits = article.revision.slice('sha256:'.length, 'sha256:'.length + 12)
    const places = byDigits.get(digits)
    if (places) places.push(place)
    else byDigits.set(digits, [place])
  }
  const runsOf = ({ first }: Ranges) =>
    articleRuns(
      articles.map(({ article: { id } }, place) => {
        return { sourceId: id, start: first[place] ?? 0, end: first[place + 1] ?? 0 }
      }),
    )
  return {
    counts: { passage: passages.starts.length, sentence: sentences.starts.length },
    runs: { passage: runsOf(passages), sentence: runsOf(sentences) },
    countOf(kind, article) {
      const { first } = tables[kind]
      return (first[article + 1] as number) - (first[article] as number)
    },
    find(id) {
      const named = parseId(id)
      if (named === undefined) return undefined
      for (const article of byDigits.get(named.digits) ?? []) {
        const row = findRange(tables[named.kind], article, named)
        if (row !== undefined) return { kind: named.kind, row, article }
      }
      return undefined
    },
    idOf(kind, row) {
      const { first, starts, ends } = tables[kind]
      const { revision } = (articles[articleAt(first, row)] as SegmentArticle).article
      const range = { start: starts[row] as number, end: ends[row] as number }
      return kind === 'passage' ? passageId(revision, range) : sentenceId(revision, range)
    },
  }
}

/** `pas_` or `sen_`, 12 digits of the revision, start and end: asked some hundred times a question. */
function parseId(id: string): (TextRange & { kind: VectorKind; digits: string }) | undefined {
  const kind = id.startsWith('pas_') ? 'passage' : 'sentence'
  const dash = id.indexOf('-', 17)
  const [start, end] = [Number(id.slice(17, dash)), Number(id.slice(dash + 1))]
  const digits = id.slice(4, 16)
  const written = `${kind === 'passage' ? 'pas' : 'sen'}_${digits}-${start}-${end}`
  return written === id ? { kind, digits, start, end } : undefined
}

/** The sentences of an article's passages in order of place, each once. */
export function sentencesOf(passages: readonly Passage[]): readonly TextRange[] {
  const all: TextRange[] = []
  let isInOrder = true
  for (const { sentences } of passages) {
    for (const range of sentences) {
      const last = all.at(-1)
      if (last !== undefined && range.start < last.end) isInOrder = false
      all.push(range)
    }
  }
  if (isInOrder) return all
  const sorted = all.toSorted(byPlace)
  return sorted.filter((range, at) => at === 0 || byPlace(range, sorted[at - 1] ?? range) !== 0)
}

function byPlace(left: TextRange, right: TextRange): number {
  return left.start - right.start || left.end - right.end
}

/** The ranges of all articles one after the other; those of article `n` start at `first[n]`. */
interface Ranges {
  readonly first: Uint32Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

function rangesOf(each: readonly (readonly TextRange[])[]): Ranges {
  const first = new Uint32Array(each.length + 1)
  for (const [place, ranges] of each.entries()) {
    first[place + 1] = (first[place] as number) + ranges.length
  }
  const count = first[each.length] as number
  const [starts, ends] = [new Uint32Array(count), new Uint32Array(count)]
  let row = 0
  for (const ranges of each) {
    for (const { start, end } of ranges) {
      starts[row] = start
      ends[row++] = end
    }
  }
  return { first, starts, ends }
}

function findRange(
  { first, starts, ends }: Ranges,
  article: number,
  { start, end }: TextRange,
): number | undefined {
  let low = first[article] as number
  const limit = first[article + 1] as number
  let high = limit
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] as number) < start) low = middle + 1
    else high = middle
  }
  for (let row = low; row < limit && starts[row] === start; row++) if (ends[row] === end) return row
  return undefined
}

/** The last article whose rows begin at or before this one. */
function articleAt(first: Uint32Array, row: number): number {
  let low = 0
  let high = first.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((first[middle] as number) <= row) low = middle
    else high = middle - 1
  }
  return low
}
