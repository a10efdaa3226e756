import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openVectorCache } from '../../src/embed/vector-cache.ts'
import { withVectorCache } from '../../src/embed/with-vector-cache.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { describeEmbedder } from './embedder-contract.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-vectors-'))
  file = join(folder, 'index', 'vectors.cache')
})
afterEach(() => rm(folder, { recursive: true }))

describe('an embedder with a cache', () => {
  async function open() {
    const inner = createHashingEmbedder()
    const { model, revision, dimensions: size } = inner
    const cache = await openVectorCache(file, {
      model,
      revision,
      dimensions: size,
      maxBytes: 1_000_000,
    })
    return { inner, embedder: withVectorCache(inner, cache) }
  }

  test('embeds each text once, in this run and the next', async () => {
    const first = await open()
    const vectors = await first.embedder.embedPassages(['Bread', 'Tower', 'Bread'])
    expect(vectors).toEqual(await first.inner.embedPassages(['Bread', 'Tower', 'Bread']))
    expect(first.embedder.stats()).toEqual({ hits: 0, misses: 2 })
    await first.embedder.close()
    const second = await open()
    expect(await second.embedder.embedPassages(['Bread', 'Tower', 'Bread'])).toEqual(vectors)
    await second.embedder.embedPassages(['Bridge'])
    expect(second.embedder.stats()).toEqual({ hits: 2, misses: 1 })
    await second.embedder.close()
  })

  test('keeps what an ingest that stopped half-way had embedded', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => `Text ${index} ${'long '.repeat(40)}`)
    const controller = new AbortController()
    const onProgress = (done: number) => {
      if (done === 600) controller.abort(new Error('killed'))
    }
    const first = await open()
    const { signal } = controller
    await expect(first.embedder.embedPassages(many, { onProgress, signal })).rejects.toThrow(
      'killed',
    )
    const second = await open()
    await second.embedder.embedPassages(many)
    const { hits, misses } = second.embedder.stats()
    expect(hits + misses).toBe(1200)
    expect(hits).toBeGreaterThan(200)
    await first.embedder.close()
    await second.embedder.close()
  })

  test('counts progress up to the number of texts, repeats and known ones included', async () => {
    const { embedder } = await open()
    await embedder.embedPassages(['Bread'])
    const seen: number[] = []
    const onProgress = (done: number, total: number) => {
      expect(total).toBe(5)
      seen.push(done)
    }
    await embedder.embedPassages(['Bread', 'Tower', 'Tower', 'Bridge', 'Bread'], { onProgress })
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(5)
    await embedder.close()
  })
})

describeEmbedder('an embedder with a cache', async () => {
  const inner = createHashingEmbedder({ maxTokens: 40 })
  const contractFolder = await mkdtemp(join(tmpdir(), 'footnote-vectors-'))
  const options = { model: inner.model, revision: inner.revision, dimensions: inner.dimensions }
  const cache = await openVectorCache(join(contractFolder, 'cache'), {
    ...options,
    maxBytes: 1_000_000,
  })
  const embedder = withVectorCache(inner, cache)
  return {
    ...embedder,
    async close() {
      await embedder.close()
      await rm(contractFolder, { recursive: true, force: true })
    },
  }
})
