import { ensureModel } from '../../src/embed/fetch-model.ts'
import { findModel } from '../../src/embed/model-manifest.ts'
import { createTransformersEmbedder } from '../../src/embed/transformers-embedder.ts'

// Run by a test as a process of its own, under tsx: prints the vector of a question.
const [name = '', modelsDirectory = '', question = ''] = process.argv.slice(2)
const model = findModel(name)
const files = await ensureModel(model, { modelsDirectory, offline: true })
const embedder = await createTransformersEmbedder({ model, files })
const vector = await embedder.embedQuery(question)
await embedder.close()
process.stdout.write(JSON.stringify([...vector]))
