import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { articlesName } from '../generation-files.ts'
import { readManifest } from '../manifest.ts'
import { generationFolder, generationsFolder } from '../pointer.ts'

/** A file that a generation's manifest names. */
export interface ExpectedFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/**
 * The files that a generation is made of, besides its manifest.
 * @throws FootnoteError `index_corrupt` when the manifest is damaged or of another layout
 */
export async function expectedFiles(
  directory: string,
  generation: number,
): Promise<readonly ExpectedFile[]> {
  const folder = generationFolder(directory, generation)
  const { files } = await readManifest(folder)
  return files.map(({ path, bytes, sha256 }) => ({ path: join(folder, path), bytes, sha256 }))
}

/** Every file that holds articles, one a line: of whole generations and of damaged ones. */
export async function articleFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(generationsFolder(directory), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && entry.name === articlesName)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** What killed writers left among the generations, and files that no manifest names. */
export async function strayFiles(
  directory: string,
  generations: readonly number[],
): Promise<readonly string[]> {
  const root = generationsFolder(directory)
  const names = await readdir(root).catch(() => [] as string[])
  const stray = names.filter((name) => name.startsWith('.')).map((name) => join(root, name))
  for (const generation of generations) {
    const folder = generationFolder(directory, generation)
    const known = await expectedFiles(directory, generation).catch(() => undefined)
    if (!known) continue
    const named = new Set(known.map(({ path }) => relative(folder, path)))
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = relative(folder, join(entry.parentPath, entry.name))
      if (entry.isFile() && path !== 'manifest.json' && !named.has(path)) {
        stray.push(join(folder, path))
      }
    }
  }
  return stray.sort()
}
