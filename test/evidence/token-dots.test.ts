import { describe, expect, it } from 'vitest'
import { plainTokenDots, rowsAtOnce, tokenDots } from '../../src/evidence/token-dots.ts'

/** Numbers of very different sizes, some of them 0, -0 and far below 1. */
function numbers(count: number, seed: number): number[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    const sizes = [0, -0, 1e-38, 1e-6, 1, 3e5]
    return (state / 2 ** 31) * (sizes[(state >>> 8) % sizes.length] ?? 1)
  })
}

describe('dot products by vector instructions', () => {
  it.each([
    [1, 4],
    [3, 384],
    [4, 384],
    [7, 12],
    [250, 384],
    [501, 384],
    [2, 1],
    [0, 384],
  ])(
    'of %d tokens with %d dimensions are those of the plain loop, to the last bit',
    (tokens, dimensions) => {
      for (let seed = 1; seed <= 5; seed += 1) {
        const values = Float32Array.from(numbers(tokens * dimensions, seed))
        const [quick, plain] = [tokenDots, plainTokenDots].map((dots) =>
          dots(values, tokens, dimensions),
        )
        // Twice with one passage: nothing of the first question may stay.
        for (const other of [7, 8]) {
          const words = Float64Array.from(numbers(rowsAtOnce * dimensions, seed * other))
          const bits = (dots: Float64Array | undefined) => [
            ...new BigUint64Array(Float64Array.from(dots ?? []).buffer),
          ]
          expect(bits(quick?.(words))).toEqual(bits(plain?.(words)))
        }
      }
    },
  )

  it('are taken from the given tokens alone when a longer passage came before', () => {
    const long = Float32Array.from(numbers(40 * 8, 3))
    const words = Float64Array.from(numbers(rowsAtOnce * 8, 4))
    tokenDots(long, 40, 8)(words)
    const short = long.subarray(0, 5 * 8)
    expect([...tokenDots(short, 5, 8)(words)]).toEqual([...plainTokenDots(short, 5, 8)(words)])
  })
})
