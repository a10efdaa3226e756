import type { Article } from './article/article.ts'
import { nameOfPlace } from './article/article-place.ts'
import type { IngestDependencies } from './build-index.ts'
import { type EmbeddingTask, embeddingTasks, passagesOf } from './embed/embed-article.ts'
import type { Embedder } from './embed/embedder.ts'
import { withVectorCache } from './embed/with-vector-cache.ts'
import { WorkerLostError } from './embed/worker-pool.ts'
import { describeError, FootnoteError } from './errors.ts'
import type { IngestProblem } from './ingest-summary.ts'
import type { Passage } from './passage/passage.ts'
import type { Material } from './store/index-contents.ts'
import type { VectorRecord } from './store/vector-store.ts'

/** Texts embedded before their vectors are put with the others: bounds what a stop can lose. */
const textsAtOnce = 2000

/** Material made in this run. */
export interface Made extends Material {
  readonly problems: readonly IngestProblem[]
  readonly embedded: number
  readonly reused: number
}

/** Divides articles into passages and embeds what the cache does not hold. */
export async function makeMaterial(
  dependencies: IngestDependencies,
  articles: readonly Article[],
): Promise<Made> {
  if (articles.length === 0) {
    return { passages: [], vectors: [], problems: [], embedded: 0, reused: 0 }
  }
  const cache = await dependencies.vectorCache()
  try {
    const embedder = withVectorCache(await dependencies.embedder(), cache)
    const { passages, tasks, problems } = await packArticles(dependencies, embedder, articles)
    const vectors = await embedTasks(dependencies, embedder, tasks)
    const { hits, misses } = embedder.stats()
    return { passages, vectors, problems, embedded: misses, reused: hits }
  } finally {
    await cache.close()
  }
}

/** An article whose passages cannot be made is left out by name; it stops none of the others. */
async function packArticles(
  { signal, without }: IngestDependencies,
  embedder: Embedder,
  articles: readonly Article[],
): Promise<{ passages: Passage[]; tasks: EmbeddingTask[]; problems: IngestProblem[] }> {
  const passages: Passage[][] = []
  const tasks: EmbeddingTask[][] = []
  const problems: IngestProblem[] = []
  for (const article of articles) {
    signal?.throwIfAborted()
    try {
      const own = await passagesOf(article, embedder)
      passages.push(own)
      tasks.push(embeddingTasks(article, own, without))
    } catch (cause) {
      if (isEmbedderDown(cause)) throw cause
      const message = `${nameOfPlace(article)} cannot be divided into passages: ${describeError(cause)}`
      const nextStep = 'Mend the file, or take it out of the corpus folder.'
      const error = new FootnoteError('article_unreadable', message, { nextStep, cause })
      problems.push({ path: article.path, id: article.id, error })
    }
  }
  return { passages: passages.flat(), tasks: tasks.flat(), problems }
}

/** It says nothing of the article, which would be lost to the index if it were left out. */
function isEmbedderDown(error: unknown): boolean {
  if (!(error instanceof FootnoteError)) return false
  return error.code.startsWith('model_') || error.cause instanceof WorkerLostError
}

async function embedTasks(
  { onProgress, signal }: IngestDependencies,
  embedder: Embedder,
  tasks: readonly EmbeddingTask[],
): Promise<VectorRecord[]> {
  const vectors: VectorRecord[] = []
  for (let start = 0; start < tasks.length; start += textsAtOnce) {
    const some = tasks.slice(start, start + textsAtOnce)
    const made = await embedder.embedPassages(
      some.map((task) => task.text),
      {
        onProgress: (done) => onProgress?.('Embedding', start + done, tasks.length),
        ...(signal ? { signal } : {}),
      },
    )
    for (const [at, { id, kind, sourceId }] of some.entries()) {
      const vector = made[at]
      if (vector) vectors.push({ id, kind, sourceId, vector })
    }
  }
  return vectors
}
