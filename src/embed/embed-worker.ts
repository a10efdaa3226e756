import type * as Runtime from '@xenova/transformers/types/backends/onnx.js'
import type * as Environment from '@xenova/transformers/types/env.js'
import type * as Tokenizers from '@xenova/transformers/types/tokenizers.js'
import { poolTokenVectors, scaleRows } from './pool-token-vectors.ts'
import type { WorkerReply, WorkerSettings, WorkerTask } from './worker-messages.ts'

// One session, one thread, one text a run: int8 weights are quantised by what shares the batch, so
// a text's vector is the same every time only when it runs alone.

// Its inner modules: the front door loads image code and every pipeline too, which takes 100 ms more
// and is of no use for text. The package is pinned to one version.
const library = '@xenova/transformers/src'

interface LoadedModel {
  readonly settings: WorkerSettings
  readonly tokenIds: (text: string, withSpecial?: boolean) => number[]
  readonly tokensOf: (ids: number[]) => string[]
  readonly lastLayer: (ids: readonly number[]) => Promise<Float32Array>
}

/** Special tokens around every text: [CLS] before it, [SEP] after it. */
const before = 1
const after = 1

async function loadLibrary() {
  // One by one: they import each other, and the native runtime comes first.
  const { ONNX } = (await import(`${library}/backends/onnx.js`)) as typeof Runtime
  const { env } = (await import(`${library}/env.js`)) as typeof Environment
  const { AutoTokenizer } = (await import(`${library}/tokenizers.js`)) as typeof Tokenizers
  return { ONNX, env, AutoTokenizer }
}

async function load(
  settings: WorkerSettings,
  loading: ReturnType<typeof loadLibrary>,
): Promise<LoadedModel> {
  const { dimensions } = settings
  const { ONNX, env, AutoTokenizer } = await loading
  env.allowRemoteModels = false
  env.useFSCache = false
  env.localModelPath = settings.modelsDirectory
  const tokenizer = await AutoTokenizer.from_pretrained(settings.model)
  const session = await ONNX.InferenceSession.create(settings.weights, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  const tokenIds = (text: string, withSpecial = false): number[] =>
    tokenizer.encode(text, null, { add_special_tokens: withSpecial })

  const lastLayer = async (ids: readonly number[]): Promise<Float32Array> => {
    const tensor = (data: BigInt64Array) => new ONNX.Tensor('int64', data, [1, ids.length])
    const outputs = await session.run({
      input_ids: tensor(BigInt64Array.from(ids, BigInt)),
      attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: tensor(new BigInt64Array(ids.length)),
    })
    const layer = outputs[session.outputNames[0] ?? '']?.data
    if (layer instanceof Float32Array && layer.length === ids.length * dimensions) return layer
    throw new Error(`the model did not give ${ids.length} x ${dimensions} numbers`)
  }
  const tokensOf = (ids: number[]): string[] => tokenizer.model.convert_ids_to_tokens(ids)
  return { settings, tokenIds, tokensOf, lastLayer }
}

async function answer(model: Promise<LoadedModel>, task: WorkerTask): Promise<WorkerReply> {
  const { settings, tokenIds, tokensOf, lastLayer } = await model
  const { dimensions, maxInputTokens } = settings
  if (task.type === 'count') {
    return { type: 'count', counts: task.texts.map((text) => tokenIds(text).length) }
  }
  const prefix = settings.prefixes[task.kind]
  const ids = tokenIds(prefix + task.text, true)
  if (ids.length > maxInputTokens) return { type: 'too-long', tokens: ids.length }
  const layer = await lastLayer(ids)
  const pooled = () => poolTokenVectors(layer, dimensions, settings.pooling)
  if (task.type === 'vector') return { type: 'vector', vector: pooled() }
  const first = before + tokenIds(prefix).length
  const last = ids.length - after
  const vectors = layer.slice(first * dimensions, last * dimensions)
  scaleRows(vectors, dimensions)
  const tokens = tokensOf(ids.slice(first, last))
  if (task.type === 'tokens') return { type: 'tokens', tokens, vectors }
  return { type: 'vector-and-tokens', vector: pooled(), tokens, vectors }
}

function send(reply: WorkerReply): void {
  process.send?.(reply)
}

// Whichever model it will be.
const loading = loadLibrary()
loading.catch(() => {})

// The first message says which model to load, every other one is a task.
process.once('message', (settings: WorkerSettings) => {
  const model = load(settings, loading)
  // Without this a failed load would be an unhandled rejection before the first task asks for it.
  model.catch(() => {})
  process.on('message', (task: WorkerTask) => {
    answer(model, task).then(send, (error) => send({ type: 'failed', message: String(error) }))
  })
})
process.on('disconnect', () => process.exit())
// Ctrl-C reaches the whole group; the parent decides when its workers end.
process.on('SIGINT', () => {})
