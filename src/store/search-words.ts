import { barOfBest, type RowRange } from './best-bar.ts'
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
  const addUp = (weights: TermWeights, { scores, slow }: Memory): void => {
    for (const [term, weight] of weights) {
      const { start, end } = entriesOf(postings, term)
      for (let entry = start; entry < end; entry++) {
        const text = texts[entry] as number
        if (live !== undefined && live[text] === 0) continue
        const share = saturateAt(frequencies[entry] as number, slow[text] as number)
        scores[text] = (scores[text] as number) + weight * share
      }
    }
  }
  return {
    search(weights, k, sourceIds) {
      memory ??= makeMemory(postings.lengths, averageLength)
      const { scores } = memory
      addUp(weights, memory)
      const hits = best(scores, runs.within(sourceIds), ids, k)
      scores.fill(0)
      return hits
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
  readonly slow: Float64Array
}

function makeMemory(lengths: Float64Array, averageLength: number): Memory {
  const slow = lengths.map((length) => slowness(length, averageLength))
  return { scores: new Float64Array(lengths.length), slow }
}

/** Every term that a text holds raises its score: those at 0 hold none. */
function best(
  scores: Float64Array,
  ranges: readonly RowRange[],
  ids: readonly string[],
  k: number,
): WordHit[] {
  if (k <= 0) return []
  // Only what reaches the `k`th best score is compared by id.
  const bar = barOfBest(scores, ranges, k)
  const chosen: number[] = []
  for (const { start, end } of ranges) {
    for (let text = start; text < end; text++) {
      const score = scores[text] as number
      if (score > 0 && score >= bar) chosen.push(text)
    }
  }
  const own = Float64Array.from(chosen, (text) => scores[text] as number)
  const idAt = (position: number) => ids[chosen[position] as number] as string
  return bestScores(own, idAt, k).map((position) => ({
    id: idAt(position),
    score: own[position] as number,
  }))
}
