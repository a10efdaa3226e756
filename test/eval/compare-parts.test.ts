import { expect, test } from 'vitest'
import type { SavedRun } from './compare.ts'
import { compareParts } from './compare-parts.ts'
import type { Figures } from './figures.ts'

const none: Figures = {
  questions: 50,
  first: null,
  any: 0.8,
  words: 40,
  falseRefusals: null,
  refused: null,
  hit1: null,
  hit5: 1,
  goldEntries: null,
  shortAnswers: null,
  inexact: 0,
}

function run(...sets: [string, Partial<Figures>][]): SavedRun {
  const standardErrors = { any: 0.05, words: 2 }
  return {
    model: 'a',
    limit: 0,
    sets: sets.map(([set, some]) => ({ set, figures: { ...none, ...some }, standardErrors })),
  }
}

test('a column for each part left out, marking what moved by more than chance', () => {
  const table = compareParts(run(['a', {}], ['b', {}]), [
    { name: 'titles', run: run(['a', { any: 0.7, words: 41 }], ['b', {}]) },
    { name: 'history', run: run(['a', {}]) },
  ])
  const cells = table
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  expect(cells[0]).toEqual(['set', 'figure', 'whole', 'titles', 'history'])
  expect(cells.slice(2)).toEqual([
    ['a', 'in any quote', '0.800', '0.700 *', '0.800'],
    ['a', 'words quoted', '40.0', '41.0', '40.0'],
    ['b', 'in any quote', '0.800', '0.800', ''],
    ['b', 'words quoted', '40.0', '40.0', ''],
  ])
})
