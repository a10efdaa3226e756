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
    expect(measureOf('answer', 'embedding', [3, 1, 2.5], { floor: 3 })).toEqual({
      name: 'answer',
      over: 'embedding',
      median: 2.5,
      least: 1,
      most: 3,
      goal: { floor: 3 },
    })
  })

  test('fails without a round', () => {
    expect(() => measureOf('answer', 'embedding', [])).toThrow('answer: no round was run.')
  })
})

test('the table says which floors are missed and which aims are reached', () => {
  const table = formatMeasures([
    measureOf('answer', 'embedding', [4], { floor: 3, aim: 2 }),
    measureOf('search', 'embedding', [3], { floor: 3, aim: 2 }),
    measureOf('start', 'embedding', [1], { floor: 3, aim: 2 }),
    measureOf('ingest', 'loop', [2], { floor: 3, more: true }),
    measureOf('dense', 'loop', [300], { floor: 8, aim: 20, more: true }),
    measureOf('page', 'embedding', [9]),
  ])
  const lines = table
    .trimEnd()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  expect(lines.slice(2).map((cells) => cells.slice(5, 8))).toEqual([
    ['at most 3', '2', 'missed'],
    ['at most 3', '2', 'floor'],
    ['at most 3', '2', 'aim'],
    ['at least 3', '', 'missed'],
    ['at least 8', '20', 'aim'],
    ['', '', ''],
  ])
  expect(lines[6]?.[3]).toBe('300')
})
