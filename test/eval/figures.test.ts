import { describe, expect, test } from 'vitest'
import { summarise } from './figures.ts'
import type { Row } from './score-answers.ts'

const plain: Row = {
  id: 'q1',
  type: '',
  answerable: true,
  answered: true,
  first: true,
  any: true,
  refusedRightly: false,
  words: 5,
  quotes: 1,
  inexact: 0,
  goldEntries: 1,
  goldEntriesHit: 1,
  shortAnswers: 0,
  shortAnswersHit: 0,
  rank: undefined,
}
const right = plain
const wrong = { ...plain, first: false, any: false, goldEntriesHit: 0, words: 7 }
const refused = { ...wrong, answered: false, words: 0 }
const none: Row = {
  ...refused,
  answerable: false,
  refusedRightly: true,
  goldEntries: 0,
}

describe('summarise', () => {
  test('gives shares of what each figure is about', () => {
    expect(summarise([right, wrong, refused, none]).figures).toEqual({
      questions: 4,
      first: 1 / 3,
      any: 1 / 3,
      words: 4,
      falseRefusals: 1 / 3,
      refused: 1,
      hit1: null,
      hit5: null,
      goldEntries: 1 / 3,
      shortAnswers: null,
      inexact: 0,
    })
  })

  test('gives null, not 0 or 1, where nothing was counted', () => {
    const { figures, standardErrors } = summarise([])
    expect(figures).toMatchObject({ questions: 0, inexact: 0 })
    const { questions: _, inexact: __, ...shares } = figures
    for (const [name, value] of Object.entries(shares)) expect(value, name).toBeNull()
    expect(standardErrors).toEqual({})
    expect(summarise([none]).figures).toMatchObject({ first: null, words: null, refused: 1 })
    expect(summarise([right]).figures).toMatchObject({ refused: null })
  })

  test('counts hits within one and five places of those that were searched', () => {
    const rows = [0, 4, 5, -1, undefined].map((rank) => ({ ...right, rank }))
    expect(summarise(rows).figures).toMatchObject({ hit1: 1 / 4, hit5: 2 / 4 })
  })

  test('counts short answers over all questions, not question by question', () => {
    const rows = [
      { ...right, shortAnswers: 3, shortAnswersHit: 3 },
      { ...right, shortAnswers: 1, shortAnswersHit: 0 },
    ]
    expect(summarise(rows).figures.shortAnswers).toBe(3 / 4)
  })

  test('says how far chance moves each: sqrt(p(1-p)/n), and of words their deviation', () => {
    const { standardErrors } = summarise([right, wrong, wrong, wrong])
    expect(standardErrors.any).toBeCloseTo(Math.sqrt((0.25 * 0.75) / 4))
    expect(standardErrors.falseRefusals).toBe(0)
    expect(standardErrors.words).toBeCloseTo(Math.sqrt(0.75) / 2)
    expect(standardErrors).not.toHaveProperty('refused')
    expect(standardErrors).not.toHaveProperty('questions')
  })
})
