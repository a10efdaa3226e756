import { FootnoteError } from '../../errors.ts'
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
      const rankings = parts.map(({ segment, searched }) => {
        const within = intersection(searched, sourceIds)
        return segment.vectors.nearest(vector, k, within ? { kind, sourceIds: within } : { kind })
      })
      return mergeRankings(await Promise.all(rankings), k)
    },
    async get(id) {
      for (const { segment, searched } of parts) {
        const record = await segment.vectors.get(id)
        if (record && searched?.has(record.sourceId) !== false) return record
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

function intersection(
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  return new Set([...few].filter((id) => many.has(id)))
}
