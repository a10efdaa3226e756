import { expect, test } from 'vitest'
import { readingCoverage } from '../../src/evidence/reading-coverage.ts'
import { retrieve } from '../../src/retrieve/retrieve.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { makeIndex } from '../support/make-index.ts'

test('the reading whose words the articles have is covered more, in either language', async () => {
  const index = await makeIndex([
    { path: 'en.txt', text: 'The night ferry sails to Gull Island.' },
    { path: 'zh.txt', text: '市場由石匠建成。', language: 'zh' },
  ])
  const embedder = createHashingEmbedder()
  const shareOf = async (text: string): Promise<number> => {
    const vector = await embedder.embedQuery(text)
    return readingCoverage(index, text, await retrieve(index, [{ text, vector }], { limit: 5 }))
  }
  expect(await shareOf('night ferry Gull Island')).toBe(1)
  expect(await shareOf('night ferry Gull Island')).toBeGreaterThan(await shareOf('夜間渡輪海鷗島'))
  expect(await shareOf('市場由石匠建成')).toBeGreaterThan(await shareOf('market mason'))
  expect(readingCoverage(index, 'ferry', [])).toBe(0)
})
