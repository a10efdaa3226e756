import type { Passage } from '../passage/passage.ts'
import { type LexicalPart, saturate } from './lexical-part.ts'
import type { TermWeights, WordSearch } from './search-words.ts'
import { textTerms } from './text-terms.ts'

export interface SearchedPart {
  readonly part: LexicalPart
  readonly search: WordSearch
}

/**
 * BM25 of the passages' texts alone. Postings count the words of a text and of the headings above
 * it, so what is left when the headings are taken off is what reading the text would give, bit for
 * bit. Undefined for a passage that none of the parts holds.
 */
export function scorePassages(
  parts: readonly SearchedPart[],
  weights: TermWeights,
  averageLength: number,
  passages: readonly Passage[],
): (number | undefined)[] {
  const scores: (number | undefined)[] = passages.map(() => undefined)
  const terms = [...weights.keys()]
  for (const { part, search } of parts) {
    const own = passages.flatMap(({ id }, at) => {
      const text = scores[at] === undefined ? part.placeOf(id) : undefined
      return text === undefined || part.live?.[text] === 0 ? [] : [{ at, text }]
    })
    if (own.length === 0) continue
    const places = own.map(({ text }) => text)
    const frequencies = search.frequencies(terms, places)
    for (const [row, { at, text }] of own.entries()) {
      const counts = frequencies.subarray(row * terms.length, (row + 1) * terms.length)
      const { headingPath } = passages[at] as Passage
      const length = part.postings.lengths[text] as number
      scores[at] = scoreWithout(headingPath, counts, length, { weights, averageLength })
    }
  }
  return scores
}

function scoreWithout(
  headingPath: readonly string[],
  counts: Float64Array,
  length: number,
  { weights, averageLength }: { weights: TermWeights; averageLength: number },
): number {
  // Most passages hold none of the words, and then their headings need not be read.
  if (counts.every((count) => count === 0)) return 0
  const headings = headingPath.map(textTerms)
  const own = headings.reduce((rest, heading) => rest - heading.length, length)
  let score = 0
  let column = 0
  for (const [term, weight] of weights) {
    let frequency = counts[column++] as number
    for (const heading of headings) frequency -= heading.counts.get(term) ?? 0
    if (frequency > 0) score += weight * saturate(frequency, own, averageLength)
  }
  return score
}
