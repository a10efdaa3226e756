import { describe, expect, test } from 'vitest'
import { formatMeasures, measureOf, median } from './summary.ts'

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 100], 10],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle)
})

describe('measureOf', () => {
  test('gives the median and how far the rounds lie apart, in any order of rounds', () => {
    expect(measureOf('answer', 'embedding', [3, 1, 2.5], 3)).toEqual({
      name: 'answer',
      over: 'embedding',
      median: 2.5,
      least: 1,
      most: 3,
      target: 3,
    })
  })

  test('fails without a round', () => {
    expect(() => measureOf('answer', 'embedding', [])).toThrow('answer: no round was run.')
  })
})

test('the table says which targets are missed', () => {
  const table = formatMeasures([
    measureOf('answer', 'embedding', [4], 3),
    measureOf('search', 'embedding', [3], 3),
    measureOf('start', 'embedding', [9]),
  ])
  const lines = table.trimEnd().split('\n')
  expect(lines).toHaveLength(5)
  expect(lines[2]).toContain('at most 3, missed')
  expect(lines[3]).toContain('at most 3 ')
  expect(lines[3]).not.toContain('missed')
  expect(lines[4]).not.toContain('at most')
})
