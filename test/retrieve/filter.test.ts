import { beforeAll, expect, test } from 'vitest'
import { type ArticleFilters, filterArticles } from '../../src/retrieve/filter.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'

let index: OpenIndex
beforeAll(async () => {
  const text = 'Boats sail.'
  index = await makeIndex([
    { path: 'a.txt', text, publisher: 'Ellery Courier', publishedAt: '2024-03-14' },
    { path: 'b.txt', text, publisher: 'ＥＬＬＥＲＹ courier ', publishedAt: '2024-12-31' },
    { path: 'c.txt', text, publisher: '临河日报', publishedAt: '2023-11-08', language: 'zh' },
    { path: 'd.txt', text, publisher: null, publishedAt: null, language: 'en-GB' },
  ])
})

function passing(filters: ArticleFilters | undefined): string[] | undefined {
  const ids = filterArticles(index.articles, filters)
  return ids && index.articles.filter(({ id }) => ids.has(id)).map(({ path }) => path[0] ?? '')
}

test.each<[string, ArticleFilters, string]>([
  ['a publisher, whatever its case and width', { publisher: ' ellery COURIER' }, 'a b'],
  ['a publisher that is part of another', { publisher: 'Ellery' }, ''],
  ['a Chinese publisher', { publisher: '临河日报' }, 'c'],
  ['from a day on, that day too', { date_from: '2024-03-14' }, 'a b'],
  ['from the day after', { date_from: '2024-03-15' }, 'b'],
  ['up to a day, that day too', { date_to: '2024-03-14' }, 'a c'],
  ['up to the day before', { date_to: '2024-03-13' }, 'c'],
  ['one day', { date_from: '2023-11-08', date_to: '2023-11-08' }, 'c'],
  ['from later than to', { date_from: '2025-01-01', date_to: '2023-01-01' }, ''],
  ['as of a day, that day too', { as_of: '2024-03-14' }, 'a c'],
  ['as of a day before the first', { as_of: '2023-01-01' }, ''],
  ['as of a day and up to an earlier one', { as_of: '2024-12-31', date_to: '2024-01-01' }, 'c'],
  ['a language', { language: 'en' }, 'a b d'],
  ['a language with a region', { language: 'EN-us' }, 'a b d'],
  ['another language', { language: 'zh-Hant' }, 'c'],
  ['a language of no article', { language: 'fr' }, ''],
  ['all conditions together', { publisher: 'ellery courier', date_from: '2024-06-01' }, 'b'],
  ['conditions that exclude each other', { publisher: '临河日报', language: 'en' }, ''],
  ['no source at all', { source_ids: [] }, ''],
  ['a source that is not there', { source_ids: ['src_000000000000'] }, ''],
])('%s', (_, filters, expected) => {
  expect(passing(filters)?.join(' ')).toBe(expected)
})

test('an article without a date passes no date condition, however wide', () => {
  expect(passing({ date_from: '0001-01-01' })).not.toContain('d')
  expect(passing({ date_to: '9999-12-31' })).not.toContain('d')
  expect(passing({ as_of: '9999-12-31' })).not.toContain('d')
  expect(passing({ language: 'en' })).toContain('d')
})

test('sources are named by their ids, together with the other conditions', () => {
  const ids = index.articles.slice(0, 3).map(({ id }) => id)
  expect(passing({ source_ids: ids })).toEqual(['a', 'b', 'c'])
  expect(passing({ source_ids: ids, language: 'zh' })).toEqual(['c'])
})

test('no filters, or empty ones, filter nothing', () => {
  expect(passing(undefined)).toBeUndefined()
  expect(passing({})).toBeUndefined()
  expect(passing({ publisher: undefined, source_ids: undefined })).toBeUndefined()
})
