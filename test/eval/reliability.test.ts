import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibrationError, formatReliability, isRightlyStated, type Stated } from './reliability.ts'

const of = (confidence: number, right: boolean, set = 'a'): Stated => ({ set, confidence, right })
const times = (count: number, one: Stated) => Array.from({ length: count }, () => one)

test.each([
  [{ answerable: true, answered: true, any: true }, true],
  [{ answerable: true, answered: true, any: false }, false],
  [{ answerable: true, answered: false, any: false }, true],
  [{ answerable: false, answered: true, any: false }, false],
  [{ answerable: false, answered: false, any: false }, false],
])('%j: the articles hold the answer and the quotes show it: %s', (row, right) => {
  expect(isRightlyStated(row)).toBe(right)
})

describe('calibrationError', () => {
  test('is 0 when as many are right as is stated', () => {
    expect(calibrationError([...times(3, of(0.75, true)), of(0.75, false)])).toBeCloseTo(0)
    expect(calibrationError([])).toBe(0)
  })

  test('is the distance of both, averaged over the answers', () => {
    const sure = times(4, of(0.9, false))
    const unsure = [of(0.5, true), of(0.5, false)]
    expect(calibrationError([...sure, ...unsure])).toBeCloseTo((4 * 0.9 + 2 * 0) / 6)
  })

  test('too much in one bin does not make up for too little in another', () => {
    expect(calibrationError([of(0.15, true), of(0.85, false)])).toBeCloseTo(0.85)
  })

  test('is between 0 and 1, in any order', () => {
    const any = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()))
    fc.assert(
      fc.property(any, (pairs) => {
        const stated = pairs.map(([confidence, right]) => of(confidence, right))
        const error = calibrationError(stated)
        expect(error).toBeGreaterThanOrEqual(0)
        expect(error).toBeLessThanOrEqual(1)
        expect(calibrationError(stated.reverse())).toBeCloseTo(error)
      }),
    )
  })
})

test('the tables have a line for each bin that holds something, each set, and all together', () => {
  const stated = [of(1, true), of(0.95, true), of(0.05, false, 'b'), of(0.31, true, 'b')]
  const lines = formatReliability(stated).split('\n')
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()))
  expect(cells.map((row) => row[1]).filter(Boolean)).toEqual([
    'stated confidence',
    expect.stringMatching(/^-+$/),
    '0.0 to 0.1',
    '0.3 to 0.4',
    '0.9 to 1.0',
    'set',
    expect.stringMatching(/^-+$/),
    'a',
    'b',
    'together',
  ])
  const last = cells.find((row) => row[1] === '0.9 to 1.0')
  expect(last?.slice(2, 5)).toEqual(['2', '0.975', '1.000'])
})
