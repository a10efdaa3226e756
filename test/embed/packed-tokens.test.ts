import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packTokens, unpackTokens } from '../../src/embed/packed-tokens.ts'

const dimensions = 16
const row = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: dimensions,
    maxLength: dimensions,
  })
  .filter((values) => Math.hypot(...values) > 0.1)
  .map((values) => values.map((value) => value / Math.hypot(...values)))

function vectorsOf(rows: readonly (readonly number[])[]) {
  return { tokens: rows.map((_, at) => `t${at}`), vectors: Float32Array.from(rows.flat()) }
}

describe('packed token vectors', () => {
  test('keep cosines to within a hundredth, and take a little over a quarter of the room', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), row, (rows, other) => {
        const given = vectorsOf(rows)
        const packed = packTokens(given)
        const { tokens, vectors } = unpackTokens(packed)
        expect(tokens).toEqual(given.tokens)
        expect(packed.steps.byteLength).toBe(given.vectors.byteLength / 4)
        for (const at of rows.keys()) {
          const dot = (all: Float32Array) =>
            other.reduce((sum, value, slot) => sum + value * (all[at * dimensions + slot] ?? 0), 0)
          expect(Math.abs(dot(vectors) - dot(given.vectors))).toBeLessThan(0.01)
        }
      }),
    )
  })

  test('packing what was unpacked changes nothing more', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        const once = packTokens(vectorsOf(rows))
        expect(packTokens(unpackTokens(once)).steps).toEqual(once.steps)
      }),
    )
  })

  test('a row of nothing stays nothing, and no rows stay none', () => {
    const nothing = { tokens: ['a'], vectors: new Float32Array(4) }
    expect(unpackTokens(packTokens(nothing))).toEqual(nothing)
    const none = { tokens: [], vectors: new Float32Array(0) }
    expect(unpackTokens(packTokens(none))).toEqual(none)
  })
})
