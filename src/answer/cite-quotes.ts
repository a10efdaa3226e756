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
    const alsoIn = await citeCopies(index, quote)
    const citation = citeRange({ article, text: kept.text }, quote, {
      number: citations.length + 1,
      score: round(quote.evidence.score),
      headingPath: passage.headingPath,
    })
    citations.push(alsoIn.length > 0 ? { ...citation, also_in: alsoIn } : citation)
  }
  return citations
}

/** The addresses of a quote's copies; one that is not exactly there is left out. */
async function citeCopies(
  index: OpenIndex,
  { copies = [] }: Quote,
): Promise<NonNullable<Citation['also_in']>> {
  const cited: NonNullable<Citation['also_in']> = []
  for (const { article, passage, start, end } of copies) {
    const text = textWithin(passage, { start, end })
    const kept = await verifyQuote(index, { revision: article.revision, start, end, text })
    if (!kept) continue
    const details = { number: 1, score: 1, headingPath: passage.headingPath }
    const cite = citeRange({ article, text: kept.text }, { start, end }, details)
    const { id, source_id, source_path, source_entry, title, publisher, published_at } = cite
    const source = { source_id, source_path, source_entry, title, publisher, published_at }
    cited.push({ citation_id: id, ...source, start, end, links: cite.links })
  }
  return cited
}

/** Four decimals: enough to compare by, few enough to be the same on every machine. */
function round(score: number): number {
  return Math.round(score * 10_000) / 10_000
}
