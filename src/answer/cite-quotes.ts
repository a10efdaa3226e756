import type { Quote } from '../evidence/evidence.ts'
import { verifyQuote } from '../evidence/verify-quote.ts'
import { textWithin } from '../passage/passage.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { Citation } from './answer.ts'
import { citeRange } from './cite.ts'

/**
 * Makes citations of quotes. Each quote is cut again from the kept revision and compared first; one
 * that differs is withheld and reported, so nothing unverified gets any further.
 */
export async function citeQuotes(
  index: OpenIndex,
  quotes: readonly Quote[],
  onWithheld: (quote: Quote) => void = () => {},
): Promise<Citation[]> {
  const citations: Citation[] = []
  for (const quote of quotes) {
    const { passage } = quote.evidence.ranked
    const text = textWithin(passage, quote)
    const { start, end } = quote
    const kept = await verifyQuote(index, { revision: passage.revision, start, end, text })
    if (!kept) {
      onWithheld(quote)
      continue
    }
    const { article } = quote.evidence.ranked
    citations.push(
      citeRange({ article, text: kept.text }, quote, {
        number: citations.length + 1,
        score: round(quote.evidence.score),
        headingPath: passage.headingPath,
      }),
    )
  }
  return citations
}

/** Four decimals: enough to compare by, few enough to be the same on every machine. */
function round(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
