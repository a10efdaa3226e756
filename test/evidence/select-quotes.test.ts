import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inReadingOrder, nearestQuotes, selectQuotes } from '../../src/evidence/select-quotes.ts'
import type { QuestionKind } from '../../src/question/question-kind.ts'
import { type ScoredArticle, scoredByHand, wordsOf } from './weigh-sentences.ts'

const kinds: QuestionKind[] = [
  'number',
  'person',
  'list',
  'comparison',
  'reason',
  'yes-no',
  'other',
]

async function select(
  kind: QuestionKind,
  articles: readonly ScoredArticle[],
  maxQuotes?: number,
): Promise<string[]> {
  return selectQuotes(await scoredByHand(...articles), kind, maxQuotes).map(wordsOf)
}

const article = (...paragraphs: ScoredArticle['paragraphs']): ScoredArticle => ({
  path: 'a.txt',
  paragraphs,
})

describe('what a quote brings with it', () => {
  test.each([
    ['The mayor opened the hall.', 'He also sang.'],
    ['Ilse Varga runs the board.', 'She was chosen in May.'],
    ['The ferry is old.', 'It sails at night.'],
    ['Two boats sail.', 'Both are blue.'],
    ['The fare rose.', 'This angered residents.'],
    ['Residents wait.', '“They never came,” said one.'],
    ['A bridge was built.', 'Moreover, a road was paved.'],
    ['市长出席了仪式。', '他还唱了歌。'],
    ['這座橋很長。', '這是新的。'],
  ])('the sentence before one that points back to it: %s %s', async (before, pointing) => {
    const [quote, ...others] = await select('other', [
      article([
        [before, 0],
        [pointing, 1],
      ]),
    ])
    expect(quote?.startsWith(before)).toBe(true)
    expect(quote?.endsWith(pointing)).toBe(true)
    expect(others).toEqual([])
  })

  test.each([
    ['The ferry sails daily.', 'However, it rests in winter.'],
    ['Dogs may board.', 'Unless the boat is full, they sit on deck.'],
    ['The fare is four crowns.', 'But children pay two.'],
    ['The board promised boats.', 'Nevertheless, none came.'],
    ['渡轮每天开。', '但冬天停航。'],
  ])('the sentence after it that takes part of it back: %s %s', async (claim, back) => {
    const [quote, ...others] = await select('other', [
      article([
        [claim, 1],
        [back, 0],
      ]),
    ])
    expect(quote?.startsWith(claim)).toBe(true)
    expect(quote?.endsWith(back)).toBe(true)
    expect(others).toEqual([])
  })

  test('both at once, and nothing of what stands around them', async () => {
    const paragraph = [
      ['Rain fell.', 0],
      ['The mayor spoke.', 0],
      ['He promised a bridge.', 1],
      ['However, no money is there.', 0],
      ['Rain fell again.', 0],
    ] as const
    expect(await select('other', [article(paragraph)])).toEqual([
      'The mayor spoke. He promised a bridge. However, no money is there.',
    ])
  })

  test('nothing, for a sentence that stands alone', async () => {
    const paragraph = [
      ['Rain fell.', 0],
      ['The mayor promised a bridge.', 1],
      ['A choir sang.', 0],
    ] as const
    expect(await select('other', [article(paragraph)])).toEqual(['The mayor promised a bridge.'])
  })

  test('nothing from another paragraph', async () => {
    const paragraphs = [
      [['The mayor spoke.', 0]],
      [['He sang.', 1]],
      [['However, it rained.', 0]],
    ] as const
    expect(await select('other', [article(...paragraphs)])).toEqual(['He sang.'])
  })

  test('nothing before the first sentence or after the last', async () => {
    expect(await select('other', [article([['It sails at night.', 1]])])).toEqual([
      'It sails at night.',
    ])
  })
})

describe('quotes that touch', () => {
  test('become one, whichever is the better', async () => {
    for (const [first, second] of [
      [1, 0.9],
      [0.9, 1],
    ] as const) {
      const paragraph = [
        ['Boats sail.', first],
        ['Trains roll.', second],
      ] as const
      expect(await select('other', [article(paragraph)])).toEqual(['Boats sail. Trains roll.'])
    }
  })

  test('stay apart across a sentence or a paragraph', async () => {
    const apart = [
      ['Boats sail.', 1],
      ['Rain fell.', 0],
      ['Trains roll.', 0.9],
    ] as const
    expect(await select('other', [article(apart)])).toEqual(['Boats sail.', 'Trains roll.'])
    const paragraphs = [[['Boats sail.', 1]], [['Trains roll.', 0.9]]] as const
    expect(await select('other', [article(...paragraphs)])).toEqual(['Boats sail.', 'Trains roll.'])
  })
})

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

  test('none of nothing', () => {
    for (const kind of kinds) expect(selectQuotes([], kind)).toEqual([])
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
