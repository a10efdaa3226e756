import type { FootnoteError } from '../../errors.ts'
import type { RowRange } from '../best-bar.ts'
import { bestScores } from '../best-scores.ts'
import { cosineOf, type RowSearch } from '../nearest-rows.ts'
import type { VectorRows } from '../vector-rows.ts'
import type { ScoredId, VectorKind } from '../vector-store.ts'
import type { Row, SegmentRows } from './segment-rows.ts'

/** The vectors of a segment. Those of passages are in memory, those of sentences may be in a file. */
export interface SegmentVectors {
  readonly rows: SegmentRows
  /** The vector itself, not a copy. */
  at(row: Row): Promise<Float32Array>
  /** As `VectorStore` says, among these rows of that kind. */
  nearest(
    vector: Float32Array,
    k: number,
    kind: VectorKind,
    within: readonly RowRange[],
  ): Promise<readonly ScoredId[]>
  /** What a read has found to be damaged since it was opened. */
  damage(): FootnoteError | undefined
}

/** The vectors by row of their kind, and the search for those of passages. */
export interface VectorsByRow extends Record<VectorKind, VectorRows> {
  readonly search: RowSearch
}

export function segmentVectors(rows: SegmentRows, byRow: VectorsByRow): SegmentVectors {
  const idOf = (row: number) => rows.idOf('passage', row)
  return {
    rows,
    at: ({ kind, row }) => byRow[kind].row(row),
    async nearest(vector, k, kind, within) {
      if (kind === 'sentence') return nearestSentences(rows, byRow.sentence, { vector, k, within })
      const hits = byRow.search(vector, k, within, idOf)
      return hits.map(({ row, score }) => ({ id: idOf(row), score }))
    },
    damage: () => byRow.sentence.damage(),
  }
}

/** One after the other: no question asks for it. */
async function nearestSentences(
  rows: SegmentRows,
  sentences: VectorRows,
  { vector, k, within }: { vector: Float32Array; k: number; within: readonly RowRange[] },
): Promise<ScoredId[]> {
  const found: number[] = []
  const scores: number[] = []
  for (const { start, end } of within) {
    for (let row = start; row < end; row++) {
      found.push(row)
      scores.push(cosineOf(vector, await sentences.row(row)))
    }
  }
  const idAt = (position: number) => rows.idOf('sentence', found[position] as number)
  return bestScores(Float64Array.from(scores), idAt, k).map((position) => {
    return { id: idAt(position), score: scores[position] as number }
  })
}
