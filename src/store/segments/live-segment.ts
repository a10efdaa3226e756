import { joinRanges } from '../article-runs.ts'
import type { RowRange } from '../best-bar.ts'
import type { LexicalPart } from '../lexical-part.ts'
import type { VectorKind } from '../vector-store.ts'
import type { Segment, SegmentArticle } from './segment.ts'

/** What one generation has of a segment. */
export interface LiveSegment {
  readonly segment: Segment
  /** Places of the articles that it does not have, in order. */
  readonly dead: readonly number[]
}

/** What one generation searches of a segment. */
export interface SearchedSegment extends LiveSegment {
  /** 1 for each article whose passages are searched; absent means all of the segment. */
  readonly searched?: Uint8Array
  readonly counts: Readonly<Record<VectorKind, number>>
  /** The rows of the vectors that are searched. */
  readonly ranges: Readonly<Record<VectorKind, readonly RowRange[]>>
}

/** The articles of a segment that are still of the index. */
export function* liveArticles({ segment, dead }: LiveSegment): Generator<SegmentArticle> {
  let next = 0
  for (const [place, article] of segment.articles.entries()) {
    if (dead[next] === place) next++
    else yield article
  }
}

/** Leaves out articles that are dead, and those whose text another article stands for. */
export function searchedSegment(
  live: LiveSegment,
  copies: ReadonlySet<SegmentArticle>,
): SearchedSegment {
  const { articles, vectors } = live.segment
  const { rows } = vectors
  const searched = new Uint8Array(articles.length).fill(1)
  const counts = { ...rows.counts }
  const leaveOut = (place: number): void => {
    if (searched[place] === 0) return
    searched[place] = 0
    for (const kind of ['passage', 'sentence'] as const) counts[kind] -= rows.countOf(kind, place)
  }
  for (const place of live.dead) leaveOut(place)
  if (copies.size > 0) {
    for (const [place, article] of articles.entries()) if (copies.has(article)) leaveOut(place)
  }
  const isWhole = counts.passage === rows.counts.passage
  const ranges = { passage: rangesOf('passage'), sentence: rangesOf('sentence') }
  return isWhole ? { ...live, counts, ranges } : { ...live, counts, ranges, searched }

  function rangesOf(kind: VectorKind): readonly RowRange[] {
    if (isWhole) return rows.runs[kind].within(undefined)
    let end = 0
    const runs: RowRange[] = []
    for (let place = 0; place < articles.length; place++) {
      const start = end
      end += rows.countOf(kind, place)
      if (searched[place] === 1) runs.push({ start, end })
    }
    return joinRanges(runs)
  }
}

/** The words of a searched segment. */
export function lexicalPart({ segment, searched, ranges }: SearchedSegment): LexicalPart {
  const { words, passages } = segment
  if (searched === undefined) return words
  const live = new Uint8Array(passages.length)
  for (const { start, end } of ranges.passage) live.fill(1, start, end)
  return { ...words, live }
}
