import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import { readManifest } from '../manifest.ts'
import { generationFolder, listGenerations } from '../pointer.ts'
import { segmentFolder, segmentsFolder } from './segment.ts'

/**
 * Removes the segments that no generation on disk names. While the manifest of one cannot be read,
 * nobody knows what it names: then all stay.
 */
export async function collectSegments(directory: string): Promise<void> {
  const named = new Set<string>()
  for (const generation of await listGenerations(directory)) {
    const names = await segmentNames(generationFolder(directory, generation)).catch(() => undefined)
    if (names === undefined) return
    for (const name of names) named.add(name)
  }
  for (const name of await readdir(segmentsFolder(directory))) {
    if (named.has(name) || name.startsWith('.')) continue
    // Out of sight in one step: a half-removed segment would look like a damaged one.
    const hidden = join(segmentsFolder(directory), `.removing-${name}`)
    await rename(segmentFolder(directory, name), hidden)
    await rm(hidden, { recursive: true, force: true })
  }
}

/** What manifests name, by folder: one that was read is not read again while it is the same file. */
const readBefore = new LRUCache<string, { readonly stamp: string; readonly names: string[] }>({
  max: 16,
})

async function segmentNames(folder: string): Promise<string[]> {
  const { ino, size, mtimeNs } = await stat(join(folder, 'manifest.json'), { bigint: true })
  const stamp = `${ino} ${size} ${mtimeNs}`
  const known = readBefore.get(folder)
  if (known?.stamp === stamp) return known.names
  const { segments } = await readManifest(folder)
  const names = segments.map(({ name }) => name)
  readBefore.set(folder, { stamp, names })
  return names
}
