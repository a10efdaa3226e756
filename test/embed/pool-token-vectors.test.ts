import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { poolTokenVectors, scaleRows } from '../../src/embed/pool-token-vectors.ts'

describe('pooling token vectors', () => {
  const layer = Float32Array.of(3, 4, 1, 0, -1, 8)

  test("takes the first token's, or the mean of all, at unit length", () => {
    expect([...poolTokenVectors(layer, 2, 'first-token')]).toEqual([
      expect.closeTo(0.6),
      expect.closeTo(0.8),
    ])
    expect([...poolTokenVectors(layer, 2, 'mean')]).toEqual([
      expect.closeTo(3 / Math.hypot(3, 12)),
      expect.closeTo(12 / Math.hypot(3, 12)),
    ])
    expect([...layer]).toEqual([3, 4, 1, 0, -1, 8])
  })

  test('brings every row to unit length and keeps its direction', () => {
    const number = fc.float({ min: -100, max: 100, noNaN: true }).filter((n) => Math.abs(n) > 0.01)
    const rows = fc.array(fc.tuple(number, number, number), { minLength: 1 })
    fc.assert(
      fc.property(rows, (tuples) => {
        const scaled = Float32Array.from(tuples.flat())
        scaleRows(scaled, 3)
        for (const [row, tuple] of tuples.entries()) {
          const length = Math.hypot(...tuple)
          for (const [index, value] of tuple.entries()) {
            expect(scaled[row * 3 + index]).toBeCloseTo(value / length, 5)
          }
        }
      }),
    )
  })
})
