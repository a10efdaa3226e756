import { beforeAll, describe, expect, test } from 'vitest'
import { searchPassages } from '../../src/answer/search-passages.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { type GivenText, makeIndex } from '../support/make-index.ts'

const fare = (crowns: string) => `The ferry fare to Gull Island is ${crowns} crowns.`
const years: GivenText[] = [
  { path: 'a.txt', publishedAt: '2022-05-01', text: fare('three') },
  { path: 'b.txt', publishedAt: '2024-05-01', text: fare('five') },
  { path: 'c.txt', publishedAt: '2023-05-01', text: fare('four') },
  { path: 'd.txt', publishedAt: null, text: fare('nine') },
]

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex(years)
})

const embedder = createHashingEmbedder()
const first = async (query: string, over: OpenIndex = index) =>
  (await searchPassages(embedder, over, { query })).results[0]?.source_path

describe('of sentences that are equally good', () => {
  test.each([
    ['What is the ferry fare to Gull Island in 2022?', 'a.txt'],
    ['What is the ferry fare to Gull Island in 2023?', 'c.txt'],
    ['What is the ferry fare to Gull Island in 2024?', 'b.txt'],
  ])('the one of an article dated in the year comes first: %s', async (question, path) => {
    expect(await first(question)).toBe(path)
  })

  test.each([
    'What is the latest ferry fare to Gull Island?',
    'What is the most recent ferry fare to Gull Island?',
  ])('the one of the newest article comes first: %s', async (question) => {
    expect(await first(question)).toBe('b.txt')
  })

  test('the one that names the year comes before one that is neither of it nor names it', async () => {
    const over = await makeIndex([...years, { path: 'e.txt', text: `In 2023 ${fare('four')}` }])
    expect(['c.txt', 'e.txt']).toContain(
      await first('What is the ferry fare to Gull Island in 2023?', over),
    )
  })

  test('the order is as it was where no date tells them apart', async () => {
    const undated = years.map((given) => ({ ...given, publishedAt: null }))
    const over = await makeIndex(undated)
    const plain = await first('What is the ferry fare to Gull Island?', over)
    expect(await first('What is the latest ferry fare to Gull Island?', over)).toBe(plain)
    expect(await first('What is the ferry fare to Gull Island in 2023?', over)).toBe(plain)
  })
})

test('a better sentence of another year stays before a worse one of the year', async () => {
  const over = await makeIndex([
    { path: 'a.txt', publishedAt: '2022-05-01', text: fare('three') },
    { path: 'b.txt', publishedAt: '2024-05-01', text: 'A choir sang on the old ferry.' },
  ])
  expect(await first('What is the ferry fare to Gull Island in 2024?', over)).toBe('a.txt')
  expect(await first('What is the latest ferry fare to Gull Island?', over)).toBe('a.txt')
})
