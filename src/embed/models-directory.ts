import { join } from 'node:path'
import envPaths from 'env-paths'
import type { EmbeddingModel } from './model-manifest.ts'

/** Where models are kept unless told otherwise: the user's cache directory of this platform. */
export function defaultModelsDirectory(): string {
  return join(envPaths('footnote', { suffix: '' }).cache, 'models')
}

/** A model's own folder, as `@xenova/transformers` looks for it: `Xenova/…` below the directory. */
export function modelDirectory(modelsDirectory: string, model: EmbeddingModel): string {
  return join(modelsDirectory, ...model.name.split('/'))
}
