import { isWholeModel } from './embed/check-model-files.ts'
import type { TokenEmbedder } from './embed/embedder.ts'
import { ensureModel } from './embed/fetch-model.ts'
import type { EmbeddingModel } from './embed/model-manifest.ts'
import type { FetchProgress } from './embed/model-source.ts'
import { defaultModelsDirectory } from './embed/models-directory.ts'
import { createTransformersEmbedder } from './embed/transformers-embedder.ts'
import { withQuestionCache } from './embed/with-question-cache.ts'
import { withTokenCache } from './embed/with-token-cache.ts'
import type { Settings } from './settings.ts'

/** Token vectors kept in memory: of some thousand passages. */
const tokenCacheBytes = 64 * 1024 * 1024

/** Questions whose vectors are kept: what a few open pages ask again when they are loaded again. */
const questionsKept = 50

/**
 * Fetches the model where it is not there yet, and starts it; fetches it again when its files have
 * gone and a worker has to read them. Aborting ends all of that.
 * @throws FootnoteError `model_unavailable`, `model_corrupt`
 */
export async function loadEmbedder(
  model: EmbeddingModel,
  { models, offline, hubHost, threads }: Settings,
  signal: AbortSignal,
  onFetch?: (progress: FetchProgress) => void,
): Promise<TokenEmbedder> {
  const options = {
    modelsDirectory: models ?? defaultModelsDirectory(),
    offline,
    signal,
    ...(hubHost ? { hubHost } : {}),
    ...(onFetch ? { onProgress: onFetch } : {}),
  }
  const files = await ensureModel(model, options)
  const mend = async (): Promise<boolean> => {
    if (await isWholeModel(files.directory, model)) return false
    await ensureModel(model, options)
    return true
  }
  let mending: Promise<boolean> | undefined
  // Many texts fail at once: one of them sees to the files for all.
  const mendModel = (): Promise<boolean> => {
    mending ??= mend().finally(() => {
      mending = undefined
    })
    return mending
  }
  const embedder = await createTransformersEmbedder({ model, files, threads, mendModel })
  return withQuestionCache(withTokenCache(embedder, tokenCacheBytes), questionsKept)
}
