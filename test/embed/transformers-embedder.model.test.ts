import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { env, pipeline } from '@xenova/transformers'
import { afterAll, describe, expect, test } from 'vitest'
import { ensureModel } from '../../src/embed/fetch-model.ts'
import { findModel, modelNames, weightsPath } from '../../src/embed/model-manifest.ts'
import { defaultModelsDirectory, modelDirectory } from '../../src/embed/models-directory.ts'
import { createTransformersEmbedder } from '../../src/embed/transformers-embedder.ts'
import { describeEmbedder } from './embedder-contract.ts'

const modelsDirectory = defaultModelsDirectory()

async function create(name: string, threads?: number) {
  const model = findModel(name)
  const files = await ensureModel(model, { modelsDirectory })
  return createTransformersEmbedder({ model, files, ...(threads ? { threads } : {}) })
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
  return dot / Math.hypot(...a) / Math.hypot(...b)
}

const passages = Array.from(
  { length: 40 },
  (_, index) => `Passage ${index}. ${'The ferry leaves the harbour at nine. '.repeat(12)}`,
)

for (const name of modelNames) {
  describeEmbedder(name, () => create(name))

  describe(`${name} in workers`, () => {
    const model = findModel(name)

    test("gives the vectors of the library's own pipeline", async () => {
      env.allowRemoteModels = false
      env.localModelPath = modelsDirectory
      const extract = await pipeline('feature-extraction', name)
      const pooling = model.pooling === 'mean' ? 'mean' : 'cls'
      const embedder = await create(name)
      for (const text of passages.slice(0, 3)) {
        const options = { pooling, normalize: true } as const
        const expected = await extract(model.prefixes.passage + text, options)
        const [vector] = await embedder.embedPassages([text])
        expect(cosine(vector as Float32Array, expected.data as Float32Array)).toBeGreaterThan(
          0.9999,
        )
      }
      await extract.dispose()
      await embedder.close()
    })

    test('gives the same bytes in another process', async () => {
      const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
      const script = fileURLToPath(new URL('./embed-in-child.ts', import.meta.url))
      const question = 'When does the ferry leave?'
      const args = ['--import', tsx, script, name, modelsDirectory, question]
      const { stdout } = await promisify(execFile)(process.execPath, args)
      const embedder = await create(name)
      expect(JSON.parse(stdout)).toEqual([...(await embedder.embedQuery(question))])
      await embedder.close()
    })
  })
}

describe('an embedder in workers', () => {
  const name = modelNames[0] ?? ''
  const folders: string[] = []
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true })
  })

  test('leaves the main thread free while it embeds', async () => {
    const embedder = await create(name)
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 5)
    const started = performance.now()
    await embedder.embedPassages(passages)
    const took = performance.now() - started
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(took / 5 / 4)
    await embedder.close()
  })

  test('answers a question before the passages that wait', async () => {
    const embedder = await create(name, 1)
    let done = 0
    const onProgress = (count: number) => {
      done = count
    }
    const ingest = embedder.embedPassages(passages, { onProgress })
    await embedder.embedQuery('When does the ferry leave?')
    expect(done).toBeLessThan(passages.length / 2)
    await ingest
    expect(done).toBe(passages.length)
    await embedder.close()
  })

  test('says which text it could not read when the weights cannot be loaded', async () => {
    const model = findModel(name)
    const folder = await mkdtemp(join(tmpdir(), 'footnote-broken-'))
    folders.push(folder)
    const directory = modelDirectory(folder, model)
    await cp(modelDirectory(modelsDirectory, model), directory, { recursive: true })
    await writeFile(join(directory, weightsPath), 'no weights')
    const files = { modelsDirectory: folder, directory }
    const embedder = await createTransformersEmbedder({ model, files })
    await expect(embedder.embedQuery('When does the ferry leave?')).rejects.toMatchObject({
      code: 'embedding_failed',
      message: expect.stringMatching(/could not read "When does the ferry leave\?": .+/),
    })
    await embedder.close()
  })
})
