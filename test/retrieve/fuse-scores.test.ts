import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fuseScores, normaliseScores } from '../../src/retrieve/fuse-scores.ts'

const score = fc.double({ min: -1000, max: 1000, noNaN: true })
const scores = fc.array(score, { minLength: 1, maxLength: 20 })

describe('normaliseScores', () => {
  test('gives as many scores, all within 0 and 1', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const normalised = normaliseScores(given)
        expect(normalised).toHaveLength(given.length)
        for (const value of normalised) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('never turns an order round, and keeps ties', () => {
    fc.assert(
      fc.property(scores, fc.nat(), fc.nat(), (given, a, b) => {
        const [left, right] = [a % given.length, b % given.length]
        const normalised = normaliseScores(given)
        const order = Math.sign((given[left] ?? 0) - (given[right] ?? 0))
        const kept = Math.sign((normalised[left] ?? 0) - (normalised[right] ?? 0))
        expect([0, order]).toContain(kept)
        if (order === 0) expect(kept).toBe(0)
      }),
    )
  })

  test('the best of unequal scores gets 1 and the least 0', () => {
    fc.assert(
      fc.property(scores, (given) => {
        fc.pre(Math.max(...given) > Math.min(...given))
        const normalised = normaliseScores(given)
        expect(normalised[given.indexOf(Math.max(...given))]).toBe(1)
        expect(normalised[given.indexOf(Math.min(...given))]).toBe(0)
      }),
    )
  })

  test.each([
    [[7], [1]],
    [[0], [0]],
    [[-3], [0]],
    [
      [2, 2, 2],
      [1, 1, 1],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[], []],
    [
      [1, 3, 2],
      [0, 1, 0.5],
    ],
  ])('%j becomes %j', (given, expected) => {
    expect(normaliseScores(given)).toEqual(expected)
  })
})

describe('fuseScores', () => {
  const pairs = fc.array(fc.tuple(score, score), { minLength: 1, maxLength: 20 })
  const share = fc.double({ min: 0, max: 1, noNaN: true })

  test('stays within 0 and 1', () => {
    fc.assert(
      fc.property(pairs, share, (given, part) => {
        const fused = fuseScores(
          given.map(([first]) => first),
          given.map(([, second]) => second),
          part,
        )
        expect(fused).toHaveLength(given.length)
        for (const value of fused) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1 + 1e-12)
        }
      }),
    )
  })

  test('what is at least as good in both lists is at least as good fused', () => {
    fc.assert(
      fc.property(pairs, share, (given, part) => {
        const fused = fuseScores(
          given.map(([first]) => first),
          given.map(([, second]) => second),
          part,
        )
        for (const [at, [first, second]] of given.entries()) {
          for (const [other, [otherFirst, otherSecond]] of given.entries()) {
            if (first < otherFirst || second < otherSecond) continue
            expect(fused[at]).toBeGreaterThanOrEqual((fused[other] ?? 0) - 1e-12)
          }
        }
      }),
    )
  })

  test('a share of 1 is the first list alone, of 0 the second alone', () => {
    const [first, second] = [
      [0, 5, 10],
      [3, 2, 1],
    ]
    expect(fuseScores(first, second, 1)).toEqual([0, 0.5, 1])
    expect(fuseScores(first, second, 0)).toEqual([1, 0.5, 0])
    expect(fuseScores(first, second, 0.5)).toEqual([0.5, 0.5, 0.5])
  })

  test('fuses nothing to nothing, and keeps a single candidate', () => {
    expect(fuseScores([], [], 0.7)).toEqual([])
    expect(fuseScores([0.4], [2], 0.7)).toEqual([1])
    expect(fuseScores([0.4], [0], 0.7)).toEqual([0.7])
  })
})
