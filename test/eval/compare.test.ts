import { describe, expect, test } from 'vitest'
import { compareRuns, type SavedRun, unlike } from './compare.ts'
import type { Figures } from './figures.ts'

const figures: Figures = {
  questions: 100,
  first: 0.5,
  any: 0.75,
  words: 50,
  falseRefusals: 0.1,
  refused: null,
  hit1: null,
  hit5: null,
  goldEntries: null,
  shortAnswers: null,
  inexact: 0,
}
const standardErrors = { first: 0.05, any: 0.043, words: 2, falseRefusals: 0.03 }

function run(...sets: [string, Partial<Figures>][]): SavedRun {
  return {
    model: 'a',
    limit: 0,
    sets: sets.map(([set, some]) => ({ set, figures: { ...figures, ...some }, standardErrors })),
  }
}

/** Cells of the line of one figure. */
function line(then: SavedRun, now: SavedRun, label: string): string[] | undefined {
  return compareRuns(then, now)
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .find((cells) => cells[2] === label)
    ?.slice(3, 7)
}

describe('compareRuns', () => {
  const then = run(['a', {}])

  test('says then, now and the difference, and marks what is more than chance', () => {
    const now = run(['a', { first: 0.56, any: 0.78, falseRefusals: 0.2, words: 45 }])
    expect(line(then, now, 'gold in first quote')).toEqual(['0.500', '0.560', '+0.060', 'better'])
    expect(line(then, now, 'in any quote')).toEqual(['0.750', '0.780', '+0.030', ''])
    expect(line(then, now, 'false refusals')).toEqual(['0.100', '0.200', '+0.100', 'worse'])
    expect(line(then, now, 'words quoted')).toEqual(['50.0', '45.0', '-5.0', 'better'])
  })

  test('the same is 0, without a sign and a mark', () => {
    expect(line(then, run(['a', {}]), 'in any quote')).toEqual(['0.750', '0.750', '0.000', ''])
  })

  test('a quote that is not exact is always worse', () => {
    expect(line(then, run(['a', { inexact: 1 }]), 'quotes not exact')).toEqual([
      '0',
      '1',
      '+1',
      'worse',
    ])
    expect(line(then, run(['a', {}]), 'quotes not exact')).toBeUndefined()
  })

  test('shows what only one run counted, without a difference', () => {
    const now = run(['a', { refused: 0.9 }], ['b', {}])
    expect(line(then, now, 'unanswerable refused')).toEqual(['-', '0.900', '', ''])
    expect(compareRuns(then, now)).toMatch(/\| b +\| in any quote +\| - +\| 0\.750/)
    expect(compareRuns(now, then)).not.toMatch(/\| b /)
  })
})

test('runs of other models or of other numbers of questions are not held against each other', () => {
  expect(unlike(run(), run())).toBeUndefined()
  expect(unlike(run(), { ...run(), limit: 20 })).toMatch(/all questions .* 20/)
  expect(unlike(run(), { ...run(), model: 'b' })).toMatch(/of a, this one of b/)
})
