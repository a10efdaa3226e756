import { FootnoteError } from '../../errors.ts'
import { intersectRanges } from '../article-runs.ts'
import { mergeRankings } from '../best-scores.ts'
import { dotProduct } from '../dot-product.ts'
import type { VectorStore } from '../vector-store.ts'
import type { SearchedSegment } from './live-segment.ts'

/** ADAPTER of `VectorStore` over segments, whose files vectra writes (`vectra-image.ts`). */
export function segmentedVectors(
  parts: readonly SearchedSegment[],
  dimensions: number,
): VectorStore {
  return {
    dimensions,
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
      const found = find(parts, id)
      if (found === undefined) return undefined
      const { segment, row } = found
      const sourceId = segment.articles[row.article]?.article.id ?? ''
      const vector = (await segment.vectors.at(row)).slice()
      return { id, kind: row.kind, sourceId, vector }
    },
    async products(vector, ids) {
      const vectors = ids.map((id) => {
        const found = find(parts, id)
        return found?.segment.vectors.at(found.row)
      })
      return (await Promise.all(vectors)).map((other) => other && dotProduct(vector, other))
    },
    count(kind) {
      const sum = (one: 'passage' | 'sentence') =>
        parts.reduce((added, { counts }) => added + counts[one], 0)
      return kind === undefined ? sum('passage') + sum('sentence') : sum(kind)
    },
  }
}

function find(parts: readonly SearchedSegment[], id: string) {
  for (const { segment, searched } of parts) {
    const row = segment.vectors.rows.find(id)
    if (row !== undefined && searched?.[row.article] !== 0) return { segment, row }
  }
  return undefined
}
