import type { Passage } from '../../passage/passage.ts'
import { type IndexContents, orderContents, vectorOwners } from '../index-contents.ts'
import { indexPassages } from '../index-passages.ts'
import type { IndexModel } from '../open-index.ts'
import { mergePostings, type Postings, type PostingsPart } from '../postings.ts'
import type { VectorRecord } from '../vector-store.ts'
import type { ChangePlan } from './plan-change.ts'
import type { Segment } from './segment.ts'

/** What a new segment holds. */
export interface SegmentContents {
  /** In order, without passages that another article's stand for. */
  readonly contents: IndexContents
  readonly postings: Postings
}

/** All of first contents: every word is read. */
export function gatherFirst(contents: IndexContents): SegmentContents {
  const ordered = orderContents(contents)
  return { contents: ordered, postings: indexPassages(ordered.passages) }
}

/** The fresh material and that of the copied articles, whose texts are not read again. */
export async function gatherChange(
  model: IndexModel,
  { written, copied, owners }: ChangePlan,
  fresh: Pick<IndexContents, 'passages' | 'vectors'>,
): Promise<SegmentContents> {
  const old = [...copied.values()].filter(
    ({ article, passages }) => passages.length > 0 && owners.get(article.revision) === article.id,
  )
  const records = await Promise.all(
    old.map(({ segment, passages }) => vectorsOf(segment, passages)),
  )
  const all = {
    model,
    articles: written,
    passages: [...old.flatMap(({ passages }) => passages), ...fresh.passages],
    vectors: [...records.flat(), ...fresh.vectors],
  }
  const contents = orderContents(all, owners)
  const made = contents.passages.filter(({ sourceId }) => !copied.has(sourceId))
  const places = new Map(contents.passages.map(({ id }, place) => [id, place]))
  const placesOf = (passages: readonly Passage[]): Int32Array =>
    Int32Array.from(passages, ({ id, sourceId }) => {
      const place = places.get(id)
      return place !== undefined && contents.passages[place]?.sourceId === sourceId ? place : -1
    })
  const parts: PostingsPart[] = [{ postings: indexPassages(made), places: placesOf(made) }]
  for (const segment of new Set(old.map((one) => one.segment))) {
    const isCopied = (passage: Passage) => copied.get(passage.sourceId)?.segment === segment
    const copying = placesOf(segment.passages)
    segment.passages.forEach((passage, text) => {
      if (!isCopied(passage)) copying[text] = -1
    })
    parts.push({ postings: segment.words.postings, places: copying })
  }
  return { contents, postings: mergePostings(parts, contents.passages.length) }
}

async function vectorsOf(
  { vectors }: Segment,
  passages: readonly Passage[],
): Promise<VectorRecord[]> {
  const records: VectorRecord[] = []
  for (const id of vectorOwners(passages).keys()) {
    const record = await vectors.get(id)
    if (record) records.push(record)
  }
  return records
}
