import { expect, test } from 'vitest'
import { filterChoices, findSources, noChoices } from '../../../src/web/ask/filter-choices.ts'
import { makeIndex } from '../../support/make-index.ts'

const index = await makeIndex([
  {
    path: 'a.txt',
    text: 'One.',
    title: 'The pier',
    publisher: 'Gazette',
    publishedAt: '2024-03-01',
  },
  { path: 'b.txt', text: 'Two.', title: 'The mill', publisher: 'Gazette', language: 'zh-Hant' },
  {
    path: 'c.txt',
    text: 'Three.',
    title: 'Pier and mill',
    publisher: 'Courier',
    publishedAt: '2019-01-02',
  },
])

test('lists the values that articles have, the most frequent first, with how many have them', () => {
  const choices = filterChoices(index)
  expect(choices.publishers).toEqual([
    { value: 'Gazette', articles: 2 },
    { value: 'Courier', articles: 1 },
  ])
  expect(choices.languages).toEqual([
    { value: 'en', articles: 2 },
    { value: 'zh', articles: 1 },
  ])
  expect(choices.dates).toEqual({ first: '2019-01-02', last: '2024-03-01' })
  expect(choices.sources.map(({ title }) => title)).toEqual([
    'The pier',
    'The mill',
    'Pier and mill',
  ])
  expect(filterChoices(index)).toBe(choices)
  expect(filterChoices(undefined)).toBe(noChoices)
})

test('of many articles none is listed: they are found by the words of their titles', async () => {
  const many = await makeIndex(
    Array.from({ length: 60 }, (_, at) => ({
      path: `${at}.txt`,
      text: `Text ${at}.`,
      title: `Report ${at}`,
    })),
  )
  expect(filterChoices(many)).toMatchObject({ sources: [], articles: 60 })
  expect(findSources(many, 'REPORT 59').map(({ title }) => title)).toEqual(['Report 59'])
  expect(findSources(many, 'report')).toHaveLength(20)
  expect(findSources(index, 'mill courier').map(({ title }) => title)).toEqual(['Pier and mill'])
  expect(findSources(index, 'tower')).toEqual([])
})
