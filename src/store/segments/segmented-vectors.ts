import { FootnoteError } from '../../errors.ts'
import { intersectRanges } from '../article-runs.ts'
import { mergeRankings } from '../best-scores.ts'
import type { VectorStore } from '../vector-store.ts'
import type { SearchedSegment } from './live-segment.ts'

/** The vectors of an index's segments as one store that never changes. */
export function segmentedVectors(
  parts: readonly SearchedSegment[],
  dimensions: number,
): VectorStore {
  const refuse = async (): Promise<never> => {
    throw new FootnoteError('internal', 'The vectors of a generation never change.')
  }
  return {
    dimensions,
    replaceArticle: refuse,
    removeArticle: refuse,
    commit: refuse,
    async nearest(vector, k, { kind, sourceIds }) {
      if (vector.length !== dimensions) {
        const found = `A query vector has ${vector.length} dimensions; the index has ${dimensions}.`
        throw new FootnoteError('index_other_model', found)
      }
      const rankings = parts.map(({ segment: { vectors }, ranges }) => {
        const asked = sourceIds && vectors.rows.runs[kind].within(sourceIds)
        const within = asked ? intersectRanges(ranges[kind], asked) : ranges[kind]
        return vectors.nearest(vector, k, kind, within)
      })
      return mergeRankings(await Promise.all(rankings), k)
    },
    async get(id) {
      for (const { segment, searched } of parts) {
        const found = segment.vectors.rows.find(id)
        if (found === undefined || searched?.[found.article] === 0) continue
        const sourceId = segment.articles[found.article]?.article.id ?? ''
        const vector = (await segment.vectors.at(found)).slice()
        return { id, kind: found.kind, sourceId, vector }
      }
      return undefined
    },
    count(kind) {
      const sum = (one: 'passage' | 'sentence') =>
        parts.reduce((added, { counts }) => added + counts[one], 0)
      return kind === undefined ? sum('passage') + sum('sentence') : sum(kind)
    },
  }
}
