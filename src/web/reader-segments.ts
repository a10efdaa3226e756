import type { Block } from '../article/article.ts'
import { pageOf } from '../article/page-of.ts'
import type { TextRange } from '../passage/passage.ts'
import type { StoredRevision } from '../store/revisions.ts'
import { wholeText } from './whole-text.ts'

/** A stretch of text that is quoted as a whole or not at all. */
export interface ReaderSegment {
  readonly text: string
  /** Citations that hold this stretch; none where it is not quoted. */
  readonly citations: readonly string[]
  /** Citations that begin here. */
  readonly begins: readonly string[]
  /** The page that begins here, for articles that have pages. */
  readonly page?: number
}

/** A block of the reader, in pieces. */
export interface CutBlock {
  readonly block: Block
  readonly segments: readonly ReaderSegment[]
}

interface Place extends TextRange {
  readonly id: string
}

/** A whole text as blocks, cut where quotes begin and end and where pages start. */
export function cutBlocks(shown: StoredRevision, places: readonly Place[]): CutBlock[] {
  const { text, article } = shown
  let page: number | null = null
  return wholeText(shown).map((block) => {
    const segments = cutSegments(text, block, places, article.pages).map(({ start, segment }) => {
      const own = pageOf(article.pages, start)
      const begins = own !== null && own !== page
      page = own
      return begins ? { ...segment, page: own } : segment
    })
    return { block, segments }
  })
}

function cutSegments(
  text: string,
  block: Block,
  places: readonly Place[],
  pages: readonly number[] = [],
): { start: number; segment: ReaderSegment }[] {
  const inside = places.filter(({ start, end }) => start < block.end && end > block.start)
  const cuts = new Set([block.start, block.end])
  for (const { start, end } of inside) {
    cuts.add(Math.max(start, block.start))
    cuts.add(Math.min(end, block.end))
  }
  for (const start of pages) if (block.start < start && start < block.end) cuts.add(start)
  const sorted = [...cuts].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, i) => {
    const end = sorted[i + 1] ?? block.end
    const holding = inside.filter((place) => place.start < end && place.end > start)
    const begins = holding.filter(
      (place) => place.start >= start || (start === block.start && beginsInGap(text, place, start)),
    )
    const segment = {
      text: text.slice(start, end),
      citations: holding.map(({ id }) => id),
      begins: begins.map(({ id }) => id),
    }
    return { start, segment }
  })
}

/** A quote may begin with white space that no block holds. */
function beginsInGap(text: string, place: TextRange, blockStart: number): boolean {
  return text.slice(place.start, blockStart).trim() === ''
}
