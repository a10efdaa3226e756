import type { TokenEmbedder } from './embed/embedder.ts'
import { ensureModel } from './embed/fetch-model.ts'
import type { EmbeddingModel } from './embed/model-manifest.ts'
import type { FetchProgress } from './embed/model-source.ts'
import { defaultModelsDirectory } from './embed/models-directory.ts'
import { createTransformersEmbedder } from './embed/transformers-embedder.ts'
import { withTokenCache } from './embed/with-token-cache.ts'
import type { Settings } from './settings.ts'

/** Token vectors kept in memory: of some thousand passages. */
const tokenCacheBytes = 64 * 1024 * 1024

/**
 * Fetches the model where it is not there yet, and starts it. Aborting ends both.
 * @throws FootnoteError `model_unavailable`, `model_corrupt`
 */
export async function loadEmbedder(
  model: EmbeddingModel,
  { models, offline, hubHost, threads }: Settings,
  signal: AbortSignal,
  onFetch?: (progress: FetchProgress) => void,
): Promise<TokenEmbedder> {
  const files = await ensureModel(model, {
    modelsDirectory: models ?? defaultModelsDirectory(),
    offline,
    signal,
    ...(hubHost ? { hubHost } : {}),
    ...(onFetch ? { onProgress: onFetch } : {}),
  })
  return withTokenCache(
    await createTransformersEmbedder({ model, files, threads }),
    tokenCacheBytes,
  )
}
