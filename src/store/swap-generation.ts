import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder, syncFolder, writeNewFile } from './durable-files.ts'
import { verifyFiles } from './generation-files.ts'
import type { IndexLock } from './index-lock.ts'
import { layoutVersion, type Manifest, manifestFile, readManifest } from './manifest.ts'
import type { IndexModel, OpenIndex } from './open-index.ts'
import { generationFolder, generationsFolder, listGenerations, writePointer } from './pointer.ts'
import { countsOf } from './read-generation.ts'
import { assembleIndex } from './segments/assemble-index.ts'
import { collectSegments } from './segments/collect-segments.ts'
import type { LiveSegment } from './segments/live-segment.ts'
import { type Segment, segmentFolder } from './segments/segment.ts'

export interface NextGeneration {
  readonly generation: number
  readonly model: IndexModel
  /** Segments that it shares with others. */
  readonly kept: readonly LiveSegment[]
  /** The one that was written for it. */
  readonly segment: Segment | undefined
  /** Segments, by name, that need not be read again to know that they are whole. */
  readonly whole: ReadonlyMap<string, Segment>
}

/**
 * Writes the manifest of segments that are on disk, reads it back, gives it its place and turns the
 * pointer to it; then removes what no generation needs any more.
 */
export async function swapGeneration(
  directory: string,
  next: NextGeneration,
  lock: IndexLock,
): Promise<OpenIndex> {
  const { generation, model, kept, segment } = next
  const name = `.building-${generation}-${randomBytes(4).toString('hex')}`
  const building = join(generationsFolder(directory), name)
  const segments = segment ? [...kept, { segment, dead: [] }] : kept
  const known = new Map([...next.whole.values(), ...(segment ? [segment] : [])].map(named))
  let placed = false
  try {
    const facts = { generation, builtAt: new Date().toISOString(), model }
    const index = assembleIndex(directory, facts, segments)
    await makeFolder(building)
    const file = manifestFile(manifestOf(index, segments))
    await writeNewFile(join(building, file.name), file.bytes)
    await syncFolder(building)
    await readManifest(building)
    await lock.assertHeld()
    await rename(building, generationFolder(directory, generation))
    placed = true
    await syncFolder(generationsFolder(directory))
    await writePointer(directory, generation)
    // What cannot be removed now is removed by the next commit.
    await removeOldGenerations(directory, generation, known).catch(() => undefined)
    return index
  } catch (error) {
    const mine = segment && !placed ? [segmentFolder(directory, segment.name)] : []
    for (const folder of [building, ...mine]) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    }
    throw error
  }
}

function named(segment: Segment): [string, Segment] {
  return [segment.name, segment]
}

function manifestOf(index: OpenIndex, segments: readonly LiveSegment[]): Manifest {
  const { name, revision, dimensions } = index.model
  return {
    layout: layoutVersion,
    generation: index.generation,
    hash: index.hash,
    builtAt: index.builtAt,
    model: { name, revision, dimensions },
    counts: countsOf(index),
    segments: segments.map(({ segment, dead }) => ({
      name: segment.name,
      articles: segment.articles.length,
      passages: segment.passages.length,
      dead: [...dead],
      files: [...segment.files],
    })),
  }
}

/** Keeps the newest whole generation before the current one, and the segments of both. */
async function removeOldGenerations(
  directory: string,
  current: number,
  known: ReadonlyMap<string, Segment>,
): Promise<void> {
  let kept = false
  for (const generation of await listGenerations(directory)) {
    if (generation === current) continue
    if (!kept) {
      kept = await verifyGeneration(directory, generation, known).then(
        () => true,
        () => false,
      )
      if (kept) continue
    }
    // Out of sight in one step: a half-removed generation would look like a damaged one.
    const hidden = join(generationsFolder(directory), `.removing-${generation}`)
    await rename(generationFolder(directory, generation), hidden)
    await rm(hidden, { recursive: true, force: true })
  }
  await collectSegments(directory)
}

async function verifyGeneration(
  directory: string,
  generation: number,
  known: ReadonlyMap<string, Segment>,
): Promise<void> {
  const { segments } = await readManifest(generationFolder(directory, generation))
  for (const { name, files } of segments) {
    if (!known.has(name)) await verifyFiles(segmentFolder(directory, name), files)
  }
}
