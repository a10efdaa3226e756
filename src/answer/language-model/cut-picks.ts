import { withCopies } from '../../evidence/copies.ts'
import { covers, type Quote } from '../../evidence/evidence.ts'
import { keepSpeakers } from '../../evidence/keep-speaker.ts'
import type { PartFindings } from '../../evidence/part-findings.ts'
import { quoteSentences } from '../../evidence/select-quotes.ts'
import type { OpenIndex } from '../../store/open-index.ts'
import type { OfferedSentence } from './offer-sentences.ts'

/**
 * Ranges for the sentences of each group, made as those of the extractive answer: whole sentences,
 * with the one before where a pronoun opens them, the "however" behind them, and who speaks. What an
 * earlier group holds is not in a later one.
 */
export function cutPicks(
  index: OpenIndex,
  groups: readonly (readonly OfferedSentence[])[],
  parts: readonly PartFindings[],
): Quote[][] {
  const found = parts.flatMap(({ ranked }) => ranked)
  const placed: Quote[] = []
  return groups.map((sentences) => {
    const picked = quoteSentences(sentences.map(({ evidence }) => evidence))
    const quotes = keepSpeakers(index, picked)
    const fresh = quotes.filter((quote) => !placed.some((other) => covers(other, quote)))
    placed.push(...fresh)
    return withCopies(fresh, found)
  })
}
