import { webcrypto } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EmbeddingModel, ModelFile } from './model-manifest.ts'

export type FileState = 'right' | 'missing' | 'wrong'

/** A file that cannot be used: not there, or with other bytes. */
export interface BadFile {
  readonly file: ModelFile
  readonly state: Exclude<FileState, 'right'>
}

/** A look that was begun before anybody asked: it is taken once. */
let begun: { readonly directory: string; readonly found: Promise<BadFile[]> } | undefined

/** Begins to look while a program is still being loaded; the next to ask gets what was found. */
export function beginToCheck(directory: string, files: readonly ModelFile[]): void {
  begun = { directory, found: findBadFiles(directory, files) }
  begun.found.catch(() => {})
}

/** The files that are not there with the right bytes, each with what is the matter. */
export async function findBadFiles(
  directory: string,
  files: readonly ModelFile[],
): Promise<BadFile[]> {
  if (begun?.directory === directory) {
    const { found } = begun
    begun = undefined
    return found
  }
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

/** In a thread of its own, so that other work goes on: tens of megabytes are hashed at every start. */
async function sha256Of(path: string): Promise<string> {
  const digest = await webcrypto.subtle.digest('SHA-256', await readFile(path))
  return Buffer.from(digest).toString('hex')
}
