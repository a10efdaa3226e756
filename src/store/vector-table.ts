import { FootnoteError } from '../errors.ts'
import { bestScores } from './best-scores.ts'
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
  const norms = new Float64Array(capacity)
  const sources: string[] = []
  const rows = new Map<string, number>()
  return {
    add({ id, sourceId, vector }) {
      if (rows.has(id)) throw new FootnoteError('internal', `Two vectors have the id ${id}.`)
      const row = rows.size
      numbers.set(vector, row * dimensions)
      const own = numbers.subarray(row * dimensions, (row + 1) * dimensions)
      norms[row] = Math.sqrt(dot(own, own, 0))
      sources.push(sourceId)
      rows.set(id, row)
    },
    finish: () => vectorTable(kind, { numbers, norms, sources, rows }, dimensions),
  }
}

interface PackedVectors {
  readonly numbers: Float32Array
  readonly norms: Float64Array
  readonly sources: readonly string[]
  /** In order of row. */
  readonly rows: ReadonlyMap<string, number>
}

function vectorTable(kind: VectorKind, packed: PackedVectors, dimensions: number): VectorTable {
  const { numbers, norms, sources, rows } = packed
  const ids = [...rows.keys()]
  const runs = runsOf(sources)
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
    nearest(vector, k, sourceIds) {
      const scores = new Float64Array(ids.length)
      const norm = Math.sqrt(dot(vector, vector, 0))
      const allowed = allowedRows(runs, ids.length, sourceIds)
      for (const row of allowed) {
        const cosine = dot(vector, numbers, row * dimensions) / (norm * (norms[row] as number))
        scores[row] = Math.max(-1, Math.min(1, cosine))
      }
      return bestScores(allowed, scores, ids, k).map((row) => ({
        id: ids[row] as string,
        score: scores[row] as number,
      }))
    },
  }
}

/** The rows of one article that stand together. */
interface Run {
  readonly sourceId: string
  readonly start: number
  readonly end: number
}

function runsOf(sources: readonly string[]): Run[] {
  const runs: Run[] = []
  for (let start = 0, end = 0; start < sources.length; start = end) {
    const sourceId = sources[start] as string
    while (end < sources.length && sources[end] === sourceId) end++
    runs.push({ sourceId, start, end })
  }
  return runs
}

function allowedRows(
  runs: readonly Run[],
  rowCount: number,
  sourceIds?: ReadonlySet<string>,
): Uint32Array {
  const rows = new Uint32Array(rowCount)
  let count = 0
  for (const { sourceId, start, end } of runs) {
    if (sourceIds !== undefined && !sourceIds.has(sourceId)) continue
    for (let row = start; row < end; row++) rows[count++] = row
  }
  return rows.subarray(0, count)
}

/** Four sums side by side: the processor does not have to wait for one addition after another. */
function dot(vector: Float32Array, numbers: Float32Array, offset: number): number {
  const length = vector.length
  const whole = length - (length % 4)
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let i = 0; i < whole; i += 4) {
    const at = offset + i
    a += (vector[i] as number) * (numbers[at] as number)
    b += (vector[i + 1] as number) * (numbers[at + 1] as number)
    c += (vector[i + 2] as number) * (numbers[at + 2] as number)
    d += (vector[i + 3] as number) * (numbers[at + 3] as number)
  }
  for (let i = whole; i < length; i++) a += (vector[i] as number) * (numbers[offset + i] as number)
  return a + b + (c + d)
}
