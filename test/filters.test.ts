import { beforeAll, describe, expect, test } from 'vitest'
import type { SearchFilters } from '../src/answer/answer.ts'
import { searchPassages } from '../src/answer/search-passages.ts'
import type { OpenIndex } from '../src/store/open-index.ts'
import { wholeAnswer } from './support/ask-index.ts'
import { createHashingEmbedder } from './support/hashing-embedder.ts'
import { makeIndex } from './support/make-index.ts'

const sails = (when: string) => `The night ferry to Gull Island sails at ${when}.`
const question = 'The night ferry to Gull Island sails at?'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    { path: 'a.txt', publisher: 'Harbour Post', publishedAt: '2022-05-01', text: sails('six') },
    { path: 'b.txt', publisher: 'Coast Daily', publishedAt: '2024-05-01', text: sails('noon') },
    { path: 'c.txt', publisher: null, publishedAt: null, language: 'fr', text: sails('dawn') },
  ])
})

const idOf = (path: string) => index.articles.find((article) => article.path === path)?.id ?? ''

const cases: [string, () => SearchFilters, string[]][] = [
  ['source_ids', () => ({ source_ids: [idOf('b.txt'), idOf('c.txt')] }), ['b.txt', 'c.txt']],
  ['publisher', () => ({ publisher: 'harbour post' }), ['a.txt']],
  ['date_from', () => ({ date_from: '2023-01-01' }), ['b.txt']],
  ['date_to', () => ({ date_to: '2023-01-01' }), ['a.txt']],
  ['as_of', () => ({ as_of: '2023-01-01' }), ['a.txt']],
  ['language', () => ({ language: 'fr' }), ['c.txt']],
]

describe.each(cases)('the filter %s', (_, filters, paths) => {
  test('keeps an answer to the articles that pass', async () => {
    const { citations } = await wholeAnswer(index, question, { filters: filters() })
    expect(citations.length).toBeGreaterThan(0)
    expect(paths).toEqual(expect.arrayContaining(citations.map(({ source_path }) => source_path)))
  })

  test('keeps a search to them', async () => {
    const request = { query: question, filters: filters() }
    const { results } = await searchPassages(createHashingEmbedder(), index, request)
    expect(results.map(({ source_path }) => source_path).sort()).toEqual(paths)
  })

  test('keeps a list of articles to them', async () => {
    const { citations } = await wholeAnswer(index, 'Which articles mention Gull Island?', {
      filters: filters(),
    })
    expect(citations.map(({ source_path }) => source_path).sort()).toEqual(paths)
  })
})

test('one question as of two days has two answers', async () => {
  const quotes = async (as_of: string) =>
    (await wholeAnswer(index, question, { filters: { as_of }, max_quotes: 1 })).citations.map(
      ({ quote, published_at }) => [quote, published_at],
    )
  expect(await quotes('2023-12-31')).toEqual([[sails('six'), '2022-05-01']])
  expect(await quotes('2024-12-31')).not.toEqual([])
  const none = await wholeAnswer(index, question, { filters: { as_of: '2000-01-01' } })
  expect(none.refusal?.reason).toBe('no_source_matches_filters')
})
