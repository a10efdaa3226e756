import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EmbeddingModel, ModelFile } from './model-manifest.ts'

export type FileState = 'right' | 'missing' | 'wrong'

/** A file that cannot be used: not there, or with other bytes. */
export interface BadFile {
  readonly file: ModelFile
  readonly state: Exclude<FileState, 'right'>
}

/** The files that are not there with the right bytes, each with what is the matter. */
export async function findBadFiles(
  directory: string,
  files: readonly ModelFile[],
): Promise<BadFile[]> {
  const bad = []
  for (const file of files) {
    const state = await checkFile(join(directory, file.path), file)
    if (state !== 'right') bad.push({ file, state })
  }
  return bad
}

/** Whether all of a model is there with the right bytes. */
export async function isWholeModel(directory: string, model: EmbeddingModel): Promise<boolean> {
  const bad = await findBadFiles(directory, model.files)
  return bad.length === 0 && (await findBadOwnFiles(directory, model)).length === 0
}

/** Whether the file has the size and the sha256 that it should have. */
export async function checkFile(path: string, expected: ModelFile): Promise<FileState> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (!found) return 'missing'
  if (!found.isFile() || found.size !== expected.bytes) return 'wrong'
  return (await sha256Of(path)) === expected.sha256 ? 'right' : 'wrong'
}

/** Our own small files that are missing or differ, by path. */
export async function findBadOwnFiles(directory: string, model: EmbeddingModel): Promise<string[]> {
  const bad = []
  for (const [path, content] of model.ownFiles) {
    const found = await readFile(join(directory, path), 'utf8').catch(() => undefined)
    if (found !== content) bad.push(path)
  }
  return bad
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  // Large reads: half the time of the default 64 KiB for a file of tens of megabytes.
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}
