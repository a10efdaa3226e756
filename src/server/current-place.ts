import { byteOffset } from '../answer/byte-offset.ts'
import { isQuotable } from '../answer/cite.ts'
import type { Article } from '../article/article.ts'
import { citationId, type TextRange } from '../passage/passage.ts'
import type { OpenIndex } from '../store/open-index.ts'

/**
 * Where quoted sentences stand in an article now: a run of whole sentences of its passages whose
 * text is the quote's, the one nearest to where it stood; or undefined when there is none. Only
 * sentences are compared, so words that merely occur inside another sentence are not a match.
 */
export function findCurrentPlace(
  index: OpenIndex,
  article: Article,
  quote: string,
  formerStart: number,
): TextRange | undefined {
  const sentences = sentencesOf(index, article.id)
  let nearest: TextRange | undefined
  for (const [at, { start }] of sentences.entries()) {
    const end = start + quote.length
    if (article.text.slice(start, end) !== quote) continue
    if (!endsAt(sentences, at, end)) continue
    const isNearer =
      !nearest || Math.abs(start - formerStart) < Math.abs(nearest.start - formerStart)
    if (isNearer) nearest = { start, end }
  }
  return nearest && isQuotable(article.text, nearest) ? nearest : undefined
}

/** A place in the current revision, as the API gives it. */
export function currentPlace(article: Article, range: TextRange) {
  const id = citationId(article.revision, range)
  return {
    id,
    revision: article.revision,
    start: range.start,
    end: range.end,
    byte_start: byteOffset(article.revision, article.text, range.start),
    byte_end: byteOffset(article.revision, article.text, range.end),
    links: {
      self: `/v1/citations/${id}`,
      reader: `/sources/${article.id}?citation=${id}#${id}`,
    },
  }
}

/** Each sentence once, in order of place. */
function sentencesOf(index: OpenIndex, sourceId: string): readonly TextRange[] {
  const byStart = new Map<number, TextRange>()
  for (const passage of index.passages) {
    if (passage.sourceId !== sourceId) continue
    for (const sentence of passage.sentences) byStart.set(sentence.start, sentence)
  }
  return [...byStart.values()].sort((a, b) => a.start - b.start)
}

function endsAt(sentences: readonly TextRange[], from: number, end: number): boolean {
  for (let at = from; at < sentences.length; at += 1) {
    const sentence = sentences[at]
    if (!sentence || sentence.start >= end) return false
    if (sentence.end === end) return true
  }
  return false
}
