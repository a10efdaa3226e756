import { join } from 'node:path'
import { type EmbeddingModel, weightsPath } from './model-manifest.ts'
import { modelDirectory } from './models-directory.ts'
import type { WorkerSettings } from './worker-messages.ts'

/** The file of a worker. */
export const workerFile = new URL('./embed-worker.ts', import.meta.url)

/** What a worker has to know of a model that lies below this directory. */
export function workerSettings(model: EmbeddingModel, modelsDirectory: string): WorkerSettings {
  return {
    modelsDirectory,
    weights: join(modelDirectory(modelsDirectory, model), ...weightsPath.split('/')),
    model: model.name,
    dimensions: model.dimensions,
    maxInputTokens: model.maxInputTokens,
    pooling: model.pooling,
    prefixes: { query: model.prefixes.query, passage: model.prefixes.passage },
  }
}
