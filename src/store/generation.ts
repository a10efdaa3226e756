import { randomBytes } from 'node:crypto'
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FootnoteError } from '../errors.ts'
import { isUnfinished, makeFolder, syncFolder } from './durable-files.ts'
import { verifyFiles } from './generation-files.ts'
import {
  checkRanges,
  type IndexChange,
  type IndexContents,
  orderContents,
  vectorOwners,
} from './index-contents.ts'
import type { IndexLock } from './index-lock.ts'
import type { OpenIndex } from './open-index.ts'
import {
  generationFolder,
  generationsFolder,
  listGenerations,
  readPointer,
  writePointer,
} from './pointer.ts'
import { readGeneration } from './read-generation.ts'
import { revisionsFolder, storeRevisions } from './revisions.ts'
import { asUnwritable } from './unwritable.ts'
import { writeGeneration } from './write-generation.ts'

export interface CommitOptions {
  /** Of the same folder, held by this process. */
  readonly lock: IndexLock
  /** Counts the articles whose texts are kept safe; the rest of a commit has no steps to count. */
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Makes the contents the current generation, whole or not at all: writes it beside the old one,
 * opens and checks what was written, renames it into place, then turns the pointer to it. The last
 * good generation before it stays as the one to fall back to.
 * @throws FootnoteError `index_unwritable`, `index_locked`, `index_corrupt` when the contents do
 * not fit together; the index is then as it was
 */
export async function commitGeneration(
  directory: string,
  contents: IndexContents,
  options: CommitOptions,
): Promise<OpenIndex> {
  const ordered = orderContents(contents)
  checkRanges(ordered.articles, ordered.passages)
  if (options.lock.directory !== directory) {
    const held = `The lock is of ${options.lock.directory}, not of ${directory}.`
    throw new FootnoteError('internal', held)
  }
  try {
    await options.lock.assertHeld()
    await makeFolder(generationsFolder(directory))
    await makeFolder(revisionsFolder(directory))
    await removeLeftovers(directory)
    const total = ordered.articles.length
    let done = 0
    await storeRevisions(directory, ordered.articles, () => options.onProgress?.(++done, total))
    return await buildAndSwap(directory, ordered, options.lock)
  } catch (error) {
    throw asUnwritable(directory, error)
  }
}

/**
 * `commitGeneration` of what `previous` becomes by a change.
 * @throws FootnoteError as `commitGeneration` does
 */
export async function commitChange(
  previous: OpenIndex,
  { articles, fresh, material }: IndexChange,
  options: CommitOptions,
): Promise<OpenIndex> {
  const keeping = new Set(articles.map(({ id }) => id).filter((id) => !fresh.has(id)))
  const kept = previous.passages.filter(({ sourceId }) => keeping.has(sourceId))
  const ids = [...vectorOwners(kept).keys()]
  const records = await Promise.all(ids.map((id) => previous.vectors.get(id)))
  const contents: IndexContents = {
    model: previous.model,
    articles,
    passages: [...kept, ...material.passages],
    vectors: [...records.filter((record) => record !== undefined), ...material.vectors],
  }
  return commitGeneration(options.lock.directory, contents, options)
}

async function buildAndSwap(
  directory: string,
  contents: IndexContents,
  lock: IndexLock,
): Promise<OpenIndex> {
  const [newest = 0] = await listGenerations(directory)
  const generation = Math.max(newest, (await readPointer(directory)) ?? 0) + 1
  const name = `.building-${generation}-${randomBytes(4).toString('hex')}`
  const building = join(generationsFolder(directory), name)
  try {
    await writeGeneration(building, generation, contents)
    const index = await readGeneration(directory, building)
    await lock.assertHeld()
    await rename(building, generationFolder(directory, generation))
    await syncFolder(generationsFolder(directory))
    await writePointer(directory, generation)
    // What cannot be removed now is removed by the next commit.
    await removeOldGenerations(directory, generation).catch(() => undefined)
    return index
  } catch (error) {
    await rm(building, { recursive: true, force: true }).catch(() => undefined)
    throw error
  }
}

/** Keeps the newest whole generation before the current one. */
async function removeOldGenerations(directory: string, current: number): Promise<void> {
  let kept = false
  for (const generation of await listGenerations(directory)) {
    if (generation === current) continue
    const folder = generationFolder(directory, generation)
    if (!kept) {
      kept = await verifyFiles(folder).then(
        () => true,
        () => false,
      )
      if (kept) continue
    }
    // Out of sight in one step: a half-removed generation would look like a damaged one.
    const hidden = join(generationsFolder(directory), `.removing-${generation}`)
    await rename(folder, hidden)
    await rm(hidden, { recursive: true, force: true })
  }
}

/** Whoever holds the lock is alone: every hidden folder and half-written file is a dead writer's. */
async function removeLeftovers(directory: string): Promise<void> {
  await removeWhere(generationsFolder(directory), (name) => name.startsWith('.'))
  await removeWhere(revisionsFolder(directory), isUnfinished)
  await removeWhere(directory, (name) => name.startsWith('current.') && isUnfinished(name))
}

async function removeWhere(folder: string, isLeft: (name: string) => boolean): Promise<void> {
  for (const name of (await readdir(folder)).filter(isLeft)) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
}
