import type { Article } from '../../article/article.ts'
import type { Passage } from '../../passage/passage.ts'
import { checkRanges, type IndexContents, orderContents, wrong } from '../index-contents.ts'
import { indexPassagesInTurns } from '../index-passages.ts'
import type { IndexModel } from '../open-index.ts'
import { mergePostings, type Postings, type PostingsPart } from '../postings.ts'
import { freshVectors } from './fresh-vectors.ts'
import type { ChangePlan } from './plan-change.ts'

/** What a new segment holds. */
export interface SegmentContents {
  readonly model: IndexModel
  /** In order. */
  readonly articles: readonly Article[]
  /** In order, without those that another article's stand for. */
  readonly passages: readonly Passage[]
  readonly postings: Postings
  readonly vectors: VectorSource
}

/** Gives the vector of a passage or sentence of an article when it is written. */
export type VectorSource = (id: string, sourceId: string) => Promise<Float32Array>

/** All of first contents: every word is read. */
export async function gatherFirst(contents: IndexContents): Promise<SegmentContents> {
  const { model, articles, passages, vectors } = orderContents(contents)
  checkRanges(articles, passages)
  const postings = await indexPassagesInTurns(passages)
  const fresh = freshVectors(passages, vectors, model.dimensions)
  return { model, articles, passages, postings, vectors: async (id) => fresh(id) }
}

/** The fresh material and that of the copied articles, whose texts are not read again. */
export async function gatherChange(
  model: IndexModel,
  { written, copied, owners }: ChangePlan,
  fresh: Pick<IndexContents, 'passages' | 'vectors'>,
): Promise<SegmentContents> {
  const old = [...copied.values()].filter(
    ({ one: { article, passages } }) =>
      passages.length > 0 && owners.get(article.revision) === article.id,
  )
  const all = {
    model,
    articles: written,
    passages: [...old.flatMap(({ one }) => one.passages), ...fresh.passages],
    vectors: fresh.vectors,
  }
  const { articles, passages, vectors } = orderContents(all, owners)
  checkRanges(articles, passages)
  const made = passages.filter(({ sourceId }) => !copied.has(sourceId))
  const places = new Map(passages.map(({ id }, place) => [id, place]))
  const placesOf = (some: readonly Passage[]): Int32Array =>
    Int32Array.from(some, ({ id, sourceId }) => {
      const place = places.get(id)
      return place !== undefined && passages[place]?.sourceId === sourceId ? place : -1
    })
  const words = await indexPassagesInTurns(made)
  const parts: PostingsPart[] = [{ postings: words, places: placesOf(made) }]
  for (const segment of new Set(old.map((one) => one.segment))) {
    const isCopied = (passage: Passage) => copied.get(passage.sourceId)?.segment === segment
    const copying = placesOf(segment.passages)
    segment.passages.forEach((passage, text) => {
      if (!isCopied(passage)) copying[text] = -1
    })
    parts.push({ postings: segment.words.postings, places: copying })
  }
  const postings = mergePostings(parts, passages.length)
  const given = freshVectors(made, vectors, model.dimensions)
  const copiedVector = async (id: string, sourceId: string): Promise<Float32Array | undefined> => {
    const from = copied.get(sourceId)?.segment.vectors
    const row = from?.rows.find(id)
    return from && row && from.at(row)
  }
  return {
    ...{ model, articles, passages, postings },
    async vectors(id, sourceId) {
      if (!copied.has(sourceId)) return given(id)
      const vector = await copiedVector(id, sourceId)
      if (vector === undefined) throw wrong(`There is no vector of ${id}.`)
      return vector
    },
  }
}
