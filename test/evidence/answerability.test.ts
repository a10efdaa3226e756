import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type AnswerFeatures, answerProbability } from '../../src/evidence/answerability.ts'
import calibrations from '../../src/evidence/calibration.json' with { type: 'json' }
import { resolveQuestion } from '../../src/question/resolve-question.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { findOver } from './weigh-sentences.ts'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    {
      path: 'a.txt',
      title: 'Night ferry',
      publishedAt: '2024-03-14',
      text:
        '# Timetable\n\nThe ferry of Ilse Varga sails to Gull Island.\n\n' +
        'Crowns are paid on board, 1,200 of them each year.',
    },
    { path: 'b.txt', text: 'A choir sang in the hall.\n\nMasons rest.', publisher: 'Gazette' },
  ])
})

async function featuresOf(question: string, publisher?: string): Promise<AnswerFeatures> {
  const { features } = await findOver(index, question, { filters: { publisher } })
  if (!features) throw new Error('There are sentences to weigh.')
  return features
}

describe('answerFeatures', () => {
  test('a question in the words of a sentence has all that speaks for it, nothing against it', async () => {
    const features = await featuresOf('The ferry of Ilse Varga sails to Gull Island?')
    expect(features.sentenceSimilarity).toBeGreaterThan(0.9)
    expect(features.articleCoverage).toBeCloseTo(1, 9)
    expect(features).toMatchObject({ missingNumbers: 0, missingNames: 0, missingKind: 0 })
    expect(features).toMatchObject({ weakestWord: 0, farthestWord: 0, missingWeight: 0 })
    expect(features.distance).toBeCloseTo(0, 6)
  })

  test('the title and the whole text count for the article, other articles do not', async () => {
    const within = await featuresOf('night ferry to Gull Island paid in crowns on board')
    expect(within.articleCoverage).toBeCloseTo(1, 9)
    const across = await featuresOf('Does the ferry to Gull Island carry a choir?')
    expect(across.articleCoverage).toBeLessThan(1)
    expect(across.articleCoverage).toBeGreaterThan(0)
    expect((await featuresOf('zebra gnu okapi')).articleCoverage).toBe(0)
  })

  test.each([
    ['Did the ferry sail in 2024?', 0],
    ['Did the ferry sail in 2031?', 1],
    ['Did the ferry sail in 2024 or 2031?', 0.5],
    ['Does the ferry cost 1200 crowns?', 0],
    ['Does the ferry cost 1,200 crowns?', 0],
    ['Does the ferry cost 3,400 crowns?', 1],
    ['Does the ferry sail?', 0],
  ])('numbers missing from the article: %s', async (question, share) => {
    expect((await featuresOf(question)).missingNumbers).toBe(share)
  })

  test.each([
    ['Does the ferry of Ilse Varga sail?', 0],
    ['Does the ferry of Tomas Brandt sail?', 1],
    ['Does the ferry of Ilse Brandt sail?', 0.5],
    ['Ferries sail where?', 0],
  ])('names missing from the article: %s', async (question, share) => {
    expect((await featuresOf(question)).missingNames).toBe(share)
  })

  test('a number or date that is asked for must be in the best sentences', async () => {
    expect((await featuresOf('How many crowns are paid on board?')).missingKind).toBe(0)
    expect((await featuresOf('When did a choir sing?', 'Gazette')).missingKind).toBe(1)
    expect((await featuresOf('How many masons rest?', 'Gazette')).missingKind).toBe(1)
    expect((await featuresOf('Who sang in the hall?', 'Gazette')).missingKind).toBe(0)
  })

  test('one word that the passage lacks tells by itself, beside all that it has', async () => {
    const all = await featuresOf('Does the ferry of Ilse Varga sail to Gull Island?')
    const lacking = await featuresOf('Does the ferry of Ilse Varga sail to Zebra Island?')
    for (const name of ['distance', 'weakestWord', 'farthestWord', 'missingWeight'] as const) {
      expect(lacking[name], name).toBeGreaterThan(all[name])
    }
    // Nothing in these articles is rarer than a word they lack, so it weighs the most.
    expect(lacking).toMatchObject({ weakestWord: 1, farthestWord: 1 })
  })

  test('a word of another passage is of the article, but missing from the passage', async () => {
    const features = await featuresOf('Does the ferry of Ilse Varga sail for crowns?')
    expect(features.articleCoverage).toBeCloseTo(1, 9)
    expect(features.weakestWord).toBeGreaterThan(0.5)
    expect(features.missingWeight).toBeGreaterThan(0)
  })

  test('a comparison or a list may find its words in several passages, anything else in one', async () => {
    const words = 'the ferry of Ilse Varga and the choir that sang in the hall'
    const compared = await featuresOf(`Compare ${words}`)
    const listed = await featuresOf(`List ${words}`)
    const asked = await featuresOf(`Are there ${words}?`)
    for (const several of [compared, listed]) {
      expect(several.articleCoverage).toBeGreaterThan(asked.articleCoverage)
      expect(several.missingWeight).toBeLessThan(asked.missingWeight)
      expect(several.distance).toBeLessThan(asked.distance)
    }
    const names = 'Ilse Varga, and Tomas Brandt'
    expect((await featuresOf(`Compare ${names}`)).missingNames).toBe(0.5)
  })

  test.each([
    ['ferry gull island crowns', 1],
    ['how much is the ferry', 1],
    ['ferry of Ilse Varga', 0],
    ['how much is the ferry?', 0],
    ['渡輪 票價', 0],
    ['MTR 票價', 0],
    ['渡輪？', 0],
  ])('typed like a search: %s', async (question, searched) => {
    expect((await featuresOf(question)).searchStyle).toBe(searched)
  })

  test('a gloss says that it is one, and its form says nothing of whoever typed it', async () => {
    const question = 'ferry gull island'
    const { features } = await findOver(index, question, { isGlossed: true })
    expect(features).toMatchObject({ glossed: 1, searchStyle: 0 })
    expect(await featuresOf(question)).toMatchObject({ glossed: 0, searchStyle: 1 })
  })

  test('what a sentence says otherwise than the question supposes tells by its strength', async () => {
    const text = 'The yard in Leith ordered 200 boats for the navy.'
    const yard = await makeIndex([{ path: 'a.txt', text }])
    const question = 'Why did the yard in Leith order 300 boats for the navy?'
    const { features, premise } = await findOver(yard, question)
    expect(premise?.strength).toBeGreaterThan(0.3)
    expect(features?.premiseConflict).toBe(premise?.strength)
    for (const without of [[], ['premise']] as const) {
      const supposed = without.length > 0 ? question : question.replace('300', '200')
      const found = await findOver(yard, supposed, { without: new Set(without) })
      expect(found.features?.premiseConflict).toBe(0)
      expect(found.premise).toBeUndefined()
    }
  })

  test('a follow-up is held against its passage in the form that comes nearer to it', async () => {
    const history = [{ role: 'user', content: 'Where is the zebra?' }] as const
    const question = 'And does it sail to Gull Island?'
    expect(resolveQuestion(question, history).text).toContain('zebra')
    const { features } = await findOver(index, question, { history })
    expect(features).toMatchObject({ weakestWord: 0, missingWeight: 0 })
    expect((await featuresOf('Does the zebra sail to Gull Island?')).weakestWord).toBe(1)
  })

  test('without alignment nothing is known of words, and all else is the same', async () => {
    const none = { weakestWord: 0, farthestWord: 0, missingWeight: 0, distance: 0 }
    const found = await Promise.all(
      ['Does the ferry of Ilse Varga sail?', 'Does a zebra sail?'].map((question) =>
        findOver(index, question, { without: new Set(['alignment']) }),
      ),
    )
    const [near, far] = found.map(({ features }) => features)
    if (!near || !far) throw new Error('There are sentences to weigh.')
    for (const name of Object.keys(none) as (keyof typeof none)[]) {
      expect(near[name], name).toBe(far[name])
    }
    expect({ ...near, ...none }).toEqual({
      ...(await featuresOf('Does the ferry of Ilse Varga sail?')),
      ...none,
    })
  })

  test('every feature is finite and every share within 0 and 1, whatever is asked', async () => {
    const word = fc.constantFrom(
      'ferry',
      'Gull',
      '2031',
      'How many',
      'When',
      'zebra',
      '?',
      '橋',
      '9',
    )
    const questions = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
    const shares = [
      'articleCoverage',
      'missingNumbers',
      'missingNames',
      'missingKind',
      'searchStyle',
      'glossed',
      'premiseConflict',
      'weakestWord',
      'farthestWord',
      'distance',
    ] as const
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const features = await featuresOf(question)
        for (const [name, value] of Object.entries(features)) {
          expect(Number.isFinite(value), name).toBe(true)
        }
        for (const name of shares) {
          expect(features[name], name).toBeGreaterThanOrEqual(0)
          expect(features[name], name).toBeLessThanOrEqual(1 + 1e-9)
        }
        expect(features.missingWeight).toBeGreaterThanOrEqual(0)
        expect(Math.abs(features.sentenceSimilarity)).toBeLessThanOrEqual(1 + 1e-6)
      }),
      { numRuns: 60 },
    )
  })
})

describe('answerProbability', () => {
  test.each(Object.entries(calibrations))('%s weighs every feature there is', async (_, own) => {
    const features = await featuresOf('Does the ferry sail?')
    expect(Object.keys(own.weights).sort()).toEqual(Object.keys(features).sort())
    for (const value of [own.intercept, ...Object.values(own.weights)]) {
      expect(Number.isFinite(value)).toBe(true)
    }
  })

  test.each(['Xenova/e5-small-v2', 'Xenova/bge-small-en-v1.5', 'a model without weights'])(
    'is a probability for %s, higher for the words of a sentence than for another subject',
    async (model) => {
      const same = await featuresOf('The ferry of Ilse Varga sails to Gull Island?')
      const other = await featuresOf('Who won the 2031 Quidditch cup?')
      const near = answerProbability(same, model)
      const far = answerProbability(other, model)
      for (const probability of [near, far]) {
        expect(probability).toBeGreaterThanOrEqual(0)
        expect(probability).toBeLessThanOrEqual(1)
      }
      expect(near).toBeGreaterThan(far)
    },
  )

  test('a model without weights of its own gets those of the default model', async () => {
    const features = await featuresOf('Does the ferry sail?')
    expect(answerProbability(features, 'unheard/of')).toBe(
      answerProbability(features, 'Xenova/e5-small-v2'),
    )
  })
})
