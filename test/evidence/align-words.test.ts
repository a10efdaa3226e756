import { describe, expect, test } from 'vitest'
import { alignment, alignWords, weighWords } from '../../src/evidence/align-words.ts'

const [north, east, up] = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
] as const
/** Tokens with their vectors: rows of unit length in four dimensions. */
const tokens = (...rows: (readonly [token: string, vector: readonly number[]])[]) => ({
  tokens: rows.map(([token]) => token),
  vectors: new Float32Array(rows.flatMap(([, vector]) => vector)),
})
const one = () => 1

describe('weighWords', () => {
  test('puts the pieces of a word together and leaves out words without weight', () => {
    const weightOf = (word: string) => (word === 'the' ? 0 : word.length)
    expect(weighWords(['the', 'ferr', '##ie', '##s', 'sail'], weightOf)).toEqual([
      { word: 'ferries', weight: 7, rows: [1, 2, 3] },
      { word: 'sail', weight: 4, rows: [4] },
    ])
  })

  test('a word without weight takes its pieces with it', () => {
    expect(weighWords(['pleas', '##e', 'go'], (word) => (word === 'please' ? 0 : 2))).toEqual([
      { word: 'go', weight: 2, rows: [2] },
    ])
  })

  test('a word that is asked twice counts twice; nothing gives nothing', () => {
    expect(weighWords(['sea', 'sea'], one).map(({ rows }) => rows)).toEqual([[0], [1]])
    expect(weighWords([], one)).toEqual([])
  })
})

describe('alignWords', () => {
  test('finds for each word the nearest token of the text', () => {
    const question = tokens(['harbour', north], ['cost', up])
    const text = tokens(['port', [0.8, 0.6, 0, 0]], ['is', east], ['open', east])
    const words = weighWords(question.tokens, () => 2)
    const aligned = alignWords(words, question, text, new Int16Array(3), 1)
    expect(aligned.map(({ word, weight }) => [word, weight])).toEqual([
      ['harbour', 2],
      ['cost', 2],
    ])
    expect(aligned[0]?.nearest).toBeCloseTo(0.8)
    expect(aligned[1]?.nearest).toBeCloseTo(0)
  })

  test('the pieces of a word count as one by their mean', () => {
    const question = tokens(['the', north], ['ferr', east], ['##ies', up])
    const words = weighWords(question.tokens, (word) => (word === 'the' ? 0 : 1))
    const whole = tokens(['a', east], ['b', up])
    expect(alignWords(words, question, whole, new Int16Array(2), 1)).toEqual([
      { word: 'ferries', weight: 1, nearest: 1, inSentences: [1] },
    ])
    const half = tokens(['a', east], ['b', north])
    expect(alignWords(words, question, half, new Int16Array(2), 1)[0]?.nearest).toBeCloseTo(0.5)
  })

  test('each sentence has its own nearest token, and the passage the best of them', () => {
    const question = tokens(['harbour', north])
    const text = tokens(
      ['port', [0.8, 0.6, 0, 0]],
      ['sea', [0.6, 0.8, 0, 0]],
      ['rain', up],
      ['hall', east],
    )
    const words = weighWords(question.tokens, one)
    const [word] = alignWords(words, question, text, Int16Array.of(0, 1, 1, 2), 3)
    expect(word?.nearest).toBeCloseTo(0.8)
    for (const [at, value] of [0.8, 0.6, 0].entries()) {
      expect(word?.inSentences[at]).toBeCloseTo(value)
    }
  })

  test('a token outside of every sentence counts for the passage alone', () => {
    const question = tokens(['harbour', north])
    const text = tokens(['harbour', north], ['rain', up])
    const words = weighWords(question.tokens, one)
    const [word] = alignWords(words, question, text, Int16Array.of(-1, 0), 1)
    expect(word).toEqual({ word: 'harbour', weight: 1, nearest: 1, inSentences: [0] })
  })

  test('a sentence without a token is as far as can be, and so is a text without one', () => {
    const question = tokens(['harbour', north])
    const words = weighWords(question.tokens, one)
    const text = tokens(['harbour', north])
    const [word] = alignWords(words, question, text, Int16Array.of(1), 2)
    expect(word?.inSentences).toEqual([-1, 1])
    const [nowhere] = alignWords(words, question, tokens(), new Int16Array(), 2)
    expect(nowhere).toMatchObject({ nearest: -1, inSentences: [-1, -1] })
  })

  test('opposite directions are worse than unlike ones', () => {
    const question = tokens(['harbour', north])
    const words = weighWords(question.tokens, one)
    const text = tokens(['desert', [-0.6, 0.8, 0, 0]])
    const [word] = alignWords(words, question, text, Int16Array.of(0), 1)
    expect(word?.nearest).toBeCloseTo(-0.6)
  })
})

describe('alignment', () => {
  const words = [
    { weight: 3, near: 0.5, far: 0 },
    { weight: 1, near: 0.9, far: 0.4 },
  ]

  test('is the mean by weight, of what is asked of each word', () => {
    expect(alignment(words, ({ near }) => near)).toBeCloseTo(0.6)
    expect(alignment(words, ({ far }) => far)).toBeCloseTo(0.1)
  })

  test('is unknown when no word counts', () => expect(alignment([], one)).toBeUndefined())
})
