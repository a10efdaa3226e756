import { expect, test } from 'vitest'
import { distinctPassages, retrieveDistinct } from '../../src/retrieve/distinct-passages.ts'
import { type RankedPassage, retrieve } from '../../src/retrieve/retrieve.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { makeIndex } from '../support/make-index.ts'
import { syndicated } from '../support/syndicated.ts'

const embedder = createHashingEmbedder()
const query = async (text: string) => [{ text, vector: await embedder.embedQuery(text) }]

async function ranked(index: OpenIndex, text: string): Promise<RankedPassage[]> {
  return retrieve(index, await query(text), { limit: 50 })
}
const pathsOf = (passages: readonly RankedPassage[]) => passages.map(({ article }) => article.path)

test('of passages that say the same the one of the oldest article is read, once', async () => {
  const index = await makeIndex(syndicated)
  const { read } = distinctPassages(await ranked(index, 'deepen the north channel vote'), 20)
  const votes = read.filter(({ passage }) => passage.text.includes('voted on Tuesday'))
  expect(pathsOf(votes)).toEqual(['b-original.txt'])
})

test('a passage with one changed sentence is read, for what it changes', async () => {
  const index = await makeIndex(syndicated)
  const { read } = distinctPassages(await ranked(index, 'million crowns cost of the work'), 20)
  const costs = read.filter(({ passage }) => passage.text.includes('The work will cost'))
  expect(pathsOf(costs).sort()).toEqual(['b-original.txt', 'c-correction.txt'])
})

test('without copies it is the best passages, in their order', async () => {
  const index = await makeIndex(syndicated.slice(2))
  const all = await ranked(index, 'oyster beds in the north channel')
  const { read, copies } = distinctPassages(all, 2)
  expect(read).toEqual(all.slice(0, 2))
  expect(copies.size).toBe(0)
})

test('a hundred copies do not crowd out the one other article', async () => {
  const copies = Array.from({ length: 100 }, (_, at) => ({
    path: `copy-${at}.txt`,
    text: `The north channel dredging costs the town its sleep.\n\nPrinted by paper ${at}.`,
  }))
  const index = await makeIndex([...copies, ...syndicated.slice(3)])
  const options = { limit: 50, count: 6 }
  const { read } = await retrieveDistinct(
    index,
    await query('What does the north channel dredging cost the town?'),
    options,
  )
  expect(pathsOf(read)).toContain('d-survey.txt')
  expect(pathsOf(read).filter((path) => path.startsWith('copy')).length).toBeLessThan(10)
})
