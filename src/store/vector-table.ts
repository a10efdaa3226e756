import { bestScores, orderOfIds } from './best-scores.ts'
import type { ScoredId, VectorRecord } from './vector-store.ts'

/** The vectors of one kind, packed in one array for exact search. Never changes. */
export interface VectorTable {
  readonly count: number
  record(id: string): VectorRecord | undefined
  records(): IterableIterator<VectorRecord>
  /** Exact cosine, best first, equal scores in order of id; a zero vector is near to nothing. */
  nearest(vector: Float32Array, k: number, sourceIds?: ReadonlySet<string>): ScoredId[]
}

/** Packs records of one kind and `dimensions` numbers each; their ids must differ. */
export function buildVectorTable(
  records: readonly VectorRecord[],
  dimensions: number,
): VectorTable {
  const ids = records.map((record) => record.id)
  const numbers = new Float32Array(records.length * dimensions)
  const norms = new Float64Array(records.length)
  const rows = new Map<string, number>()
  records.forEach((record, row) => {
    numbers.set(record.vector, row * dimensions)
    norms[row] = Math.sqrt(dot(record.vector, record.vector, 0))
    rows.set(record.id, row)
  })
  const tieOrder = orderOfIds(ids)
  const sources = records.map((record) => record.sourceId)
  const kinds = records.map((record) => record.kind)
  const recordAt = (row: number): VectorRecord => ({
    id: ids[row] as string,
    kind: kinds[row] as VectorRecord['kind'],
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
      const allowed = allowedRows(sources, sourceIds)
      for (const row of allowed) {
        const cosine = dot(vector, numbers, row * dimensions) / (norm * (norms[row] as number))
        scores[row] = Math.max(-1, Math.min(1, cosine))
      }
      return bestScores(allowed, scores, tieOrder, k).map((row) => ({
        id: ids[row] as string,
        score: scores[row] as number,
      }))
    },
  }
}

function allowedRows(sources: readonly string[], sourceIds?: ReadonlySet<string>): Uint32Array {
  const rows = new Uint32Array(sources.length)
  let count = 0
  for (let row = 0; row < sources.length; row++) {
    if (sourceIds === undefined || sourceIds.has(sources[row] as string)) rows[count++] = row
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
