import { barOfBest, type RowRange } from './best-bar.ts'
import { loadKernel, type SearchKernel } from './search-kernel/load-kernel.ts'

/** Rows rounded to 8 bits a number: a quarter of the memory to walk through for a search. */
export interface QuantisedRows {
  /**
   * The rows of these ranges that can be among the `k` with the highest cosines, in order: all that
   * are, and few besides.
   * @param length of the query: above 0, finite
   */
  candidates(
    query: Float32Array,
    length: number,
    k: number,
    ranges: readonly RowRange[],
  ): readonly number[]
}

/** Rows handed to the kernel at once to be rounded. */
const rowsAtOnce = 64

/** float32 sums of squares are right to some parts in 100,000: what is lost is never more than so. */
const sumMargin = 1.001
/** And float32 scores to some parts in 10,000,000. */
const scoreMargin = 2e-6

/**
 * Rounds rows of vectors with length, of `dimensions` numbers each. Undefined where the processor
 * has no SIMD, where there is no room, or where a row has no direction: then each has to be looked
 * at exactly.
 */
export function quantiseRows(
  numbers: Float32Array,
  count: number,
  dimensions: number,
): QuantisedRows | undefined {
  const room = makeRoom(count, dimensions)
  if (room === undefined) return undefined
  const { kernel, places, stride, memory, scales, errors } = room
  const staging = new Float32Array(memory, places.staging, rowsAtOnce * stride)
  for (let start = 0; start < count; start += rowsAtOnce) {
    const some = Math.min(rowsAtOnce, count - start)
    for (let row = 0; row < some; row++) {
      const at = (start + row) * dimensions
      staging.set(numbers.subarray(at, at + dimensions), row * stride)
    }
    const [to, scale, error] = [places.rows + start * stride, 4 * start, 4 * start]
    const [scaleAt, errorAt] = [places.scales + scale, places.errors + error]
    kernel.quantise(places.staging, some, stride, to, scaleAt, errorAt)
  }
  for (let row = 0; row < count; row++) {
    errors[row] = (errors[row] as number) * sumMargin + scoreMargin
    if (!Number.isFinite((scales[row] as number) + (errors[row] as number))) return undefined
  }
  return { candidates: (...search) => candidatesOf(room, ...search) }
}

interface Room {
  readonly kernel: SearchKernel
  readonly memory: ArrayBuffer
  /** Numbers of a row, those after its dimensions being 0. */
  readonly stride: number
  readonly places: ReturnType<typeof placesOf>
  readonly query: Int16Array
  /** What a unit of a row's bytes is worth in a cosine. */
  readonly scales: Float32Array
  /** How far from its rounded row a row of length one is at most. */
  readonly errors: Float32Array
  /** The least that each row's cosine can be, after a search. */
  readonly least: Float32Array
}

function makeRoom(count: number, dimensions: number): Room | undefined {
  const stride = Math.ceil(dimensions / 16) * 16
  const places = placesOf(count, stride)
  try {
    const pages = Math.ceil(places.end / 65_536)
    const shared = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const kernel = loadKernel(shared)
    if (kernel === undefined) return undefined
    const memory = shared.buffer
    const floats = (at: number) => new Float32Array(memory, at, count)
    const query = new Int16Array(memory, places.query, stride)
    const [scales, errors, least] = [places.scales, places.errors, places.least].map(floats)
    return { kernel, memory, stride, places, query, scales, errors, least } as Room
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function placesOf(count: number, stride: number) {
  let end = 0
  const take = (bytes: number): number => {
    const start = end
    end = Math.ceil((end + bytes) / 16) * 16
    return start
  }
  const [query, staging] = [take(2 * stride), take(4 * stride * rowsAtOnce)]
  const [scales, errors, least] = [take(4 * count), take(4 * count), take(4 * count)]
  const rows = take(count * stride)
  return { query, staging, scales, errors, least, rows, end }
}

/**
 * With a row's rounding error e and the query's f, both as lengths, a score is off by at most
 * e + f + ef (Cauchy and Schwarz). A row can be among the best only if the most that it can have
 * reaches the least that the `k`th best has.
 */
function candidatesOf(
  room: Room,
  query: Float32Array,
  length: number,
  k: number,
  ranges: readonly RowRange[],
): readonly number[] {
  const { kernel, stride, places, errors, least } = room
  const { factor, lost } = roundQuery(room, query, length)
  for (const { start, end } of ranges) {
    const [scales, lows] = [places.scales + 4 * start, places.errors + 4 * start]
    const [rows, to] = [places.rows + start * stride, places.least + 4 * start]
    kernel.score(places.query, rows, end - start, stride, scales, lows, factor, to)
  }
  const bar = barOfBest(least, ranges, k) - 2 * (2 * lost + scoreMargin)
  const found: number[] = []
  for (const { start, end } of ranges) {
    for (let row = start; row < end; row++) {
      if ((least[row] as number) + 2 * (errors[row] as number) >= bar) found.push(row)
    }
  }
  return found
}

/** Puts the query of length one into the kernel's memory; how long the part is that gets lost. */
function roundQuery({ query: to, stride }: Room, query: Float32Array, length: number) {
  // The largest whole numbers with which no sum of products leaves 32 bits.
  const most = Math.min(32_767, Math.floor((2 ** 31 - 1) / (127 * stride)))
  let peak = 0
  for (const number of query) peak = Math.max(peak, Math.abs(number))
  const unit = peak / most
  let squares = 0
  for (let at = 0; at < query.length; at++) {
    const number = query[at] as number
    const rounded = Math.round(number / unit)
    to[at] = rounded
    squares += (number - rounded * unit) ** 2
  }
  return { factor: unit / length, lost: Math.sqrt(squares) / length }
}
