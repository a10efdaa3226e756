import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { buildIndex, type IngestDependencies, type IngestResult } from '../../src/build-index.ts'
import type { Embedder } from '../../src/embed/embedder.ts'
import { openVectorCache } from '../../src/embed/vector-cache.ts'
import { sentenceId } from '../../src/passage/passage.ts'
import type { IndexModel } from '../../src/store/open-index.ts'
import { createHashingEmbedder } from './hashing-embedder.ts'

/** A temporary corpus and an index beside it, ingested with the hashing embedder. */
export interface IngestFolder {
  readonly corpus: string
  readonly index: string
  /** Texts that reached the embedder since the last `build` began. */
  readonly embedded: readonly string[]
  put(path: string, text: string): Promise<void>
  remove(path: string): Promise<void>
  build(given?: Partial<IngestDependencies>): Promise<IngestResult>
  removeAll(): Promise<void>
}

export async function createIngestFolder(): Promise<IngestFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-ingest-'))
  const corpus = join(folder, 'corpus')
  const index = join(folder, 'index')
  const embedded: string[] = []
  const inner = createHashingEmbedder()
  const embedder: Embedder = {
    ...inner,
    embedPassages(texts, options) {
      embedded.push(...texts)
      return inner.embedPassages(texts, options)
    },
  }
  const model = { name: inner.model, revision: inner.revision, dimensions: inner.dimensions }
  const openCache = ({ name, revision, dimensions }: IndexModel) => {
    const options = { model: name, revision, dimensions, maxBytes: 1_000_000 }
    return openVectorCache(join(index, 'vectors.cache'), options)
  }
  return {
    corpus,
    index,
    embedded,
    async put(path, text) {
      await mkdir(dirname(join(corpus, path)), { recursive: true })
      await writeFile(join(corpus, path), text)
    },
    remove: (path) => rm(join(corpus, path), { recursive: true }),
    build(given = {}) {
      embedded.length = 0
      const vectorCache = () => openCache(given.model ?? model)
      const dependencies = { corpus, index, model, embedder: async () => embedder, vectorCache }
      return buildIndex({ ...dependencies, ...given })
    },
    removeAll: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Every article has passages, every passage is a slice of its article, and every vector is there. */
export async function expectWhole({ index }: Pick<IngestResult, 'index'>): Promise<void> {
  const texts = new Set(index.articles.map(({ revision }) => revision))
  expect(new Set(index.passages.map(({ revision }) => revision))).toEqual(texts)
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
