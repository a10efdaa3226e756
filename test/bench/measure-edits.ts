import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIndex, type IngestDependencies } from '../../src/build-index.ts'
import type { Embedder } from '../../src/embed/embedder.ts'
import { openVectorCache } from '../../src/embed/vector-cache.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { madeArticle } from './large-contents.ts'
import { type Measure, measureOf } from './summary.ts'

export interface EditBenchOptions {
  /** Sizes of corpora, in passages. */
  readonly passages: readonly number[]
  readonly rounds: number
}

/** What an edit may cost beside its embedding, in milliseconds. */
const budgetMs = 150
const passagesEach = 5

/**
 * What an ingest of one changed file costs in a process that has the index open, the time in the
 * embedder taken off: looking at all files, reading, cleaning, comparing, committing. The first two
 * changes look at every article once and are not counted.
 */
export async function measureEdits({ passages, rounds }: EditBenchOptions): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const count of passages) {
    const directory = await mkdtemp(join(tmpdir(), 'footnote-bench-ingest-'))
    try {
      const shares = await ingestShares(directory, count, rounds)
      const name = `ingesting one changed file of ${count} passages`
      measures.push(measureOf(name, `${budgetMs} ms`, shares, { floor: 1 }))
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  }
  return measures
}

async function ingestShares(directory: string, count: number, rounds: number): Promise<number[]> {
  const corpus = join(directory, 'corpus')
  const files = Math.ceil(count / passagesEach)
  const pathOf = (number: number) => join(corpus, `${number % 50}`, `${number}.txt`)
  const put = (number: number, version: number) =>
    writeFile(pathOf(number), textOf(number, version))
  for (let number = 0; number < files; number += 1) {
    if (number < 50) await mkdir(join(corpus, `${number}`), { recursive: true })
    await put(number, 0)
  }
  let embedding = 0
  const dependencies = dependenciesOf(corpus, join(directory, 'index'), (ms) => {
    embedding += ms
  })
  let last = await buildIndex(dependencies)
  const shares: number[] = []
  for (let round = -2; round < rounds; round += 1) {
    await put((round + 2) % files, round + 3)
    embedding = 0
    const started = performance.now()
    last = await buildIndex({ ...dependencies, opened: last.index, memory: last.memory })
    if (last.summary.changed !== 1) throw new Error('Not one article has changed.')
    if (round >= 0) shares.push((performance.now() - started - embedding) / budgetMs)
  }
  return shares
}

/** Long enough paragraphs that each is a passage of its own. */
function textOf(number: number, version: number): string {
  return `Report ${number}, edition ${version}\n\n${madeArticle(number, version).article.text}\n`
}

function dependenciesOf(
  corpus: string,
  index: string,
  onEmbedded: (ms: number) => void,
): IngestDependencies {
  const inner = createHashingEmbedder({ maxTokens: 250 })
  const embedder: Embedder = {
    ...inner,
    async embedPassages(texts, options) {
      const started = performance.now()
      const vectors = await inner.embedPassages(texts, options)
      onEmbedded(performance.now() - started)
      return vectors
    },
  }
  const { model, revision, dimensions } = inner
  const cached = { model, revision, dimensions, maxBytes: 512 * 1024 * 1024 }
  return {
    corpus,
    index,
    model: { name: model, revision, dimensions },
    embedder: async () => embedder,
    vectorCache: () => openVectorCache(join(index, 'vectors.cache'), cached),
  }
}
