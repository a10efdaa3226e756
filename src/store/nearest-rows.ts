import type { RowRange } from './best-bar.ts'
import { bestScores } from './best-scores.ts'
import { type QuantisedRows, quantiseRows } from './quantised-rows.ts'

/** Vectors one after the other in one array. */
export interface PackedRows {
  readonly numbers: Float32Array
  readonly count: number
  readonly dimensions: number
}

export interface ScoredRow {
  readonly row: number
  readonly score: number
}

/** The `k` rows of these ranges with the highest cosines, best first, equal ones in order of id. */
export type RowSearch = (
  vector: Float32Array,
  k: number,
  ranges: readonly RowRange[],
  idOf: (row: number) => string,
) => readonly ScoredRow[]

/** With fewer rows to look at, looking at each takes no longer. */
const fewRows = 256

/**
 * Exact search over packed rows: rounded ones tell which rows can be among the best, and only these
 * are scored, in double precision, so that hits and scores are those of a search through all.
 */
export function nearestRows(
  packed: PackedRows,
  quantise: typeof quantiseRows = quantiseRows,
): RowSearch {
  const { numbers, count, dimensions } = packed
  const lengths = new Float64Array(count)
  let screen: QuantisedRows | undefined
  if (count > fewRows) screen = quantise(numbers, count, dimensions)

  const cosine = (vector: Float32Array, length: number, row: number): number => {
    const at = row * dimensions
    if (lengths[row] === 0) {
      const own = numbers.subarray(at, at + dimensions)
      lengths[row] = Math.sqrt(dot(own, own, 0))
    }
    return clamped(dot(vector, numbers, at) / (length * (lengths[row] as number)))
  }
  return (vector, k, ranges, idOf) => {
    const length = Math.sqrt(dot(vector, vector, 0))
    const hasDirection = length > 0 && Number.isFinite(length)
    const all = ranges.reduce((sum, { start, end }) => sum + end - start, 0)
    const isWorthIt = hasDirection && k > 0 && k < all && all > fewRows
    const rows = isWorthIt ? screen?.candidates(vector, length, k, ranges) : undefined
    const scored = rows ?? allRows(ranges, all)
    const scores = new Float64Array(scored.length)
    for (let at = 0; at < scored.length; at++) {
      scores[at] = cosine(vector, length, scored[at] as number)
    }
    const idAt = (position: number) => idOf(scored[position] as number)
    return bestScores(scores, idAt, k).map((position) => {
      return { row: scored[position] as number, score: scores[position] as number }
    })
  }
}

/** The cosine of two vectors, as a search works it out; `NaN` where one has no direction. */
export function cosineOf(vector: Float32Array, other: Float32Array): number {
  const [length, otherLength] = [vector, other].map((one) => Math.sqrt(dot(one, one, 0)))
  return clamped(dot(vector, other, 0) / ((length as number) * (otherLength as number)))
}

function clamped(cosine: number): number {
  return Math.max(-1, Math.min(1, cosine))
}

function allRows(ranges: readonly RowRange[], count: number): Uint32Array {
  const rows = new Uint32Array(count)
  let at = 0
  for (const { start, end } of ranges) for (let row = start; row < end; row++) rows[at++] = row
  return rows
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
