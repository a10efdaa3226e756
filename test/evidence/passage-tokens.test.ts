import { expect, test } from 'vitest'
import { withTokenCache } from '../../src/embed/with-token-cache.ts'
import { passageTokens, readPassagesAhead } from '../../src/evidence/passage-tokens.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { makeIndex } from '../support/make-index.ts'

function recording() {
  const asked: string[] = []
  const plain = createHashingEmbedder()
  const embedder: typeof plain = {
    ...plain,
    embedTokens: (texts, kind) => {
      asked.push(...texts)
      return plain.embedTokens(texts, kind)
    },
  }
  return { asked, embedder: withTokenCache(embedder, 10_000_000) }
}

const ferry = 'The night ferry sails at noon.\n\nTickets cost four crowns.'
const index = makeIndex([
  { path: 'a.txt', text: ferry, title: 'Ferry times', titleOrigin: 'file' },
  { path: 'b.txt', text: 'The market hall was built by masons.' },
])

async function passagesOf() {
  const { passages, articleById } = await index
  return passages.flatMap((passage) => {
    const article = articleById.get(passage.sourceId)
    return article ? [{ article, passage }] : []
  })
}

test('what was read ahead need not be read for a question', async () => {
  const { asked, embedder } = recording()
  expect(await readPassagesAhead(embedder, await index)).toBe(3)
  expect(asked).toHaveLength(3)
  expect(await passageTokens(embedder, await passagesOf())).toHaveLength(3)
  expect(asked).toHaveLength(3)
})

test("passages are read with their article's own title before them", async () => {
  const { asked, embedder } = recording()
  await passageTokens(embedder, await passagesOf())
  expect([...asked].sort()).toEqual([
    'Ferry times: The night ferry sails at noon.',
    'Ferry times: Tickets cost four crowns.',
    'The market hall was built by masons.',
  ])
})

test('stops when it is told to, and leaves a large index alone', async () => {
  const { asked, embedder } = recording()
  expect(await readPassagesAhead(embedder, await index, AbortSignal.abort())).toBe(0)
  const paragraph = 'The ferry sails. '.repeat(100)
  const text = Array.from({ length: 120 }, () => paragraph).join('\n\n')
  const large = await makeIndex([{ path: 'c.txt', text }])
  expect(await readPassagesAhead(embedder, large)).toBe(0)
  expect(asked).toEqual([])
})
