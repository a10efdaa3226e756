import { expect, test } from 'vitest'
import type { Quote } from '../../src/evidence/evidence.ts'
import { orderQuotes } from '../../src/evidence/reading-order.ts'
import { scoredByHand, wordsOf } from './weigh-sentences.ts'

/** One quote of each article, best first. */
async function quotesOf(...articles: (readonly [words: string, published: string | null])[]) {
  const evidence = await scoredByHand(
    ...articles.map(([words], at) => ({
      path: `${at}`,
      paragraphs: [[[words, articles.length - at] as const]],
    })),
  )
  return evidence.map((item, at): Quote => {
    const article = { ...item.ranked.article, publishedAt: articles[at]?.[1] ?? null }
    const ranked = { ...item.ranked, article }
    return { evidence: { ...item, ranked }, start: item.start, end: item.end }
  })
}

const best = ['Landings are high.', '2024-02-01'] as const
const second = ['Landings were low.', '2011-07-09'] as const
const third = ['In 2015 landings were fair.', null] as const
const fourth = ['Nobody counted landings.', null] as const

test('the best article first', async () => {
  const quotes = await quotesOf(best, second, third)
  expect(orderQuotes('How many fish are landed?', quotes)).toEqual(quotes)
})

test.each([
  'How have landings changed?',
  'How did the fishery develop from sail to steam?',
  'How has the port fared over the years?',
  '漁獲有什麼變化？',
])('the oldest article first: %s', async (question) => {
  const ordered = orderQuotes(question, await quotesOf(best, fourth, second, third))
  expect(ordered.map(wordsOf)).toEqual([second, third, best, fourth].map(([words]) => words))
})

test('quotes of one article stay together', async () => {
  const [one, other] = await quotesOf(best, second)
  if (!one || !other) throw new Error('Two quotes were made.')
  const ordered = orderQuotes('How have landings changed?', [
    one,
    other,
    { ...one, end: one.end - 1 },
  ])
  expect(ordered.map(({ evidence }) => evidence.ranked.article.id)).toEqual(['1', '0', '0'])
})
