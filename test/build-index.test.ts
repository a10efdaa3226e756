import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildIndex, type IngestDependencies, type IngestResult } from '../src/build-index.ts'
import type { Embedder } from '../src/embed/embedder.ts'
import { openVectorCache } from '../src/embed/vector-cache.ts'
import { sentenceId } from '../src/passage/passage.ts'
import { openIndex } from '../src/store/open-generation.ts'
import { createHashingEmbedder } from './support/hashing-embedder.ts'

const ferry =
  'Night ferry returns\n\nThe night ferry sails to Gull Island. Tickets cost four crowns.\n'
const market =
  'Market hall opens\n\nThe market hall was built by masons. A choir sang until dawn.\n'

let folder: string
let corpus: string
/** Texts that reached the embedder since the last `build`. */
let embedded: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-ingest-'))
  corpus = join(folder, 'corpus')
  embedded = []
  await put('ferry.txt', ferry)
  await put('town/market.txt', market)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function put(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(corpus, path)), { recursive: true })
  await writeFile(join(corpus, path), text)
}

function recordingEmbedder(): Embedder {
  const inner = createHashingEmbedder()
  return {
    ...inner,
    embedPassages(texts, options) {
      embedded.push(...texts)
      return inner.embedPassages(texts, options)
    },
  }
}

function build(given: Partial<IngestDependencies> = {}): Promise<IngestResult> {
  embedded = []
  const { model, revision, dimensions } = recordingEmbedder()
  const index = join(folder, 'index')
  return buildIndex({
    corpus,
    index,
    model: { name: model, revision, dimensions },
    embedder: async () => recordingEmbedder(),
    vectorCache: () =>
      openVectorCache(join(index, 'vectors.cache'), {
        model,
        revision,
        dimensions,
        maxBytes: 1_000_000,
      }),
    ...given,
  })
}

/** Every passage is a slice of its article, and every vector is there. */
async function expectWhole({ index }: IngestResult): Promise<void> {
  for (const passage of index.passages) {
    const article = index.articleById.get(passage.sourceId)
    expect(article?.text.slice(passage.start, passage.end)).toBe(passage.text)
    expect(passage.revision).toBe(article?.revision)
    for (const id of [
      passage.id,
      ...passage.sentences.map((range) => sentenceId(passage.revision, range)),
    ]) {
      expect(await index.vectors.get(id), id).toBeDefined()
    }
  }
  const sentences = index.passages.reduce((sum, passage) => sum + passage.sentences.length, 0)
  expect(index.vectors.count('passage')).toBe(index.passages.length)
  expect(index.vectors.count('sentence')).toBe(sentences)
}

describe('a first ingest', () => {
  test('indexes every article whole, in order of path, and says so', async () => {
    const result = await build()
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
    expect(result.summary.embedded).toBe(new Set(embedded).size)
    expect(result.summary.seconds).toBeGreaterThan(0)
    const opened = await openIndex(join(folder, 'index'))
    expect(opened.hash).toBe(result.index.hash)
  })

  test('reports progress from first to last, of reading and of embedding', async () => {
    const steps: [string, number, number][] = []
    await build({ onProgress: (...step) => steps.push(step) })
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
    const first = await build()
    const second = await build({ index: join(folder, 'other') })
    expect(second.index.hash).toBe(first.index.hash)
  })
})

describe('a later ingest', () => {
  test('of a corpus as it was reads, embeds and writes nothing', async () => {
    const first = await build()
    const fail = async (): Promise<never> => {
      throw new Error('asked for without need')
    }
    const second = await build({ embedder: fail, vectorCache: fail })
    expect(embedded).toEqual([])
    expect(second.index.generation).toBe(first.index.generation)
    expect(second.summary).toMatchObject({ unchanged: 2, added: 0, embedded: 0, newPassages: 0 })
  })

  test('embeds only the article that is new', async () => {
    await build()
    await put('choir.txt', 'Choir wanted\n\nSingers may come on Monday.\n')
    const result = await build()
    await expectWhole(result)
    expect(result.summary).toMatchObject({ articles: 3, added: 1, unchanged: 2, changed: 0 })
    expect(embedded.length).toBeGreaterThan(0)
    for (const text of embedded) expect(text).not.toMatch(/ferry|market/i)
  })

  test('of a changed article embeds what changed, and keeps the former text', async () => {
    const first = await build()
    const former = first.index.articles[0]
    await put('ferry.txt', ferry.replace('four crowns', 'five crowns'))
    const second = await build()
    await expectWhole(second)
    expect(second.summary).toMatchObject({ changed: 1, unchanged: 1, added: 0, removed: 0 })
    expect(second.index.articles[0]?.id).toBe(former?.id)
    expect(embedded.some((text) => text.includes('five crowns'))).toBe(true)
    expect(embedded.some((text) => text.includes('market'))).toBe(false)
    expect(second.summary.reused).toBeGreaterThan(0)
    expect((await second.index.revision(former?.revision ?? ''))?.text).toBe(ferry)
  })

  test('drops an article that is gone', async () => {
    await build()
    await rm(join(corpus, 'town'), { recursive: true })
    const result = await build()
    await expectWhole(result)
    expect(result.summary).toMatchObject({ articles: 1, removed: 1, unchanged: 1, embedded: 0 })
    expect(result.index.lexical.search('market choir', 5)).toEqual([])
  })

  test('takes a renamed file for a new article, without embedding its text again', async () => {
    await build()
    await rm(join(corpus, 'ferry.txt'))
    await put('boats.txt', ferry)
    const result = await build()
    await expectWhole(result)
    expect(result.summary).toMatchObject({ added: 1, removed: 1, embedded: 0 })
    expect(embedded).toEqual([])
  })

  test('gets the vectors back that it has, when the index itself is lost', async () => {
    const first = await build()
    for (const name of await readdir(join(folder, 'index'))) {
      if (name !== 'vectors.cache') await rm(join(folder, 'index', name), { recursive: true })
    }
    const second = await build()
    await expectWhole(second)
    expect(embedded).toEqual([])
    expect(second.summary).toMatchObject({ added: 2, embedded: 0, reused: first.summary.embedded })
    expect(second.index.hash).toBe(first.index.hash)
  })
})

describe('another model', () => {
  test('builds the index anew, saying why', async () => {
    await build()
    const notices: string[] = []
    const model = { name: 'other/model', revision: 'sha256:1', dimensions: 64 }
    const result = await build({
      model,
      vectorCache: () =>
        openVectorCache(join(folder, 'other.cache'), {
          model: model.name,
          revision: model.revision,
          dimensions: 64,
          maxBytes: 1_000_000,
        }),
      onNotice: (line) => notices.push(line),
    })
    expect(notices).toEqual([expect.stringMatching(/test\/hashing-64.*other\/model.*anew/s)])
    expect(result.index.model).toEqual(model)
    expect(result.summary).toMatchObject({ added: 2, unchanged: 0 })
    expect(embedded.length).toBeGreaterThan(0)
  })
})

describe('what cannot be read', () => {
  test('is left out with its reason, and stops nothing else', async () => {
    await put('report.pdf', '%PDF-1.7')
    await put('empty.txt', '')
    const result = await build()
    await expectWhole(result)
    expect(result.summary.articles).toBe(2)
    expect(result.summary.problems.map(({ path }) => path)).toEqual(['empty.txt', 'report.pdf'])
    for (const { error } of result.summary.problems) expect(error.code).toBe('article_unreadable')
  })

  test('all of it: the last index stays, and the error names the files', async () => {
    const first = await build()
    await rm(corpus, { recursive: true })
    await put('report.pdf', '%PDF-1.7')
    await expect(build()).rejects.toMatchObject({
      code: 'corpus_empty',
      message: expect.stringContaining('report.pdf'),
      nextStep: expect.stringContaining('--corpus'),
    })
    expect((await openIndex(join(folder, 'index'))).hash).toBe(first.index.hash)
  })

  test('no folder at all: the last index stays', async () => {
    const first = await build()
    await rm(corpus, { recursive: true })
    await expect(build()).rejects.toMatchObject({ code: 'corpus_missing' })
    expect((await openIndex(join(folder, 'index'))).hash).toBe(first.index.hash)
  })
})

test('a text in two files is found once, by the first path, and is still found when that one goes', async () => {
  await put('copy.txt', ferry)
  const both = await build()
  await expectWhole(both)
  expect(both.summary).toMatchObject({ articles: 3, added: 3, problems: [] })
  const found = ({ index }: IngestResult) =>
    index.lexical.search('Gull Island', 5).map(({ id }) => {
      const sourceId = index.passageById.get(id)?.sourceId ?? ''
      return index.articleById.get(sourceId)?.path
    })
  expect(found(both)).toEqual(['copy.txt'])
  await rm(join(corpus, 'copy.txt'))
  const one = await build()
  await expectWhole(one)
  expect(one.summary).toMatchObject({ articles: 2, removed: 1, embedded: 0 })
  expect(found(one)).toEqual(['ferry.txt'])
})

test('an ingest that is stopped leaves the last index, and the next one goes on', async () => {
  const first = await build()
  await put('choir.txt', 'Choir wanted\n\nSingers may come on Monday. They sing on Friday.\n')
  const stop = new AbortController()
  const stopped = build({
    signal: stop.signal,
    onProgress: (step) => {
      if (step === 'Embedding') stop.abort(new Error('Stopped.'))
    },
  })
  await expect(stopped).rejects.toThrow('Stopped.')
  expect((await openIndex(join(folder, 'index'))).hash).toBe(first.index.hash)
  await expectWhole(await build())
})

test('an embedder that fails leaves the last index, and the lock free', async () => {
  const first = await build()
  await put('choir.txt', 'Choir wanted\n\nSingers may come on Monday.\n')
  const broken = async (): Promise<Embedder> => ({
    ...recordingEmbedder(),
    embedPassages: () => Promise.reject(new Error('out of memory')),
  })
  await expect(build({ embedder: broken })).rejects.toThrow('out of memory')
  expect((await openIndex(join(folder, 'index'))).hash).toBe(first.index.hash)
  expect((await build()).summary.added).toBe(1)
})
