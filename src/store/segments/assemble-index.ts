import { createHash } from 'node:crypto'
import type { Article, Revision } from '../../article/article.ts'
import type { Passage } from '../../passage/passage.ts'
import { orderArticles, textOwners } from '../index-contents.ts'
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
  const located = new Map<string, SegmentArticle>()
  for (const live of segments) {
    for (const one of liveArticles(live)) located.set(one.article.id, one)
  }
  const articles = orderArticles([...located.values()].map(({ article }) => article))
  const own = ({ id }: Article): SegmentArticle => located.get(id) as SegmentArticle
  const owners = textOwners(articles, (article) => own(article).passages.length > 0)
  const passages: Passage[] = []
  for (const article of articles) {
    if (owners.get(article.revision) !== article.id) continue
    for (const passage of own(article).passages) passages.push(passage)
  }
  const searched = segments.map((live) => searchedSegment(live, owners))
  return {
    generation: facts.generation,
    hash: contentHash(facts.model, articles.map(own), owners),
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

/**
 * Over what was indexed with what, article by article: not over when, where, in which generation
 * or in which segments.
 */
function contentHash(
  model: IndexModel,
  articles: readonly SegmentArticle[],
  owners: ReadonlyMap<Revision, string>,
): string {
  const lines = articles.map(({ article, digests }) => {
    const isOwner = owners.get(article.revision) === article.id
    return `${digests.facts} ${isOwner ? digests.passages : '-'}\n`
  })
  const hash = createHash('sha256').update(`${stableJson({ layout: layoutVersion, model })}\n`)
  return `sha256:${hash.update(lines.join('')).digest('hex')}`
}
