import { describe, expect, it } from 'vitest'
import { markBlocks } from '../../src/clean/mark-blocks.ts'
import { readArticle } from '../support/read-article.ts'
import { cleaningSets, runCleaning } from './report-cleaning.ts'
import { scoreCleaning } from './score-cleaning.ts'

describe('what is counted of one article', () => {
  const text =
    'The weir\n\nThe weir was opened on Monday by the keeper and his two daughters.\n\nNobody came.\n\n© 2024 Weir House'
  const article = markBlocks(readArticle('a.txt', Buffer.from(text)))

  it('counts blocks and units on the right and on the wrong side', () => {
    const content = ['The weir was opened on Monday by the keeper and his two daughters.']
    const counts = scoreCleaning(article, {
      content,
      either: ['The weir'],
      fields: { title: 'The weir', publisher: 'Weir', byline: null, publishedAt: '2024-01-01' },
    })
    expect(counts).toEqual({
      articles: 1,
      hit: 1,
      wrong: 0,
      missed: 1,
      contentLost: 0,
      content: 54,
      noiseKept: 'Nobodycame.'.length,
      noise: 'Nobodycame.©2024WeirHouse'.length,
      fieldsRight: 2,
      fieldsWrong: 1,
      fieldsMissing: 1,
    })
  })

  it('counts content that is marked, and content that is not in the text at all', () => {
    const counts = scoreCleaning(article, {
      content: ['© 2024 Weir House', 'Gone for good.'],
      noise: [],
      fields: {},
    })
    expect(counts).toMatchObject({ wrong: 1, contentLost: 14 + 12, content: 14 + 12, noise: 0 })
  })
})

describe('the sets in the repository', () => {
  it.each(cleaningSets())('$name: no content is lost, and hardly any noise kept', async (set) => {
    const { articles, wrong, contentLost, noiseKept, noise, hit, missed } = await runCleaning(set)
    expect({ articles, wrong, contentLost }).toEqual({
      articles: set.files.length,
      wrong: 0,
      contentLost: 0,
    })
    expect(noiseKept).toBeLessThanOrEqual(0.05 * noise)
    expect(hit / (hit + missed)).toBeGreaterThan(0.85)
  })
})
