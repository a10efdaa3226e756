import { FootnoteError } from '../errors.ts'
import { runsOfSources } from './article-runs.ts'
import { nearestRows, type RowSearch } from './nearest-rows.ts'
import type { ScoredId, VectorKind, VectorRecord } from './vector-store.ts'

/** The vectors of one kind, packed in one array for exact search. Never changes. */
export interface VectorTable {
  readonly count: number
  record(id: string): VectorRecord | undefined
  records(): IterableIterator<VectorRecord>
  /** Exact cosine, best first, equal scores in order of id; a zero vector is near to nothing. */
  nearest(vector: Float32Array, k: number, sourceIds?: ReadonlySet<string>): ScoredId[]
}

export interface VectorTableBuilder {
  /** @throws FootnoteError `internal` when the id is there already */
  add(record: Omit<VectorRecord, 'vector' | 'kind'> & { vector: ArrayLike<number> }): void
  finish(): VectorTable
}

/** Packs up to `capacity` records of one kind, of `dimensions` numbers each. */
export function vectorTableBuilder(
  kind: VectorKind,
  capacity: number,
  dimensions: number,
): VectorTableBuilder {
  const numbers = new Float32Array(capacity * dimensions)
  const sources: string[] = []
  const rows = new Map<string, number>()
  return {
    add({ id, sourceId, vector }) {
      if (rows.has(id)) throw new FootnoteError('internal', `Two vectors have the id ${id}.`)
      const row = rows.size
      numbers.set(vector, row * dimensions)
      sources.push(sourceId)
      rows.set(id, row)
    },
    finish: () => vectorTable(kind, { numbers, sources, rows }, dimensions),
  }
}

interface PackedVectors {
  readonly numbers: Float32Array
  readonly sources: readonly string[]
  /** In order of row. */
  readonly rows: ReadonlyMap<string, number>
}

function vectorTable(kind: VectorKind, packed: PackedVectors, dimensions: number): VectorTable {
  const { numbers, sources, rows } = packed
  const ids = [...rows.keys()]
  const runs = runsOfSources(sources)
  const packedRows = { numbers, count: ids.length, dimensions }
  let search: RowSearch | undefined
  const searchRows = () => (search ??= nearestRows(packedRows))
  // Sentences are hardly ever searched for; what passages need for it is made when they are opened.
  if (kind === 'passage') searchRows()
  const recordAt = (row: number): VectorRecord => ({
    id: ids[row] as string,
    kind,
    sourceId: sources[row] as string,
    vector: numbers.slice(row * dimensions, (row + 1) * dimensions),
  })

  return {
    count: ids.length,
    record(id) {
      const row = rows.get(id)
      return row === undefined ? undefined : recordAt(row)
    },
    *records() {
      for (let row = 0; row < ids.length; row++) yield recordAt(row)
    },
    nearest: (vector, k, sourceIds) => {
      const ranges = runs.within(sourceIds)
      const hits = searchRows()(vector, k, ranges, (row) => ids[row] as string)
      return hits.map(({ row, score }) => ({ id: ids[row] as string, score }))
    },
  }
}
