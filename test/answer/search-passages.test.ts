import { beforeAll, describe, expect, test } from 'vitest'
import { searchResponse } from '../../src/answer/answer.ts'
import { searchPassages } from '../../src/answer/search-passages.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { makeIndex } from '../support/make-index.ts'

const embedder = createHashingEmbedder()

let index: OpenIndex
beforeAll(async () => {
  const paragraphs = Array.from({ length: 15 }, (_, at) => `Boat ${at} sails to Gull Island.`)
  index = await makeIndex([
    { path: 'a.txt', title: 'Boats', text: `# Timetable\n\n${paragraphs.join('\n\n')}` },
    { path: 'b.txt', text: 'A choir sang.', language: 'zh' },
  ])
})

const search = (query: string, given: { top_k?: number; filters?: { language?: string } } = {}) =>
  searchPassages(embedder, index, { query, ...given })

describe('searchPassages', () => {
  test('gives whole passages with their place, best first, in the form of the API', async () => {
    const found = await search(' Who sang in the choir? ')
    expect(searchResponse.parse(found)).toEqual(found)
    expect(found.query).toBe('Who sang in the choir?')
    expect(found.results[0]).toMatchObject({ source_path: 'b.txt', text: 'A choir sang.' })
    for (const [at, result] of found.results.entries()) {
      const article = index.articleById.get(result.source_id)
      expect(article?.text.slice(result.start, result.end)).toBe(result.text)
      expect(result.title).toBe(article?.title)
      expect(result.score).toBeLessThanOrEqual(found.results[at - 1]?.score ?? 1)
    }
    expect(found.index).toEqual({ generation: index.generation, hash: index.hash })
  })

  test('gives ten where nothing else is said, or as many as are wanted', async () => {
    expect((await search('boat')).results).toHaveLength(10)
    expect((await search('boat', { top_k: 2 })).results).toHaveLength(2)
    expect((await search('boat', { top_k: 100 })).results.length).toBeLessThanOrEqual(16)
  })

  test('keeps to the filters and gives the headings above', async () => {
    const { results } = await search('choir', { filters: { language: 'en' } })
    expect(new Set(results.map(({ source_path }) => source_path))).toEqual(new Set(['a.txt']))
    expect(results[0]?.heading_path).toEqual(['Timetable'])
    expect((await search('choir', { filters: { language: 'fr' } })).results).toEqual([])
  })

  test.each([
    [' ', 'question_empty'],
    ['x'.repeat(2001), 'question_too_long'],
  ])('refuses a query that is no question', async (query, code) => {
    await expect(search(query)).rejects.toMatchObject({ code })
  })

  test('finds nothing in an index of nothing', async () => {
    const empty = await makeIndex([])
    expect((await searchPassages(embedder, empty, { query: 'boat' })).results).toEqual([])
  })
})
