import type { Article } from '../article/article.ts'
import type { Passage } from '../passage/passage.ts'
import { nothing, type Without } from '../pipeline-part.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { fuseScores } from './fuse-scores.ts'
import { preferDates } from './prefer-dates.ts'

/**
 * Share of the dense score in the fused one. Measured over several question sets together: search
 * questions want more of it, questions written beside the text less (docs/quality.md).
 */
export const denseShare = 0.7

/** Candidates taken from each ranking before they are fused. */
const candidates = 50

/** A question as the two rankings see it. */
export interface RetrievalQuery {
  readonly text: string
  /** Unit length, from the embedder of the index. */
  readonly vector: Float32Array
  /** Share of its tokens that the embedder can read, 0 to 1; all of them where absent. */
  readonly readable?: number
}

/** A passage, and the scores that led to its place. */
export interface RankedPassage {
  readonly passage: Passage
  readonly article: Article
  /** Fused, 0 to 1, only comparable within one question. */
  readonly score: number
  /** Cosine similarity, -1 to 1. */
  readonly denseScore: number
  /** BM25, 0 upwards. */
  readonly lexicalScore: number
}

/**
 * The best passages for a question, best first; ties in order of the index. Several queries (a
 * follow-up alone and with its context) are averaged score by score before fusing.
 */
export async function retrieve(
  index: OpenIndex,
  queries: readonly RetrievalQuery[],
  options: {
    limit: number
    sourceIds?: ReadonlySet<string> | undefined
    /** Parts of the pipeline that are left out. */
    without?: Without | undefined
  },
): Promise<RankedPassage[]> {
  const within = options.sourceIds ? { sourceIds: options.sourceIds } : {}
  const wanted = Math.max(candidates, options.limit)
  const rankings = await Promise.all(queries.map((query) => rank(index, query, wanted, within)))
  const ids = new Set(
    rankings.flatMap(({ dense, lexical }) => [...dense.keys(), ...lexical.keys()]),
  )
  if (ids.size === 0) return []
  const passages = [...ids].sort().flatMap((id) => index.passageById.get(id) ?? [])
  const dense = await mean(rankings, (ranking) => denseScores(index, passages, ranking))
  const lexical = await mean(rankings, (ranking) => lexicalScores(index, passages, ranking))
  const fused = fuseScores(dense, lexical, denseShareOf(queries, options.without))
  const ranked = passages
    .map((passage, at) => ({
      passage,
      article: articleOf(index, passage),
      score: fused[at] ?? 0,
      denseScore: dense[at] ?? 0,
      lexicalScore: lexical[at] ?? 0,
    }))
    .sort((left, right) => right.score - left.score)
  const asked = options.without?.has('dates') ? '' : (queries[0]?.text ?? '')
  return preferDates(asked, ranked).slice(0, options.limit)
}

/** Share of the queries' tokens that the embedder can read, 0 to 1. */
export function readableOf(queries: readonly RetrievalQuery[]): number {
  const shares = queries.map(({ readable = 1 }) => readable)
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length)
}

/** What the model cannot read of a question does not count in its vector's favour. */
function denseShareOf(queries: readonly RetrievalQuery[], without: Without = nothing): number {
  if (without.has('lexical')) return 1
  return without.has('dense') ? 0 : denseShare * readableOf(queries)
}

/** What either way of searching gives alone: passage id to score. */
interface Ranking {
  readonly query: RetrievalQuery
  readonly dense: ReadonlyMap<string, number>
  readonly lexical: ReadonlyMap<string, number>
}

async function rank(
  index: OpenIndex,
  query: RetrievalQuery,
  wanted: number,
  within: { sourceIds?: ReadonlySet<string> },
): Promise<Ranking> {
  const dense = await index.vectors.nearest(query.vector, wanted, { kind: 'passage', ...within })
  const lexical = index.lexical.search(query.text, wanted, within)
  return {
    query,
    dense: new Map(dense.map((hit) => [hit.id, hit.score])),
    lexical: new Map(lexical.map((hit) => [hit.id, hit.score])),
  }
}

async function denseScores(index: OpenIndex, passages: readonly Passage[], ranking: Ranking) {
  const others = passages.flatMap(({ id }) => (ranking.dense.has(id) ? [] : [id]))
  const products = await index.vectors.products(ranking.query.vector, others)
  const known = new Map(others.map((id, at) => [id, products[at] ?? 0]))
  return passages.map(({ id }) => ranking.dense.get(id) ?? known.get(id) ?? 0)
}

async function lexicalScores(index: OpenIndex, passages: readonly Passage[], ranking: Ranking) {
  const others = passages.filter(({ id }) => !ranking.lexical.has(id))
  const scores = index.lexical.scorePassages(ranking.query.text, others)
  const known = new Map(others.map(({ id }, at) => [id, scores[at] ?? 0]))
  return passages.map(({ id }) => ranking.lexical.get(id) ?? known.get(id) ?? 0)
}

async function mean(
  rankings: readonly Ranking[],
  score: (ranking: Ranking) => Promise<number[]>,
): Promise<number[]> {
  const lists = await Promise.all(rankings.map(score))
  return (lists[0] ?? []).map(
    (_, at) => lists.reduce((sum, list) => sum + (list[at] ?? 0), 0) / lists.length,
  )
}

function articleOf(index: OpenIndex, passage: Passage): Article {
  const article = index.articleById.get(passage.sourceId)
  if (!article) throw new Error(`passage ${passage.id} belongs to no article of the index`)
  return article
}
