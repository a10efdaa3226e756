import type { RankedPassage } from '../retrieve/retrieve.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { coverage, questionTerms } from './question-terms.ts'

/** Best passages that are looked at. */
const passagesLookedAt = 3

/**
 * Share of a reading's weight that one of its best passages holds, 0 to 1. Similarities and confidence of a
 * Chinese question and of its English gloss cannot be compared; how many of the words are found can.
 */
export function readingCoverage(
  { lexical }: OpenIndex,
  question: string,
  ranked: readonly RankedPassage[],
): number {
  const terms = questionTerms(lexical, question)
  const shares = ranked
    .slice(0, passagesLookedAt)
    .map(({ passage, article }) => coverage(lexical, terms, [passage.text, article.title]))
  return Math.max(0, ...shares)
}
