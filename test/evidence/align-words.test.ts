import { describe, expect, test } from 'vitest'
import { alignment, alignWords } from '../../src/evidence/align-words.ts'

/** Rows of unit length in three dimensions. */
const vectors = (...rows: number[][]) => new Float32Array(rows.flat())
const [north, east, up] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

describe('alignWords', () => {
  test('finds for each word the nearest token of the text', () => {
    const question = { tokens: ['harbour', 'cost'], vectors: vectors(north ?? [], up ?? []) }
    const text = {
      tokens: ['port', 'is', 'open'],
      vectors: vectors([0.8, 0.6, 0], east ?? [], east ?? []),
    }
    const words = alignWords(question, text, 3, () => 2)
    expect(words.map(({ word }) => word)).toEqual(['harbour', 'cost'])
    expect(words[0]?.nearest).toBeCloseTo(0.8)
    expect(words[1]?.nearest).toBeCloseTo(0)
  })

  test('puts the pieces of a word together and leaves out words without weight', () => {
    const question = {
      tokens: ['the', 'ferr', '##ies'],
      vectors: vectors(north ?? [], east ?? [], up ?? []),
    }
    const text = { tokens: ['a', 'b'], vectors: vectors(east ?? [], up ?? []) }
    const words = alignWords(question, text, 3, (word) => (word === 'the' ? 0 : 1))
    expect(words).toEqual([{ word: 'ferries', weight: 1, nearest: 1 }])
  })
})

describe('alignment', () => {
  test('is the mean by weight', () => {
    const words = [
      { word: 'rare', weight: 3, nearest: 0.5 },
      { word: 'common', weight: 1, nearest: 0.9 },
    ]
    expect(alignment(words)).toBeCloseTo(0.6)
  })

  test('is unknown when no word counts', () => expect(alignment([])).toBeUndefined())
})
