import { cp, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Embedder } from '../src/embed/embedder.ts'
import { newestFile } from './store/index-files.ts'
import { createHashingEmbedder } from './support/hashing-embedder.ts'
import { createIngestFolder, expectWhole, type IngestFolder } from './support/ingest-folder.ts'

const ferry =
  'Night ferry returns\n\nThe night ferry sails to Gull Island. Tickets cost four crowns.\n'

const olderIndex = fileURLToPath(new URL('fixtures/index-layout-1', import.meta.url))

let folder: IngestFolder
beforeEach(async () => {
  folder = await createIngestFolder()
  await folder.put('a.txt', ferry)
})
afterEach(() => folder.removeAll())

test('goes on from an older generation that stands in for a damaged one, and mends that', async () => {
  await folder.build()
  await folder.put('b.txt', ferry.replace('four', 'five'))
  const damaged = (await folder.build()).index.generation
  const file = await newestFile(folder.index, 'articles.jsonl')
  await writeFile(file, (await readFile(file, 'utf8')).replace('crowns', 'pounds'))
  await folder.remove('b.txt')
  const notices: string[] = []
  const result = await folder.build({ onNotice: (line) => notices.push(line) })
  await expectWhole(result)
  expect(notices.join()).toContain(`Generation ${damaged} is damaged`)
  expect(result.index.generation).toBeGreaterThan(damaged)
})

test('builds an index of an older layout anew by itself, and says so', async () => {
  await cp(olderIndex, folder.index, { recursive: true })
  const notices: string[] = []
  const result = await folder.build({ onNotice: (line) => notices.push(line) })
  await expectWhole(result)
  expect(result.index.generation).toBe(3)
  expect(notices).toEqual([
    expect.stringMatching(/of an older layout .* Building it anew from the articles\.$/),
  ])
})

test('leaves out an article whose passages cannot be made, by name, and keeps the others', async () => {
  await folder.put('b.txt', 'Choir wanted\n\nSingers of the unreadable kind may come.\n')
  const inner = createHashingEmbedder()
  const embedder: Embedder = {
    ...inner,
    countTokens: (texts) =>
      texts.some((text) => text.includes('unreadable'))
        ? Promise.reject(new Error('no tokens'))
        : inner.countTokens(texts),
  }
  const result = await folder.build({ embedder: async () => embedder })
  expect(result.index.articles.map(({ path }) => path)).toEqual(['a.txt'])
  expect(result.summary).toMatchObject({ articles: 1, added: 1 })
  expect(result.summary.problems.map(({ path }) => path)).toEqual(['b.txt'])
  expect(result.summary.problems[0]?.error.message).toContain('no tokens')
})

test('stops between two articles when it is told to, and the old index stays', async () => {
  const before = await folder.build()
  await folder.put('b.txt', ferry.replace('four', 'five'))
  const stop = new AbortController()
  const onProgress = () => stop.abort(new Error('stopped'))
  await expect(folder.build({ signal: stop.signal, onProgress })).rejects.toThrow('stopped')
  const after = await folder.build()
  expect(after.index.generation).toBe(before.index.generation + 1)
})
