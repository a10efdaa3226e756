import { ensureModel } from '../../src/embed/fetch-model.ts'
import { findModel, modelNames } from '../../src/embed/model-manifest.ts'
import { defaultModelsDirectory } from '../../src/embed/models-directory.ts'
import { createTransformersEmbedder } from '../../src/embed/transformers-embedder.ts'
import { describeEmbedder } from './embedder-contract.ts'

async function create(name: string, threads?: number) {
  const model = findModel(name)
  const files = await ensureModel(model, { modelsDirectory: defaultModelsDirectory() })
  return createTransformersEmbedder({ model, files, ...(threads ? { threads } : {}) })
}

for (const name of modelNames) {
  describeEmbedder(name, () => create(name))
}
