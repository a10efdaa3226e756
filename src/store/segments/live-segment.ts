import type { Revision } from '../../article/article.ts'
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
  /** Ids of the articles whose passages are searched; absent means all of the segment. */
  readonly searched?: ReadonlySet<string>
  readonly counts: Readonly<Record<VectorKind, number>>
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
  owners: ReadonlyMap<Revision, string>,
): SearchedSegment {
  const searched = new Set<string>()
  const counts = { passage: 0, sentence: 0 }
  for (const { article, passages, sentences } of liveArticles(live)) {
    if (owners.get(article.revision) !== article.id) continue
    searched.add(article.id)
    counts.passage += passages.length
    counts.sentence += sentences
  }
  const isWhole = counts.passage === live.segment.passages.length
  return isWhole ? { ...live, counts } : { ...live, counts, searched }
}

/** The words of a searched segment. */
export function lexicalPart({ segment, searched }: SearchedSegment): LexicalPart {
  const { words, passages, articles } = segment
  if (searched === undefined) return words
  const live = new Uint8Array(passages.length)
  for (const { article, firstPassage, passages: own } of articles) {
    if (searched.has(article.id)) live.fill(1, firstPassage, firstPassage + own.length)
  }
  return { ...words, live }
}
