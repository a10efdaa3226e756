import { beforeAll, expect, test } from 'vitest'
import { glossQuestion } from '../../src/question/gloss-question.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { smallDictionary } from '../support/small-dictionary.ts'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    {
      path: 'ferry.txt',
      text: 'The night ferry of captain Varga sails to Gull Island from April 2017.\n\nThe price of a ferry ticket is four crowns.\n\nThe club put the new price of membership to a vote. The ballot was close.',
    },
    { path: 'market.txt', text: 'Masons build the market hall of Dongwan.' },
  ])
})

const gloss = (question: string) => glossQuestion(index, smallDictionary, question)?.text

test('of several translations the one is taken that stands beside the others in the articles', () => {
  expect(gloss('渡輪票價？')).toBe('ferry ship ticket price?')
})

test('a name outside the dictionary is found by its pinyin where the articles have it', () => {
  expect(gloss('東灣市場由石匠建？')).toBe('Dongwan market by mason build?')
})

test('a foreign name is found by its sound in the passages that the other words lead to', () => {
  expect(gloss('瓦尔加渡輪')).toBe('Varga ferry ship')
})

test('a foreign name that no article has stays a name', () => {
  expect(gloss('斯特劳斯渡輪')).toBe('Sitelaosi ferry ship')
})

test('a Chinese name that no article has is one name, not three words', () => {
  expect(gloss('張石灣，渡輪')).toBe('Zhang Shiwan, ferry ship')
})

test('question words, numbers and measure words come out as English has them', () => {
  expect(gloss('二〇一七年有多少張渡輪票？')).toBe('2017 how many ferry ship ticket?')
})

test('traditional and simplified are alike', () => {
  expect(gloss('夜间渡轮何时')).toBeDefined()
  expect(gloss('渡轮')).toBe(gloss('渡輪'))
})

test('Latin words and their order stay', () => {
  expect(gloss('Gull Island 的渡輪')).toBe('Gull Island ferry ship')
  expect(gloss('When does the 渡輪 sail?')).toBe('When does the ferry ship sail?')
})

test('every word tells what it was put for', () => {
  const words = glossQuestion(index, smallDictionary, '渡輪票')?.words
  expect(words?.filter(({ english }) => english)).toEqual([
    { typed: '渡輪', english: 'ferry ship' },
    { typed: '票', english: 'ticket' },
  ])
})

test('where nothing can be put into English there is no gloss', () => {
  expect(gloss('鬱鬱')).toBeUndefined()
  expect(gloss('ferry')).toBeUndefined()
})

test('the longest question takes a bounded time', () => {
  const started = performance.now()
  gloss('東灣渡輪一二三萬'.repeat(250))
  expect(performance.now() - started).toBeLessThan(3000)
})
