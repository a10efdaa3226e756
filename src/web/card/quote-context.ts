import { sentencesAround } from '../../answer/whole-sentences.ts'
import type { Block } from '../../article/article.ts'
import type { TextRange } from '../../passage/passage.ts'
import { splitSentences } from '../../passage/split-sentences.ts'
import type { OpenIndex } from '../../store/open-index.ts'
import type { StoredRevision } from '../../store/revisions.ts'
import { firstKept, parseCitation } from '../reader-document.ts'

/** A quote between what its article says before and after it. Plain data; all three cut from its text. */
export interface QuoteContext {
  readonly before: string
  readonly quote: string
  readonly after: string
}

/** Most UTF-16 units on either side; what is longer is cut at a space. */
const longestSide = 280

/**
 * The quote with the rest of its sentences and one sentence on either side, of the same paragraph or the
 * one next to it; nothing over a heading or what is no text of the article. Undefined when the citation is
 * not of this article or its text is not kept.
 */
export async function quoteContext(
  index: OpenIndex,
  sourceId: string,
  citation: string,
): Promise<QuoteContext | undefined> {
  const place = parseCitation(citation)
  const kept = place && (await firstKept(index, sourceId, [place.revision]))
  if (!place || !kept || place.start >= place.end || place.end > kept.text.length) return undefined
  const { text } = kept
  const { start, end } = around(kept, place)
  return {
    before: cutStart(text.slice(start, place.start)),
    quote: text.slice(place.start, place.end),
    after: cutEnd(text.slice(place.end, end)),
  }
}

function around({ text, article }: StoredRevision, place: TextRange): TextRange {
  const whole = sentencesAround({ ...article, text }, place)
  const { blocks, language } = article
  const first = blocks.findIndex(({ end }) => end > whole.start)
  const last = blocks.findLastIndex(({ start }) => start < whole.end)
  const sentencesOf = (...near: (Block | undefined)[]) =>
    near
      .filter((block) => block?.role === 'content')
      .flatMap((block) => (block ? splitSentences(text, block, language) : []))
  const before = sentencesOf(blocks[first - 1], blocks[first])
  const after = sentencesOf(blocks[last], blocks[last + 1])
  return {
    start: before.findLast(({ end }) => end <= whole.start)?.start ?? whole.start,
    end: after.find(({ start }) => start >= whole.end)?.end ?? whole.end,
  }
}

function cutStart(text: string): string {
  if (text.length <= longestSide) return text
  const kept = text.slice(-longestSide)
  return `… ${kept.slice(Math.max(0, kept.search(/\s/) + 1))}`
}

function cutEnd(text: string): string {
  if (text.length <= longestSide) return text
  const kept = text.slice(0, longestSide)
  const space = kept.search(/\s\S*$/)
  return `${space > 0 ? kept.slice(0, space) : kept} …`
}
