import type { Passage } from '../passage/passage.ts'
import { type ArticleRuns, runsOfSources } from './article-runs.ts'
import type { Postings } from './postings.ts'

const k1 = 1.2
const b = 0.75

/** Postings of some of an index's passages; those that are no longer live count for nothing. */
export interface LexicalPart {
  readonly postings: Postings
  /** Of each text, by its number. */
  readonly ids: readonly string[]
  readonly runs: ArticleRuns
  /** The number of a passage's text; undefined for one that is not here. */
  placeOf(id: string): number | undefined
  /** 1 for a live text, 0 for a dead one; absent means that all are live. */
  readonly live?: Uint8Array
}

/** The words of passages, the first of them being text 0. */
export function lexicalPartOf(postings: Postings, passages: readonly Passage[]): LexicalPart {
  const ids = passages.map(({ id }) => id)
  let places: ReadonlyMap<string, number> | undefined
  return {
    postings,
    ids,
    runs: runsOfSources(passages.map(({ sourceId }) => sourceId)),
    placeOf(id) {
      places ??= new Map(ids.map((one, place) => [one, place]))
      return places.get(id)
    },
  }
}

const sizes = new WeakMap<Postings, { texts: number; terms: number }>()

/** How many texts are live, and how many terms they hold together. */
export function liveSize({ postings, live }: LexicalPart): { texts: number; terms: number } {
  const known = live ? undefined : sizes.get(postings)
  if (known) return known
  const size = { texts: 0, terms: 0 }
  const { lengths } = postings
  for (let text = 0; text < lengths.length; text++) {
    if (live && live[text] === 0) continue
    size.texts += 1
    size.terms += lengths[text] as number
  }
  if (!live) sizes.set(postings, size)
  return size
}

/** In how many live texts a term stands. */
export function countLive({ postings, live }: LexicalPart, term: string): number {
  const { start, end } = entriesOf(postings, term)
  if (live === undefined) return end - start
  let count = 0
  for (let entry = start; entry < end; entry++) count += live[postings.texts[entry] ?? 0] ?? 0
  return count
}

/** The share of a term in a text's BM25 score, before the term's weight. */
export function saturate(frequency: number, length: number, averageLength: number): number {
  return saturateAt(frequency, slowness(length, averageLength))
}

/** How slowly further occurrences of a term raise the score: the slower the longer a text is. */
export function slowness(length: number, averageLength: number): number {
  return k1 * (1 - b + (b * length) / averageLength)
}

/** `saturate`, where the slowness of a text is known. */
export function saturateAt(frequency: number, slowness: number): number {
  return (frequency * (k1 + 1)) / (frequency + slowness)
}

/** Where the entries of a term stand. */
export function entriesOf(postings: Postings, term: string): { start: number; end: number } {
  const number = postings.termNumbers.get(term)
  if (number === undefined) return { start: 0, end: 0 }
  return { start: postings.starts[number] as number, end: postings.starts[number + 1] as number }
}
