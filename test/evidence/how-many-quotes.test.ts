import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inReadingOrder, nearestQuotes, selectQuotes } from '../../src/evidence/select-quotes.ts'
import type { QuestionKind } from '../../src/question/question-kind.ts'
import { type ScoredArticle, scoredByHand, select, wordsOf } from './weigh-sentences.ts'

const kinds: QuestionKind[] = [
  'number',
  'person',
  'list',
  'comparison',
  'reason',
  'yes-no',
  'other',
]

describe('how many', () => {
  const separate = (path: string, ...scores: number[]): ScoredArticle => ({
    path,
    paragraphs: scores.map((score, at) => [[`Boat ${at} of ${path} sails.`, score]]),
  })

  test('a list takes more than a fact does', async () => {
    const many = [separate('a', ...Array.from({ length: 12 }, () => 1))]
    const fact = await select('number', many)
    const list = await select('list', many)
    expect(fact.length).toBeGreaterThan(0)
    expect(list.length).toBeGreaterThan(fact.length)
  })

  test('a sentence with what is asked for may be further off than one without', async () => {
    const evidence = await scoredByHand(separate('a', 1, 0.6))
    const [best, ...others] = evidence
    if (!best) throw new Error('There is evidence.')
    const taken = (holdsKind: number | undefined) => {
      const judged = others.map((item, at) => (at === 0 ? { ...item, holdsKind } : item))
      const quotes = selectQuotes([{ ...best, holdsKind: 1 }, ...judged.slice(0, 1)], 'number')
      return quotes.length === 2
    }
    expect(taken(1)).toBe(true)
    expect(taken(undefined)).toBe(true)
    expect(taken(0)).toBe(false)
    const far = { ...best, start: 900, end: 930, score: 0.45 }
    expect(selectQuotes([best, { ...far, holdsKind: 1 }], 'number')).toHaveLength(2)
    expect(selectQuotes([best, far], 'number')).toHaveLength(1)
  })

  test('a sentence that only announces others is no further quote', async () => {
    const article = {
      path: 'a',
      paragraphs: [[['Boats sail.', 1]], [['The boats are these:', 0.95]], [['Trains roll.', 0.9]]],
    } as const
    expect(await select('list', [article])).toEqual(['Boats sail.', 'Trains roll.'])
  })

  test('a comparison takes the best of each article before a second of any', async () => {
    const articles = [separate('a', 1, 0.99, 0.98), separate('b', 0.8), separate('c', 0.7)]
    const quotes = await select('comparison', articles)
    expect(quotes.slice(0, 3)).toEqual(['a', 'b', 'c'].map((path) => `Boat 0 of ${path} sails.`))
    expect(quotes[3]).toBe('Boat 1 of a sails.')
  })

  test('never more than are wanted, and never more than twenty', async () => {
    const scores = Array.from({ length: 40 }, () => 1)
    for (const kind of kinds) {
      for (const most of [1, 2, 5, 20]) {
        const quotes = await select(kind, [separate('a', ...scores)], most)
        expect(quotes).toHaveLength(most)
      }
      expect(await select(kind, [separate('a', ...scores)], 99)).toHaveLength(20)
    }
  })

  test('the best alone, where all others are far below it', async () => {
    for (const kind of kinds) {
      expect(await select(kind, [separate('a', 0, 1.5, 0)])).toEqual(['Boat 1 of a sails.'])
    }
  })

  test.each<[QuestionKind, number]>([
    ['number', 3],
    ['other', 3],
    ['reason', 4],
    ['list', 8],
    ['comparison', 7],
  ])('of good sentences a %s takes %i, whether or not they touch', async (kind, most) => {
    const apart = await select(kind, [separate('a', ...Array.from({ length: 12 }, () => 1))])
    expect(apart).toHaveLength(most)
    const together = Array.from({ length: 12 }, (_, at) => [`Boat ${at} sails.`, 1] as const)
    const [quote, ...others] = await select(kind, [{ path: 'a', paragraphs: [together] }])
    expect(others).toEqual([])
    expect(quote?.match(/Boat/g)).toHaveLength(most)
  })

  test('as many quotes as are wanted, of a kind that takes fewer', async () => {
    const scores = Array.from({ length: 12 }, () => 1)
    expect(await select('number', [separate('a', ...scores)], 10)).toHaveLength(10)
  })

  test('where few are wanted, sentences still join the quotes that there are', async () => {
    const paragraphs = [
      [
        ['Boats sail.', 0.99],
        ['Trains roll.', 0.97],
      ],
      [['Rain fell.', 0.98]],
      [['Masons rest.', 1]],
    ] as const
    const article = { path: 'a', paragraphs }
    expect(await select('number', [article], 3)).toEqual([
      'Masons rest.',
      'Boats sail.',
      'Rain fell.',
    ])
    expect(await select('number', [article], 4)).toContain('Boats sail. Trains roll.')
  })

  test('a kind that takes more also takes them from farther below the best', async () => {
    const scores = [1.5, 0.75]
    expect(await select('number', [separate('a', ...scores)])).toHaveLength(1)
    expect(await select('reason', [separate('a', ...scores)])).toHaveLength(1)
    expect(await select('list', [separate('a', ...scores)])).toHaveLength(2)
    expect(await select('comparison', [separate('a', ...scores)])).toHaveLength(2)
  })

  test('none of nothing', () => {
    for (const kind of kinds) expect(selectQuotes([], kind)).toEqual([])
  })
})

describe('the length of a sentence', () => {
  /** A sentence of so many UTF-16 units. */
  const ofLength = (length: number) =>
    `Boats ${'sail '.repeat(500)}`.slice(0, length - 1).concat('.')
  const taken = async (length: number, score: number, kind: QuestionKind = 'number') => {
    const paragraphs = [[['Masons rest.', 1]], [[ofLength(length), score]]] as const
    return (await select(kind, [{ path: 'a', paragraphs }])).length === 2
  }

  test('a usual one may be as far below the best as its kind of question lets it', async () => {
    expect(await taken(150, 0.71)).toBe(true)
    expect(await taken(150, 0.69)).toBe(false)
  })

  test('a further sentence has to be worth its length', async () => {
    const long = Math.round(150 * Math.E)
    expect(await taken(long, 0.84)).toBe(false)
    expect(await taken(long, 0.86)).toBe(true)
    const short = Math.round(150 / Math.E)
    expect(await taken(short, 0.57)).toBe(true)
    expect(await taken(short, 0.51)).toBe(false)
  })

  test('a very short one is not taken for its shortness', async () => {
    for (const score of [0.54, 0.52]) expect(await taken(8, score)).toBe(await taken(48, score))
  })

  test('the best sentence is quoted, however long it is', async () => {
    for (const kind of kinds) {
      const best = ofLength(2400)
      const paragraphs = [[[best, 1]], [['Rain fell.', 0]]] as const
      expect(await select(kind, [{ path: 'a', paragraphs }])).toEqual([best])
    }
  })

  test('a longer sentence is never taken where a shorter one of its score is not', async () => {
    const length = fc.integer({ min: 8, max: 900 })
    const score = fc.double({ min: 0, max: 1, noNaN: true })
    await fc.assert(
      fc.asyncProperty(length, length, score, fc.constantFrom(...kinds), async (a, b, at, kind) => {
        const [shorter, longer] = [Math.min(a, b), Math.max(a, b)]
        if (await taken(longer, at, kind)) expect(await taken(shorter, at, kind)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

test('quotes are runs of whole sentences of one paragraph, the best sentence among them', async () => {
  const opening = fc.constantFrom('He', 'Boats', 'However, boats', 'This', 'Masons', '“It')
  const sentence = fc.tuple(
    opening.map((words) => `${words} move on.`),
    fc.double({ min: 0, max: 1.5, noNaN: true }),
  )
  const paragraphs = fc.array(fc.array(sentence, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  })
  const kind = fc.constantFrom(...kinds)
  const most = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined })
  await fc.assert(
    fc.asyncProperty(
      paragraphs,
      paragraphs,
      kind,
      most,
      async (first, second, asked, maxQuotes) => {
        const evidence = await scoredByHand(
          { path: 'a', paragraphs: first },
          {
            path: 'b',
            paragraphs: second.map((some) => some.map(([text, score]) => [`B ${text}`, score])),
          },
        )
        const quotes = selectQuotes(evidence, asked, maxQuotes)
        expect(quotes.length).toBeGreaterThan(0)
        expect(quotes.length).toBeLessThanOrEqual(maxQuotes ?? 20)
        for (const { evidence: item, start, end } of quotes) {
          const { sentences } = item.ranked.passage
          expect(sentences.map((range) => range.start)).toContain(start)
          expect(sentences.map((range) => range.end)).toContain(end)
          expect(start).toBeLessThanOrEqual(item.start)
          expect(end).toBeGreaterThanOrEqual(item.end)
          expect(item.ranked.passage.text.slice(start, end)).not.toContain('\n')
        }
        expect(quotes[0]?.evidence).toBe(evidence[0])
      },
    ),
    { numRuns: 100 },
  )
})

test('in reading order, quotes of one article stand together, the article of the best one first', async () => {
  const evidence = await scoredByHand(
    { path: 'a', paragraphs: [[['A first.', 0.9]], [['A second.', 0.7]]] },
    { path: 'b', paragraphs: [[['B first.', 1]], [['B second.', 0.8]]] },
  )
  const quotes = evidence.map((item) => ({ evidence: item, start: item.start, end: item.end }))
  expect(quotes.map(wordsOf)).toEqual(['B first.', 'A first.', 'B second.', 'A second.'])
  expect(inReadingOrder(quotes).map(wordsOf)).toEqual([
    'B first.',
    'B second.',
    'A first.',
    'A second.',
  ])
  expect(inReadingOrder([])).toEqual([])
})

test('nearest quotes are the best sentence of each passage, three at most', async () => {
  const evidence = await scoredByHand(
    ...['a', 'b', 'c', 'd'].map((path, at) => ({
      path,
      paragraphs: [
        [[`Best of ${path}.`, 1 - at / 10] as const, ['Second best.', 0.95 - at / 10] as const],
      ],
    })),
  )
  expect(nearestQuotes(evidence).map(wordsOf)).toEqual(['Best of a.', 'Best of b.', 'Best of c.'])
  expect(nearestQuotes([])).toEqual([])
})
