import { beforeAll, describe, expect, test } from 'vitest'
import { findArticles, newestFirst } from '../../src/retrieve/find-article.ts'
import { findMentions } from '../../src/retrieve/find-mentions.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    {
      path: 'a.txt',
      title: 'Ferry fares rise',
      titleOrigin: 'file',
      publishedAt: '2024-03-01',
      text: 'Fares rise in May.\n\nThe night ferry to Gull Island costs four crowns. It calls at Mill Pier.\n\nMill Pier is old. Co-operation with the Harbour Office goes on.',
    },
    {
      path: 'b.txt',
      publishedAt: '2025-01-31',
      text: 'The council met on Friday.\n\nOf all the piers on the coast it was Mill Pier that the storm hit. The US consul came. Companies gave money for cooperation.',
    },
    {
      path: 'c.txt',
      text: 'They told us about it. Nansha grows.\n\n南沙的面積是803平方公里\n前海有許多企業。',
      language: 'zh',
    },
  ])
})

const found = (phrase: string) =>
  findMentions(index, phrase).map(({ article, start, end }) => [
    article.path[0],
    article.text.slice(start, end),
  ])

describe('articles that mention', () => {
  test('a name: each once, with the sentence that comes to it soonest', () => {
    expect(found('Mill Pier')).toEqual([
      ['a', 'Mill Pier is old.'],
      ['b', 'Of all the piers on the coast it was Mill Pier that the storm hit.'],
    ])
  })

  test('a word in any case and simple inflection', () => {
    expect(found('COMPANY').map(([path]) => path)).toEqual(['b'])
    expect(found('pier').map(([path]) => path)).toEqual(['a', 'b'])
    expect(found('the storms').map(([path]) => path)).toEqual(['b'])
  })

  test('a word spelt with a hyphen or without', () => {
    expect(found('cooperation').map(([path]) => path)).toEqual(['a', 'b'])
    expect(found('co-operation').map(([path]) => path)).toEqual(['a', 'b'])
  })

  test('a whole word, not a part of one', () => {
    expect(found('Mil')).toEqual([])
    expect(found('cons')).toEqual([])
  })

  test('initials in capitals, not the pronoun', () => {
    expect(found('US')).toEqual([['b', 'The US consul came.']])
  })

  test('Chinese words', () => {
    expect(found('前海')).toEqual([['c', '前海有許多企業。']])
    expect(found('後海')).toEqual([])
  })

  test('in the first sentence where that does', () => {
    expect(found('council')).toEqual([['b', 'The council met on Friday.']])
  })

  test('all words in one sentence, where the phrase stands nowhere', () => {
    expect(found('crowns for the ferry')).toEqual([
      ['a', 'The night ferry to Gull Island costs four crowns.'],
    ])
    expect(found('ferry storm')).toEqual([])
  })

  test('several names, each with a sentence of its own; all for "and", any for "or"', () => {
    expect(found('Mill Pier and cooperation')).toEqual([
      ['a', 'Mill Pier is old.'],
      ['a', 'Co-operation with the Harbour Office goes on.'],
      ['b', 'Of all the piers on the coast it was Mill Pier that the storm hit.'],
      ['b', 'Companies gave money for cooperation.'],
    ])
    expect(found('Gull Island, Mill Pier and the storm')).toEqual([])
    expect(found('Gull Island or the storm').map(([path]) => path)).toEqual(['a', 'b'])
    expect(found('前海、面積').map(([path]) => path)).toEqual(['c', 'c'])
  })

  test('names that one article has side by side and another one apart', async () => {
    const apart = await makeIndex([
      { path: 'a.txt', text: 'Boats of Leith and Wick came. Herring and cod were sold.' },
      { path: 'b.txt', text: 'Wick is far. Leith is near. Herring was cheap. Cod was dear.' },
    ])
    const paths = (phrase: string) =>
      findMentions(apart, phrase).map(({ article }) => article.path[0])
    expect(paths('Leith and Wick')).toEqual(['a', 'b', 'b'])
    expect(paths('herring and cod')).toEqual(['a'])
  })

  test('one sentence that mentions two names once', () => {
    expect(found('Gull Island and the night ferry')).toEqual([
      ['a', 'The night ferry to Gull Island costs four crowns.'],
    ])
  })

  test('only in their title', () => {
    expect(findMentions(index, 'Gull Island', new Set())).toEqual([])
    expect(found('zeppelin')).toEqual([])
    expect(found('?!')).toEqual([])
  })
})

describe('the article that is described', () => {
  const paths = (description: string) => findArticles(index, description).map(({ path }) => path[0])

  test('is found by its title, its beginning or a passage', () => {
    expect(paths('rising ferry fares')).toEqual(['a'])
    expect(paths('the council on Friday')).toEqual(['b'])
    expect(paths('the night ferry')).toEqual(['a'])
  })

  test('is none where no article fits', () => {
    expect(paths('the moon landing')).toEqual([])
    expect(paths('ferry timetables of the railway company')).toEqual([])
    expect(paths('the')).toEqual([])
  })

  test('is sought among the articles that pass the filters', () => {
    const [, second] = index.articles
    expect(findArticles(index, 'ferry fares', new Set([second?.id ?? '']))).toEqual([])
  })
})

test('newest first, without a date last', () => {
  expect(index.articles.toSorted(newestFirst).map(({ path }) => path[0])).toEqual(['b', 'a', 'c'])
})
