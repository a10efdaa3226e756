import { createHash } from 'node:crypto'
import type { Revision } from '../../article/article.ts'
import { inOrderOfPlace } from '../../article/article-place.ts'
import type { Passage } from '../../passage/passage.ts'
import { openHistory } from '../index-history.ts'
import { lexicalIndexOf } from '../lexical-index.ts'
import { layoutVersion } from '../manifest.ts'
import type { IndexModel, OpenIndex } from '../open-index.ts'
import { createRevisionReader } from '../revisions.ts'
import { stableJson } from '../stable-json.ts'
import { type LiveSegment, lexicalPart, liveArticles, searchedSegment } from './live-segment.ts'
import { passageView } from './passage-view.ts'
import type { SegmentArticle } from './segment.ts'
import { segmentedVectors } from './segmented-vectors.ts'

export type GenerationFacts = Pick<OpenIndex, 'generation' | 'builtAt' | 'model'>

/**
 * Puts live segments together to an index. What it costs grows with the number of articles and
 * passages, but no text is read and no vector copied.
 */
export function assembleIndex(
  directory: string,
  facts: GenerationFacts,
  segments: readonly LiveSegment[],
): OpenIndex {
  const all = segments.flatMap((live) => [...liveArticles(live)]).sort(inOrder)
  const copies = copiesAmong(all)
  const articles = all.map(({ article }) => article)
  const passages: Passage[] = []
  for (const one of all) {
    if (copies.has(one)) continue
    for (const passage of one.passages) passages.push(passage)
  }
  const searched = segments.map((live) => searchedSegment(live, copies))
  return {
    generation: facts.generation,
    hash: contentHash(facts.model, all, copies),
    builtAt: facts.builtAt,
    model: facts.model,
    articles,
    articleById: new Map(articles.map((article) => [article.id, article])),
    passages,
    passageById: passageView(searched, passages),
    vectors: segmentedVectors(searched, facts.model.dimensions),
    lexical: lexicalIndexOf(searched.map(lexicalPart)),
    revision: createRevisionReader(directory, { current: articles }),
    history: openHistory(directory),
    segments,
  }
}

function inOrder({ article: left }: SegmentArticle, { article: right }: SegmentArticle): number {
  return inOrderOfPlace(left, right) || (left.id < right.id ? -1 : Number(left.id > right.id))
}

/**
 * The articles whose text another one stands for: of two with the same text only the passages of the
 * first are searched.
 */
function copiesAmong(articles: readonly SegmentArticle[]): Set<SegmentArticle> {
  const owned = new Set<Revision>()
  const copies = new Set<SegmentArticle>()
  for (const one of articles) {
    if (one.passages.length === 0) continue
    if (owned.has(one.article.revision)) copies.add(one)
    else owned.add(one.article.revision)
  }
  return copies
}

/**
 * Over what was indexed with what, article by article: not over when, where, in which generation
 * or in which segments.
 */
function contentHash(
  model: IndexModel,
  articles: readonly SegmentArticle[],
  copies: ReadonlySet<SegmentArticle>,
): string {
  const hash = createHash('sha256').update(`${stableJson({ layout: layoutVersion, model })}\n`)
  const lines = articles.map((one) => {
    const { facts, passages } = one.digests
    return `${facts} ${one.passages.length > 0 && !copies.has(one) ? passages : '-'}\n`
  })
  return `sha256:${hash.update(lines.join(''), 'latin1').digest('hex')}`
}
