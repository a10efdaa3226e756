import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RowRange } from '../../src/store/best-bar.ts'
import { nearestRows } from '../../src/store/nearest-rows.ts'
import { quantiseRows } from '../../src/store/quantised-rows.ts'
import { loadKernel } from '../../src/store/search-kernel/load-kernel.ts'
import { plainNearest } from './plain-search.ts'

/** Numbers from -0.5 to 0.5 that only the seed decides (mulberry32). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 - 0.5
  }
}

function unit(numbers: Float32Array): Float32Array {
  const length = Math.hypot(...numbers)
  return length > 0 ? numbers.map((number) => number / length) : numbers
}

interface Shape {
  readonly seed: number
  readonly count: number
  readonly dimensions: number
  /** How far rows lie from the middle of their cluster; 0 makes them equal. */
  readonly spread: number
  readonly clusters: number
  /** Makes one number of each row so much larger. */
  readonly outlier: number
}

function makeRows({ seed, count, dimensions, spread, clusters, outlier }: Shape) {
  const next = dice(seed)
  const vector = () => Float32Array.from({ length: dimensions }, next)
  const middles = Array.from({ length: clusters }, vector)
  const rows = Array.from({ length: count }, (_, row) => {
    const middle = middles[row % clusters] as Float32Array
    const moved = middle.map((number) => number + spread * next())
    moved[row % dimensions] = (moved[row % dimensions] ?? 0) * outlier
    // Ids in another order than rows: they decide between equal scores.
    return { id: `r${(row * 7919) % count}-${row}`, vector: unit(moved) }
  })
  const query = unit((middles[0] as Float32Array).map((number) => number + 0.3 * spread * next()))
  return { rows, query }
}

function pack(rows: readonly { readonly vector: Float32Array }[], dimensions: number) {
  const numbers = new Float32Array(rows.length * dimensions)
  for (const [row, { vector }] of rows.entries()) numbers.set(vector, row * dimensions)
  return { numbers, count: rows.length, dimensions }
}

const shape = fc.record({
  seed: fc.integer(),
  count: fc.integer({ min: 257, max: 1500 }),
  dimensions: fc.constantFrom(6, 16, 50, 384),
  spread: fc.constantFrom(0, 1e-6, 1e-3, 0.1, 1),
  clusters: fc.constantFrom(1, 3, 40),
  outlier: fc.constantFrom(1, 1, 30),
})

describe('nearest rows', () => {
  const ways = { 'with the kernel': quantiseRows, 'without it': () => undefined }
  it.each(Object.entries(ways))(
    'are those of a plain search, to the last bit, %s',
    (_, quantise) => {
      const limits = fc.constantFrom(0, 1, 7, 50, 400, 5000)
      fc.assert(
        fc.property(shape, limits, fc.integer({ min: 0, max: 6 }), (given, k, part) => {
          const { rows, query } = makeRows(given)
          const idOf = (row: number) => rows[row]?.id ?? ''
          const search = nearestRows(pack(rows, given.dimensions), quantise)
          const ranges = rangesOf(rows.length, part)
          const allowed = ranges.flatMap(({ start, end }) => rows.slice(start, end))
          for (const asked of [query, query.map((number) => number * 3)]) {
            const hits = search(asked, k, ranges, idOf)
            const found = hits.map(({ row, score }) => ({ id: idOf(row), score }))
            expect(found).toEqual(plainNearest(allowed, asked, k))
          }
        }),
        { numRuns: 60 },
      )
    },
  )

  it('are none for a query without a direction', () => {
    const { rows } = makeRows({ ...plain, count: 600 })
    const search = nearestRows(pack(rows, 16))
    const all = [{ start: 0, end: rows.length }]
    expect(search(new Float32Array(16), 5, all, String)).toEqual([])
    expect(search(new Float32Array(16).fill(Number.NaN), 5, all, String)).toEqual([])
    expect(search(new Float32Array(16).fill(Number.POSITIVE_INFINITY), 5, all, String)).toEqual([])
  })

  it('leave out a row without a direction', () => {
    const { rows, query } = makeRows({ ...plain, count: 600 })
    rows[5]?.vector.fill(0)
    const search = nearestRows(pack(rows, 16))
    const hits = search(query, 599, [{ start: 0, end: rows.length }], String)
    expect(hits).toHaveLength(599)
    expect(hits.some(({ row }) => row === 5)).toBe(false)
  })

  it('are looked for among few candidates', () => {
    const { rows, query } = makeRows({ ...plain, count: 5000, dimensions: 384, clusters: 500 })
    const all = [{ start: 0, end: rows.length }]
    const found = quantiseRows(pack(rows, 384).numbers, 5000, 384)?.candidates(query, 1, 10, all)
    expect(found?.length).toBeGreaterThanOrEqual(10)
    expect(found?.length).toBeLessThan(200)
  })

  it('have a kernel on this machine, which all of this is for', () => {
    expect(loadKernel(new WebAssembly.Memory({ initial: 1 }))).toBeDefined()
  })
})

const plain: Shape = { seed: 1, count: 300, dimensions: 16, spread: 1, clusters: 3, outlier: 1 }

/** All rows, or every other tenth of them, or a few. */
function rangesOf(count: number, part: number): RowRange[] {
  if (part === 0) return [{ start: 0, end: count }]
  if (part === 1) return [{ start: 3, end: 5 }]
  const step = Math.ceil(count / 10)
  return Array.from({ length: 5 }, (_, at) => {
    const start = Math.min(count, 2 * at * step + (part % 3))
    return { start, end: Math.min(count, start + step) }
  })
}
