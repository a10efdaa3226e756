import { bestScores } from './best-scores.ts'
import type { Postings } from './postings.ts'

const k1 = 1.2
const b = 0.75

/** Postings of some of an index's passages; those that are no longer live count for nothing. */
export interface LexicalPart {
  readonly postings: Postings
  /** Of each text, by its number. */
  readonly ids: readonly string[]
  readonly sourceIds: readonly string[]
  /** 1 for a live text, 0 for a dead one; absent means that all are live. */
  readonly live?: Uint8Array
}

/** How many texts are live, and how many terms they hold together. */
export function liveSize({ postings, live }: LexicalPart): { texts: number; terms: number } {
  let texts = 0
  let terms = 0
  postings.lengths.forEach((length, text) => {
    if (live && live[text] === 0) return
    texts += 1
    terms += length
  })
  return { texts, terms }
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
  return (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * length) / averageLength))
}

/** The best live texts of one part for weighted terms, as ids with scores. */
export function searchPart(
  part: LexicalPart,
  weights: ReadonlyMap<string, number>,
  { averageLength, k, sourceIds }: SearchOptions,
): { id: string; score: number }[] {
  const { postings, ids, live } = part
  const scores = new Float64Array(ids.length)
  const touched = new Set<number>()
  for (const [term, weight] of weights) {
    const { start, end } = entriesOf(postings, term)
    for (let entry = start; entry < end; entry++) {
      const text = postings.texts[entry] as number
      if (live && live[text] === 0) continue
      const length = postings.lengths[text] as number
      const frequency = postings.frequencies[entry] as number
      scores[text] = (scores[text] as number) + weight * saturate(frequency, length, averageLength)
      touched.add(text)
    }
  }
  const allowed =
    sourceIds === undefined
      ? touched
      : [...touched].filter((text) => sourceIds.has(part.sourceIds[text] as string))
  return bestScores(allowed, scores, ids, k).map((text) => ({
    id: ids[text] as string,
    score: scores[text] as number,
  }))
}

interface SearchOptions {
  readonly averageLength: number
  readonly k: number
  readonly sourceIds?: ReadonlySet<string> | undefined
}

function entriesOf(postings: Postings, term: string): { start: number; end: number } {
  const number = postings.termNumbers.get(term)
  if (number === undefined) return { start: 0, end: 0 }
  return { start: postings.starts[number] as number, end: postings.starts[number + 1] as number }
}
