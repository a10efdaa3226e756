import { describe, expect, test } from 'vitest'
import type { Figures } from './figures.ts'
import { formatTable, violations } from './report.ts'

const figures: Figures = {
  questions: 50,
  first: 0.5,
  any: 0.75,
  words: 31.26,
  falseRefusals: 0.1,
  refused: null,
  hit1: 0.9,
  hit5: 1,
  goldEntries: null,
  shortAnswers: null,
  inexact: 0,
}

describe('formatTable', () => {
  const table = formatTable([
    { set: 'a', figures },
    { set: 'a-long-name', figures: { ...figures, inexact: 12 } },
  ])
  const lines = table.trimEnd().split('\n')
  const cells = (line = '') => line.split('|').map((cell) => cell.trim())

  test('has a line a set, under a head and a rule, all of one width', () => {
    expect(lines).toHaveLength(4)
    expect(new Set(lines.map((line) => line.length)).size).toBe(1)
    expect(lines[1]).toMatch(/^\|(-+\|)+$/)
  })

  test('shows counts whole, shares in three places, words in one, a dash for nothing', () => {
    const shown = Object.fromEntries(
      cells(lines[0]).map((label, at) => [label, cells(lines[2])[at]]),
    )
    expect(shown).toMatchObject({
      set: 'a',
      questions: '50',
      'gold in first quote': '0.500',
      'words quoted': '31.3',
      'unanswerable refused': '-',
      'hit@5': '1.000',
      'quotes not exact': '0',
    })
    expect(cells(lines[3])).toContain('12')
  })
})

describe('violations', () => {
  const of = (floors: Parameters<typeof violations>[0]['floors']) =>
    violations({ set: 'gba', figures, floors })

  test('none, where every figure is at its floor or better', () => {
    expect(of({})).toEqual([])
    expect(of({ first: 0.5, any: 0.7, falseRefusals: 0.1, words: 40, inexact: 0 })).toEqual([])
  })

  test('a line for each figure that is worse, with both numbers', () => {
    expect(of({ first: 0.51, hit1: 0.91, any: 0.75 })).toEqual([
      'gba: first is 0.500, at least 0.51 is wanted.',
      'gba: hit1 is 0.900, at least 0.91 is wanted.',
    ])
  })

  test('of false refusals, words and quotes that are not exact, less is better', () => {
    expect(of({ falseRefusals: 0.09, words: 31 })).toEqual([
      'gba: falseRefusals is 0.100, at most 0.09 is wanted.',
      'gba: words is 31.3, at most 31 is wanted.',
    ])
    const worse = { set: 'gba', figures: { ...figures, inexact: 1 }, floors: { inexact: 0 } }
    expect(violations(worse)).toEqual(['gba: inexact is 1, at most 0 is wanted.'])
  })

  test('a figure that was not counted does not pass a floor', () => {
    expect(of({ refused: 0 })).toEqual(['gba: refused is -, at least 0 is wanted.'])
  })
})
