import type { Embedder, EmbedOptions } from './embedder.ts'
import { createResults, type EmbeddingResults } from './embedding-results.ts'
import type { VectorCache } from './vector-cache.ts'

/** How many different texts were found in the cache, and how many had to be embedded. */
export interface CacheStats {
  readonly hits: number
  readonly misses: number
}

export interface CachingEmbedder {
  stats(): CacheStats
}

/** Text handed over at once, in UTF-16 units: a few seconds of work, lost when the process dies. */
const chunkLength = 40_000

/** Chunks under way at the same time: workers go on with the next while one comes to its end. */
const chunksAtOnce = 2

/**
 * The same embedder, looking up passages first: nothing is embedded twice, and an ingest that was
 * killed goes on where it was. Questions are not kept. `close` closes both.
 * @param cache opened for this embedder's model, revision and dimensions
 */
export function withVectorCache<Inner extends Embedder>(
  embedder: Inner,
  cache: VectorCache,
): Inner & CachingEmbedder {
  const stats = { hits: 0, misses: 0 }
  return {
    ...embedder,
    stats: () => ({ ...stats }),
    async embedPassages(texts: readonly string[], options: EmbedOptions = {}) {
      options.signal?.throwIfAborted()
      const results = createResults(texts, options)
      const missing: string[] = []
      for (const text of new Set(texts)) {
        const found = await cache.get(text)
        if (found) results.settle(text, found)
        else missing.push(text)
      }
      stats.misses += missing.length
      stats.hits += new Set(texts).size - missing.length
      await embedMissing(embedder, cache, missing, results, options.signal)
      return results.vectors
    },
    async close() {
      await embedder.close()
      await cache.close()
    },
  }
}

async function embedMissing(
  embedder: Embedder,
  cache: VectorCache,
  missing: readonly string[],
  results: EmbeddingResults,
  outer: AbortSignal | undefined,
): Promise<void> {
  const failed = new AbortController()
  const signal = outer ? AbortSignal.any([outer, failed.signal]) : failed.signal
  const chunks = chunksOf(missing)
  const work = async () => {
    for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
      const onProgress = results.startPart()
      const vectors = await embedder.embedPassages(chunk, { onProgress, signal })
      onProgress(0)
      for (const [index, vector] of vectors.entries()) {
        const text = chunk[index] ?? ''
        results.settle(text, vector)
        await cache.put(text, vector)
      }
    }
  }
  const workers = Array.from({ length: chunksAtOnce }, () =>
    work().catch((error: unknown) => {
      failed.abort(error)
      throw error
    }),
  )
  await Promise.all(workers)
  await cache.flush()
}

/** Longest first, as the embedder does within each. */
function chunksOf(texts: readonly string[]): string[][] {
  const chunks: string[][] = []
  let room = 0
  for (const text of [...texts].sort((a, b) => b.length - a.length)) {
    if (room < text.length || chunks.length === 0) {
      chunks.push([])
      room = chunkLength
    }
    chunks.at(-1)?.push(text)
    room -= text.length
  }
  return chunks
}
