import { isDeepStrictEqual } from 'node:util'
import type { Article } from './article/article.ts'
import { readCorpus } from './article/read-corpus.ts'
import { markBlocks } from './clean/mark-blocks.ts'
import { embeddingTasks, passagesOf } from './embed/embed-article.ts'
import type { Embedder } from './embed/embedder.ts'
import type { VectorCache } from './embed/vector-cache.ts'
import { withVectorCache } from './embed/with-vector-cache.ts'
import { FootnoteError } from './errors.ts'
import { type Corpus, type IngestSummary, summariseIngest } from './ingest-summary.ts'
import type { Passage } from './passage/passage.ts'
import { commitGeneration } from './store/generation.ts'
import { acquireIndexLock, type IndexLock } from './store/index-lock.ts'
import { openIndex } from './store/open-generation.ts'
import type { IndexModel, OpenIndex } from './store/open-index.ts'
import type { VectorRecord } from './store/vector-store.ts'

/** Texts embedded before their vectors are put with the others: bounds what a stop can lose. */
const textsAtOnce = 2000

/** What an ingest stands on. */
export interface IngestDependencies {
  readonly corpus: string
  readonly index: string
  readonly model: IndexModel
  /** Asked for only when there is something to embed. */
  readonly embedder: () => Promise<Embedder>
  /** Vectors of earlier runs; opened and closed while the index is locked. */
  readonly vectorCache: () => Promise<VectorCache>
  readonly onProgress?: (step: 'Reading' | 'Embedding', done: number, total: number) => void
  readonly onNotice?: (line: string) => void
  readonly signal?: AbortSignal
}

export interface IngestResult {
  readonly index: OpenIndex
  readonly summary: IngestSummary
}

/** Passages and vectors, of articles kept as they were and of those made anew. */
interface Material {
  readonly passages: Passage[]
  readonly vectors: VectorRecord[]
}

/**
 * Pipeline 1: article → clean → passage → embed → store. Articles that are as they were keep their
 * passages and vectors; when all are, nothing is written.
 * @throws FootnoteError `corpus_missing`, `corpus_empty`, `index_locked`, `index_unwritable`,
 * `embedding_failed`; the last good index is as it was
 */
export async function buildIndex(dependencies: IngestDependencies): Promise<IngestResult> {
  const started = performance.now()
  const corpus = await readArticles(dependencies)
  const lock = await acquireIndexLock(dependencies.index, { command: 'ingest' })
  try {
    const previous = await openPrevious(dependencies)
    const kept = corpus.articles.filter((article) => isKept(article, previous))
    const fresh = corpus.articles.filter((article) => !kept.includes(article))
    const gone = (previous?.articles ?? []).filter(
      (article) => !corpus.articles.some(({ id }) => id === article.id),
    )
    const material: Material = { passages: [], vectors: [] }
    let index = previous
    let counts = { embedded: 0, reused: 0 }
    if (!index || fresh.length > 0 || gone.length > 0) {
      if (previous) await keepMaterial(previous, kept, material)
      const made = await makeMaterial(dependencies, fresh)
      counts = made
      index = await commit(dependencies, corpus.articles, [material, made], lock)
    }
    const outcome = { corpus, previous, kept, fresh, gone, ...counts }
    return { index, summary: summariseIngest(index, outcome, (performance.now() - started) / 1000) }
  } finally {
    await lock.release()
  }
}

async function readArticles({ corpus, onProgress }: IngestDependencies): Promise<Corpus> {
  const articles: Article[] = []
  const problems: { path: string; error: FootnoteError }[] = []
  for await (const entry of readCorpus(corpus)) {
    if (entry.kind === 'problem') problems.push({ path: entry.path, error: entry.error })
    else articles.push(markBlocks(entry.article))
    const seen = articles.length + problems.length
    onProgress?.('Reading', seen, seen)
  }
  if (articles.length === 0) {
    const named = problems.map(({ path, error }) => `${path}: ${error.message}`).join(' ')
    throw new FootnoteError(
      'corpus_empty',
      `There is no article to read in ${corpus}. ${named}`.trim(),
      {
        nextStep: 'Put .txt or .md files there, or name another folder with --corpus.',
      },
    )
  }
  return { articles, problems }
}

/** The last index, when its vectors can be used again; why not, as a notice, when they cannot. */
async function openPrevious(dependencies: IngestDependencies): Promise<OpenIndex | undefined> {
  try {
    return await openIndex(dependencies.index, { model: dependencies.model })
  } catch (error) {
    if (!(error instanceof FootnoteError)) throw error
    if (error.code !== 'index_missing') {
      dependencies.onNotice?.(`${error.message} Building it anew from the articles.`)
    }
    return undefined
  }
}

function isKept(article: Article, previous: OpenIndex | undefined): boolean {
  const old = previous?.articleById.get(article.id)
  if (!previous || !old || old.revision !== article.revision) return false
  // What the rules say of an unchanged text can change with the program.
  if (!isDeepStrictEqual(withoutText(old), withoutText(article))) return false
  return previous.passages.some((passage) => passage.sourceId === article.id)
}

function withoutText({ text: _, ...rest }: Article): Omit<Article, 'text'> {
  return rest
}

async function keepMaterial(
  previous: OpenIndex,
  kept: readonly Article[],
  { passages, vectors }: Material,
): Promise<void> {
  const ids = new Set(kept.map((article) => article.id))
  for (const passage of previous.passages.filter(({ sourceId }) => ids.has(sourceId))) {
    const article = previous.articleById.get(passage.sourceId)
    if (!article) continue
    passages.push(passage)
    for (const task of embeddingTasks(article, [passage])) {
      const record = await previous.vectors.get(task.id)
      if (record) vectors.push(record)
    }
  }
}

async function makeMaterial(
  dependencies: IngestDependencies,
  articles: readonly Article[],
): Promise<Material & { embedded: number; reused: number }> {
  if (articles.length === 0) return { passages: [], vectors: [], embedded: 0, reused: 0 }
  const cache = await dependencies.vectorCache()
  try {
    const embedder = withVectorCache(await dependencies.embedder(), cache)
    const made = await embedArticles(dependencies, embedder, articles)
    const { hits, misses } = embedder.stats()
    return { ...made, embedded: misses, reused: hits }
  } finally {
    await cache.close()
  }
}

async function embedArticles(
  dependencies: IngestDependencies,
  embedder: Embedder,
  articles: readonly Article[],
): Promise<Material> {
  const passages: Passage[] = []
  const tasks = []
  for (const article of articles) {
    const own = await passagesOf(article, embedder)
    passages.push(...own)
    tasks.push(...embeddingTasks(article, own))
  }
  const vectors: VectorRecord[] = []
  for (let start = 0; start < tasks.length; start += textsAtOnce) {
    const some = tasks.slice(start, start + textsAtOnce)
    const made = await embedder.embedPassages(
      some.map((task) => task.text),
      {
        onProgress: (done) => dependencies.onProgress?.('Embedding', start + done, tasks.length),
        ...(dependencies.signal ? { signal: dependencies.signal } : {}),
      },
    )
    for (const [at, { id, kind, sourceId }] of some.entries()) {
      const vector = made[at]
      if (vector) vectors.push({ id, kind, sourceId, vector })
    }
  }
  return { passages, vectors }
}

function commit(
  { index, model }: IngestDependencies,
  articles: readonly Article[],
  materials: readonly Material[],
  lock: IndexLock,
): Promise<OpenIndex> {
  const passages = materials.flatMap((material) => material.passages)
  const vectors = materials.flatMap((material) => material.vectors)
  return commitGeneration(index, { model, articles, passages, vectors }, { lock })
}
