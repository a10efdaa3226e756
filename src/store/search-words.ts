import { barOfBest } from './best-bar.ts'
import { bestScores } from './best-scores.ts'
import { entriesOf, type LexicalPart, saturateAt, slowness } from './lexical-part.ts'

export interface WordSearch {
  /** The best live texts for weighted terms, as ids with scores, best first. */
  search(weights: TermWeights, k: number, sourceIds?: ReadonlySet<string>): WordHit[]
  /** How often each of the terms stands in each of these texts: a row for each text. */
  frequencies(terms: readonly string[], texts: readonly number[]): Float64Array
}

export type TermWeights = ReadonlyMap<string, number>

interface WordHit {
  readonly id: string
  readonly score: number
}

/** BM25 over one part of an index, in which the texts have `averageLength` terms. */
export function wordSearch(part: LexicalPart, averageLength: number): WordSearch {
  const { postings, ids, live, runs } = part
  const { texts, frequencies } = postings
  let memory: Memory | undefined
  /** Adds up all scores; how many texts have one. */
  const addUp = (weights: TermWeights, { scores, touched, slow }: Memory): number => {
    let count = 0
    for (const [term, weight] of weights) {
      const { start, end } = entriesOf(postings, term)
      for (let entry = start; entry < end; entry++) {
        const text = texts[entry] as number
        if (live !== undefined && live[text] === 0) continue
        const before = scores[text] as number
        if (before === 0) touched[count++] = text
        const share = saturateAt(frequencies[entry] as number, slow[text] as number)
        scores[text] = before + weight * share
      }
    }
    return count
  }
  return {
    search(weights, k, sourceIds) {
      memory ??= makeMemory(postings.lengths, averageLength)
      const { scores, touched } = memory
      const count = addUp(weights, memory)
      const scored = touched.subarray(0, count)
      const found = sourceIds ? within(scores, runs.within(sourceIds)) : scored
      const own = new Float64Array(found.length)
      for (let at = 0; at < found.length; at++) own[at] = scores[found[at] as number] as number
      for (let at = 0; at < count; at++) scores[scored[at] as number] = 0
      return best(found, own, ids, k)
    },
    frequencies(terms, wanted) {
      const counts = new Float64Array(terms.length * wanted.length)
      const rows = new Map(wanted.map((text, row) => [text, row]))
      const isWanted = new Uint8Array(ids.length)
      for (const text of wanted) isWanted[text] = 1
      for (const [column, term] of terms.entries()) {
        const { start, end } = entriesOf(postings, term)
        for (let entry = start; entry < end; entry++) {
          const text = texts[entry] as number
          if (isWanted[text] === 0) continue
          counts[(rows.get(text) ?? 0) * terms.length + column] = frequencies[entry] as number
        }
      }
      return counts
    },
  }
}

/** What every search needs, by the number of a text; made once. */
interface Memory {
  /** All 0 between two searches. */
  readonly scores: Float64Array
  readonly touched: Uint32Array
  readonly slow: Float64Array
}

function makeMemory(lengths: Float64Array, averageLength: number): Memory {
  const slow = lengths.map((length) => slowness(length, averageLength))
  const { length } = lengths
  return { scores: new Float64Array(length), touched: new Uint32Array(length), slow }
}

function within(
  scores: Float64Array,
  ranges: readonly { readonly start: number; readonly end: number }[],
): Uint32Array {
  const found = new Uint32Array(ranges.reduce((sum, { start, end }) => sum + end - start, 0))
  let count = 0
  for (const { start, end } of ranges) {
    for (let text = start; text < end; text++) if (scores[text] !== 0) found[count++] = text
  }
  return found.subarray(0, count)
}

function best(
  texts: Uint32Array,
  scores: Float64Array,
  ids: readonly string[],
  k: number,
): WordHit[] {
  if (k <= 0) return []
  // Only what reaches the `k`th best score is compared by id.
  const bar = k < scores.length ? barOfBest(scores, [{ start: 0, end: scores.length }], k) : 0
  const chosen: number[] = []
  for (let at = 0; at < scores.length; at++) if ((scores[at] as number) >= bar) chosen.push(at)
  const own = Float64Array.from(chosen, (at) => scores[at] as number)
  const idAt = (position: number) => ids[texts[chosen[position] as number] as number] as string
  return bestScores(own, idAt, k).map((position) => ({
    id: idAt(position),
    score: own[position] as number,
  }))
}
