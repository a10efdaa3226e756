import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
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
    const manifest = await readManifest(generationFolder(directory, generation)).catch(() => null)
    if (manifest === null) return
    for (const { name } of manifest.segments) named.add(name)
  }
  for (const name of await readdir(segmentsFolder(directory))) {
    if (named.has(name) || name.startsWith('.')) continue
    // Out of sight in one step: a half-removed segment would look like a damaged one.
    const hidden = join(segmentsFolder(directory), `.removing-${name}`)
    await rename(segmentFolder(directory, name), hidden)
    await rm(hidden, { recursive: true, force: true })
  }
}
