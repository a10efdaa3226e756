import type { Article } from '../article/article.ts'
import { verifyQuote } from '../evidence/verify-quote.ts'
import type { Passage, TextRange } from '../passage/passage.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { Citation } from './answer.ts'
import { citeRange } from './cite.ts'

/** A place in an article: a title, a dateline, a sentence. */
export interface ArticleRange extends TextRange {
  readonly article: Article
  readonly passage?: Passage
}

/**
 * Makes citations of places in articles. Each is cut again from the kept revision and compared, as
 * every quote is; what differs is left out.
 */
export async function citeArticles(
  index: OpenIndex,
  ranges: readonly ArticleRange[],
): Promise<Citation[]> {
  const citations: Citation[] = []
  for (const { article, passage, start, end } of ranges) {
    const { revision } = article
    const text = article.text.slice(start, end)
    const kept = await verifyQuote(index, { revision, start, end, text })
    if (!kept) continue
    const headingPath = passage?.headingPath ?? []
    const details = { number: citations.length + 1, score: 1, headingPath }
    citations.push(citeRange({ article, text: kept.text }, { start, end }, details))
  }
  return citations
}
