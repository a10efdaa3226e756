import { availableParallelism } from 'node:os'
import { startWorker } from '../start-worker.ts'
import type { EmbedOptions, TextKind, TokenEmbedder, TokenVectors } from './embedder.ts'
import type { ModelFiles } from './fetch-model.ts'
import { type EmbeddingModel, maxTextTokens } from './model-manifest.ts'
import { countTokens, type Readers, readText, refuseEmpty } from './read-text.ts'
import { type Priority, WorkerPool } from './worker-pool.ts'
import { workerFile, workerSettings } from './worker-settings.ts'

export interface TransformersEmbedderOptions {
  readonly model: EmbeddingModel
  /** From `ensureModel`. */
  readonly files: ModelFiles
  /** Most worker processes; the number of cores, at most 4, unless given. */
  readonly threads?: number
  /** Longest a worker may take over one text, its own start included, in milliseconds. */
  readonly taskTimeoutMs?: number
  /** Called after workers failed over a text: puts the model's files right, and says whether it did. */
  readonly mendModel?: () => Promise<boolean>
}

const question: Priority = 0
const counting: Priority = 1
const passage: Priority = 2

/** Texts counted in one task: few enough that a question hardly waits behind them. */
const countedTogether = 128

/**
 * ADAPTER over `@xenova/transformers`, in worker processes: nothing of the library is loaded in
 * this one. Returns before the model is loaded; the first text waits for that.
 */
export async function createTransformersEmbedder(
  options: TransformersEmbedderOptions,
): Promise<TokenEmbedder> {
  const { model, files } = options
  const settings = workerSettings(model, files.modelsDirectory)
  const pool = new WorkerPool({
    startWorker: () => startWorker(workerFile, settings),
    maxWorkers: Math.max(1, options.threads ?? Math.min(4, availableParallelism())),
    taskTimeoutMs: options.taskTimeoutMs ?? 60_000,
  })
  const readers: Readers = { pool, model, mendModel: options.mendModel }
  return {
    model: model.name,
    revision: model.revision,
    dimensions: model.dimensions,
    maxTokens: maxTextTokens(model),
    countTokens: (texts) => countAll(readers, texts),
    async embedQuery(text) {
      refuseEmpty([text])
      const task = { type: 'vector', text, kind: 'query' } as const
      return (await readText(readers, task, question, Symbol())).vector
    },
    async embedQuestion(text) {
      refuseEmpty([text])
      const task = { type: 'vector-and-tokens', text, kind: 'query' } as const
      const { vector, tokens, vectors } = await readText(readers, task, question, Symbol())
      return { vector, tokens: { tokens, vectors } }
    },
    embedPassages: (texts, embedOptions = {}) => embedPassages(readers, texts, embedOptions),
    embedTokens: (texts, kind) => embedTokens(readers, texts, kind),
    close: () => pool.close(),
  }
}

async function countAll(readers: Readers, texts: readonly string[]): Promise<number[]> {
  const call = Symbol()
  const counts = []
  for (let start = 0; start < texts.length; start += countedTogether) {
    const some = texts.slice(start, start + countedTogether)
    counts.push(countTokens(readers, some, counting, call))
  }
  return (await Promise.all(counts)).flat()
}

/** Longest first, so that no worker is left alone with a long text at the end. */
async function embedPassages(
  readers: Readers,
  texts: readonly string[],
  { onProgress, signal }: EmbedOptions,
): Promise<Float32Array[]> {
  signal?.throwIfAborted()
  refuseEmpty(texts)
  const order = [...texts.entries()].sort(([, a], [, b]) => b.length - a.length)
  const vectors = new Array<Float32Array>(texts.length)
  const call = Symbol()
  let done = 0
  const work = order.map(async ([index, text]) => {
    const task = { type: 'vector', text, kind: 'passage' } as const
    vectors[index] = (await readText(readers, task, passage, call)).vector
    done += 1
    if (!signal?.aborted) onProgress?.(done, texts.length)
  })
  const abort = rejectOnAbort(signal)
  try {
    await Promise.race([Promise.all(work), abort.promise])
    return vectors
  } catch (error) {
    readers.pool.drop(call)
    throw error
  } finally {
    abort.forget()
  }
}

async function embedTokens(
  readers: Readers,
  texts: readonly string[],
  kind: TextKind,
): Promise<TokenVectors[]> {
  refuseEmpty(texts)
  const call = Symbol()
  const tasks = texts.map((text) => ({ type: 'tokens', text, kind }) as const)
  const replies = await Promise.all(tasks.map((task) => readText(readers, task, question, call)))
  return replies.map(({ tokens, vectors }) => ({ tokens, vectors }))
}

function rejectOnAbort(signal: AbortSignal | undefined) {
  let forget = () => {}
  const promise = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal?.reason)
    signal?.addEventListener('abort', onAbort, { once: true })
    forget = () => signal?.removeEventListener('abort', onAbort)
  })
  return { promise, forget: () => forget() }
}
