import { join } from 'node:path'
import { buildIndex, type IngestDependencies, type IngestResult } from '../../src/build-index.ts'
import { openVectorCache } from '../../src/embed/vector-cache.ts'
import { createHashingEmbedder } from './hashing-embedder.ts'

/** Ingests `corpus` in a folder into `index` beside it, with the hashing embedder. */
export function ingestInto(
  folder: string,
  given: Partial<IngestDependencies> = {},
): Promise<IngestResult> {
  const embedder = createHashingEmbedder()
  const { model: name, revision, dimensions } = embedder
  const index = join(folder, 'index')
  return buildIndex({
    corpus: join(folder, 'corpus'),
    index,
    model: { name, revision, dimensions },
    embedder: async () => embedder,
    vectorCache: () =>
      openVectorCache(join(index, 'vectors.cache'), {
        ...{ model: name, revision, dimensions },
        maxBytes: 1_000_000,
      }),
    ...given,
  })
}
