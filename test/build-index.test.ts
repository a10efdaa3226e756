import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Embedder } from '../src/embed/embedder.ts'
import { openIndex } from '../src/store/open-generation.ts'
import { createHashingEmbedder } from './support/hashing-embedder.ts'
import { createIngestFolder, expectWhole, type IngestFolder } from './support/ingest-folder.ts'

const ferry =
  'Night ferry returns\n\nThe night ferry sails to Gull Island. Tickets cost four crowns.\n'
const market =
  'Market hall opens\n\nThe market hall was built by masons. A choir sang until dawn.\n'

let folder: IngestFolder
beforeEach(async () => {
  folder = await createIngestFolder()
  await folder.put('ferry.txt', ferry)
  await folder.put('town/market.txt', market)
})
afterEach(() => folder.removeAll())

describe('a first ingest', () => {
  test('indexes every article whole, in order of path, and says so', async () => {
    const result = await folder.build()
    await expectWhole(result)
    expect(result.index.articles.map(({ path }) => path)).toEqual(['ferry.txt', 'town/market.txt'])
    expect(result.index.generation).toBe(1)
    expect(result.summary).toMatchObject({
      articles: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
      removed: 0,
      passages: result.index.passages.length,
      newPassages: result.index.passages.length,
      reused: 0,
      problems: [],
    })
    expect(result.summary.embedded).toBe(new Set(folder.embedded).size)
    expect(result.summary.seconds).toBeGreaterThan(0)
    const opened = await openIndex(folder.index)
    expect(opened.hash).toBe(result.index.hash)
  })

  test('reports progress from first to last, of reading and of embedding', async () => {
    const steps: [string, number, number][] = []
    await folder.build({ onProgress: (...step) => steps.push(step) })
    expect(steps.filter(([step]) => step === 'Reading')).toHaveLength(2)
    const embedding = steps.filter(([step]) => step === 'Embedding')
    const [, done, total] = embedding.at(-1) ?? []
    expect(done).toBe(total)
    expect(total).toBeGreaterThan(0)
    for (const [at, [, count]] of embedding.entries()) {
      expect(count).toBeGreaterThanOrEqual(embedding[at - 1]?.[1] ?? 0)
    }
  })

  test('the same corpus gives the same index, wherever and whenever it is built', async () => {
    const first = await folder.build()
    const second = await folder.build({ index: join(folder.index, '..', 'other') })
    expect(second.index.hash).toBe(first.index.hash)
  })
})

describe('what cannot be read', () => {
  test('is left out with its reason, and stops nothing else', async () => {
    await folder.put('report.pdf', '%PDF-1.7')
    await folder.put('empty.txt', '')
    const result = await folder.build()
    await expectWhole(result)
    expect(result.summary.articles).toBe(2)
    expect(result.summary.problems.map(({ path }) => path)).toEqual(['empty.txt', 'report.pdf'])
    for (const { error } of result.summary.problems) expect(error.code).toBe('article_unreadable')
  })

  test('all of it: the last index stays, and the error names the files', async () => {
    const first = await folder.build()
    await folder.remove('.')
    await folder.put('report.pdf', '%PDF-1.7')
    await expect(folder.build()).rejects.toMatchObject({
      code: 'corpus_empty',
      message: expect.stringContaining('report.pdf'),
      nextStep: expect.stringContaining('--corpus'),
    })
    expect((await openIndex(folder.index)).hash).toBe(first.index.hash)
  })

  test('no folder at all: the last index stays', async () => {
    const first = await folder.build()
    await folder.remove('.')
    await expect(folder.build()).rejects.toMatchObject({ code: 'corpus_missing' })
    expect((await openIndex(folder.index)).hash).toBe(first.index.hash)
  })
})

test('an ingest that is stopped leaves the last index, and the next one goes on', async () => {
  const first = await folder.build()
  await folder.put(
    'choir.txt',
    'Choir wanted\n\nSingers may come on Monday. They sing on Friday.\n',
  )
  const stop = new AbortController()
  const stopped = folder.build({
    signal: stop.signal,
    onProgress: (step) => {
      if (step === 'Embedding') stop.abort(new Error('Stopped.'))
    },
  })
  await expect(stopped).rejects.toThrow('Stopped.')
  expect((await openIndex(folder.index)).hash).toBe(first.index.hash)
  await expectWhole(await folder.build())
})

test('an embedder that fails leaves the last index, and the lock free', async () => {
  const first = await folder.build()
  await folder.put('choir.txt', 'Choir wanted\n\nSingers may come on Monday.\n')
  const broken = async (): Promise<Embedder> => ({
    ...createHashingEmbedder(),
    embedPassages: () => Promise.reject(new Error('out of memory')),
  })
  await expect(folder.build({ embedder: broken })).rejects.toThrow('out of memory')
  expect((await openIndex(folder.index)).hash).toBe(first.index.hash)
  expect((await folder.build()).summary.added).toBe(1)
})
