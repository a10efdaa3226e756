import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest } from '../manifest.ts'
import { generationFolder, generationsFolder } from '../pointer.ts'
import { articlesName, segmentFolder, segmentsFolder } from '../segments/segment.ts'

/** A file that a generation's manifest names. */
export interface ExpectedFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/**
 * The files that a generation is made of, besides its manifest: those of its segments, which other
 * generations can share.
 * @throws FootnoteError `index_corrupt` when the manifest is damaged or of another layout
 */
export async function expectedFiles(
  directory: string,
  generation: number,
): Promise<readonly ExpectedFile[]> {
  const { segments } = await readManifest(generationFolder(directory, generation))
  return segments.flatMap(({ name, files }) =>
    files.map(({ path, bytes, sha256 }) => {
      return { path: join(segmentFolder(directory, name), path), bytes, sha256 }
    }),
  )
}

/**
 * Every file that holds articles, one a line: of whole generations and of damaged ones, also of
 * those from before there were segments.
 */
export async function articleFiles(directory: string): Promise<readonly string[]> {
  const files = [generationsFolder, segmentsFolder].map((folder) => filesUnder(folder(directory)))
  const all = (await Promise.all(files)).flat()
  return all.filter((path) => path.endsWith(articlesName)).sort()
}

/** What killed writers left among the generations, and what no manifest names. */
export async function strayFiles(
  directory: string,
  generations: readonly number[],
): Promise<readonly string[]> {
  const stray: string[] = []
  for (const root of [generationsFolder(directory), segmentsFolder(directory)]) {
    const hidden = (await namesIn(root)).filter((name) => name.startsWith('.'))
    stray.push(...hidden.map((name) => join(root, name)))
  }
  const named = new Set<string>()
  for (const generation of generations) {
    const files = await expectedFiles(directory, generation).catch(() => undefined)
    // What a damaged manifest names is not known: nothing is said to be in nobody's use.
    if (!files) return stray.sort()
    const manifest = join(generationFolder(directory, generation), 'manifest.json')
    for (const path of [manifest, ...files.map((file) => file.path)]) named.add(path)
  }
  for (const folder of await visibleFolders(directory)) {
    const files = await filesUnder(folder)
    const unnamed = files.filter((path) => !named.has(path))
    const isUseless =
      unnamed.length === files.length && folder.startsWith(segmentsFolder(directory))
    stray.push(...(isUseless ? [folder] : unnamed))
  }
  return stray.sort()
}

async function visibleFolders(directory: string): Promise<string[]> {
  const folders: string[] = []
  for (const root of [generationsFolder(directory), segmentsFolder(directory)]) {
    const visible = (await namesIn(root)).filter((name) => !name.startsWith('.'))
    folders.push(...visible.map((name) => join(root, name)))
  }
  return folders
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
