import { beforeAll, describe, expect, test } from 'vitest'
import type { PassageAlignment } from '../../src/evidence/align-passages.ts'
import type { Evidence } from '../../src/evidence/evidence.ts'
import { type WordSupport, wordSupport } from '../../src/evidence/word-support.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { weighSentences } from './weigh-sentences.ts'

const ferry = 'The ferry sails at noon.'
const crowns = 'Tickets cost four crowns.'
const masons = 'Masons built the hall.'

let index: OpenIndex
let evidence: readonly Evidence[]
beforeAll(async () => {
  index = await makeIndex([
    { path: 'a.txt', title: 'Harbour', text: `# Fares\n\n${ferry} ${crowns}` },
    { path: 'b.txt', text: masons },
  ])
  evidence = await weighSentences(index, 'ferry crowns masons')
})

/** Word of the question, weight, nearest in the passage, and in each of its sentences. */
type Given = readonly [word: string, weight: number, nearest: number, inSentences?: number[]]

/** What the best sentences lack, with words aligned by hand: for each sentence's passage its forms. */
function supportOf(...given: readonly (readonly [sentence: string, ...forms: Given[][]])[]) {
  const items = given.map(([sentence]) => {
    const found = evidence.find(({ text }) => text === sentence)
    if (!found) throw new Error(`No sentence is "${sentence}".`)
    return found
  })
  const alignments = new Map<string, PassageAlignment>(
    given.map(([, ...forms], at) => [
      items[at]?.ranked.passage.id ?? '',
      forms.map((words) =>
        words.map(([word, weight, nearest, inSentences = [nearest, nearest]]) => {
          return { word, weight, nearest, inSentences }
        }),
      ),
    ]),
  )
  return wordSupport(index.lexical, items, alignments)
}

function expectClose(found: WordSupport, expected: Partial<WordSupport>): void {
  for (const [name, value] of Object.entries(expected)) {
    expect(found[name as keyof WordSupport], name).toBeCloseTo(value, 6)
  }
}

describe('wordSupport', () => {
  test('a word that the sentence uses is all there, however far its token is in context', () => {
    const found = supportOf([ferry, [['ferry', 4, 0.8]]])
    expectClose(found, { distance: 0.2, weakestWord: 0, farthestWord: 0, missingWeight: 0 })
    expectClose(supportOf([ferry, [['ferry', 4, 1]]]), { distance: 0 })
  })

  test('a word that the passage uses in another form, its heading or its title is there', () => {
    for (const word of ['sailing', 'fares', 'harbour']) {
      const found = supportOf([ferry, [[word, 4, 0.8]]])
      expectClose(found, { weakestWord: 0, farthestWord: 0, missingWeight: 0 })
    }
  })

  test('a word of another sentence is in the passage, but missing from the sentence', () => {
    const found = supportOf([ferry, [['crowns', 5, 1, [0.1, 1]]]])
    expectClose(found, { distance: 0, weakestWord: 0, farthestWord: 0, missingWeight: 1 })
  })

  test('a token that means the same is worth almost as much as the word', () => {
    const found = supportOf([ferry, [['boat', 5, 0.95]]])
    expectClose(found, { distance: 0.05, weakestWord: 0.1, farthestWord: 0.05 })
    expect(found.missingWeight).toBeGreaterThan(0)
    expect(found.missingWeight).toBeLessThan(0.5)
  })

  test('a token between meaning and saying nothing is worth a share of it', () => {
    expectClose(supportOf([ferry, [['boat', 5, 0.82]]]), {
      distance: 0.18,
      weakestWord: 1 - 0.9 / 2,
      farthestWord: 0.18,
      missingWeight: 0.9,
    })
  })

  test('a word that is nowhere has no support, and counts whole', () => {
    const found = supportOf([ferry, [['zebra', 5, 0.3]]])
    expectClose(found, { distance: 0.7, weakestWord: 1, farthestWord: 0.7, missingWeight: 1 })
  })

  test('distance is by weight; the weakest and the farthest word by their share of the heaviest', () => {
    const words: Given[] = [
      ['ferry', 8, 1],
      ['zebra', 2, 0.5],
    ]
    expectClose(supportOf([ferry, words]), {
      distance: Math.sqrt((2 / 10) * 0.25),
      weakestWord: 2 / 8,
      farthestWord: (2 / 8) * 0.5,
      missingWeight: 2 / 5,
    })
    const heavier: Given[] = [
      ['ferry', 2, 1],
      ['zebra', 8, 0.5],
    ]
    expectClose(supportOf([ferry, heavier]), { weakestWord: 1, farthestWord: 0.5 })
  })

  test('missing weight adds up over words, the others keep the worst', () => {
    const one = supportOf([ferry, [['zebra', 5, 0.3]]])
    const both: Given[] = [
      ['zebra', 5, 0.3],
      ['okapi', 5, 0.4],
    ]
    const two = supportOf([ferry, both])
    expectClose(two, { weakestWord: one.weakestWord, farthestWord: 0.7, missingWeight: 2 })
  })

  test('what any of the sentences supports is supported', () => {
    const near: Given[] = [
      ['ferry', 4, 1, [1, 0]],
      ['masons', 4, 0.1, [0.1, 0.1]],
    ]
    const other: Given[] = [
      ['ferry', 4, 0.1, [0.1]],
      ['masons', 4, 1, [1]],
    ]
    expectClose(supportOf([ferry, near]), { weakestWord: 1, farthestWord: 0.9 })
    const together = supportOf([ferry, near], [masons, other])
    expect(together).toEqual({ distance: 0, weakestWord: 0, farthestWord: 0, missingWeight: 0 })
  })

  test('the nearest token of any sentence counts, too', () => {
    const far: Given[] = [['boat', 5, 0.3, [0.3, 0.3]]]
    const near: Given[] = [['boat', 5, 0.95, [0.95]]]
    const found = supportOf([ferry, far], [masons, near])
    expect(found).toEqual(supportOf([masons, near]))
  })

  test('a sentence is held against its own tokens, not those of its neighbours', () => {
    const words: Given[] = [['fee', 5, 0.95, [0.2, 0.95]]]
    const other = supportOf([ferry, words])
    const own = supportOf([crowns, words])
    expect(own.missingWeight).toBeLessThan(other.missingWeight)
    expect(own.distance).toBe(other.distance)
  })

  test('of two forms of the question the one that the passages come nearer to is held', () => {
    const resolved: Given[] = [
      ['ferry', 3, 0.9],
      ['masons', 3, 0.2],
    ]
    const alone: Given[] = [['ferry', 3, 0.9]]
    const found = supportOf([ferry, resolved, alone])
    expect(found).toEqual(supportOf([ferry, alone]))
    expect(found).toEqual(supportOf([ferry, alone, resolved]))
    expect(found).not.toEqual(supportOf([ferry, resolved]))
  })

  test('a form without a word of weight is no form', () => {
    const words: Given[] = [['zebra', 5, -0.2]]
    expect(supportOf([ferry, [], words])).toEqual(supportOf([ferry, words]))
  })

  test('nothing is known of a question without words, nor where none were aligned', () => {
    const unknown = supportOf([ferry, []])
    expect(unknown).toEqual(supportOf([ferry]))
    expect(unknown).toEqual(wordSupport(index.lexical, evidence, new Map()))
    const good = supportOf([ferry, [['ferry', 4, 1]]])
    const bad = supportOf([ferry, [['zebra', 4, 0.1]]])
    for (const name of ['distance', 'weakestWord', 'farthestWord'] as const) {
      expect(unknown[name]).toBeGreaterThan(good[name])
      expect(unknown[name]).toBeLessThan(bad[name])
    }
  })
})
