import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isUnfinished } from './durable-files.ts'
import { generationsFolder } from './pointer.ts'
import { revisionsFolder } from './revisions.ts'
import { collectSegments } from './segments/collect-segments.ts'
import { segmentsFolder } from './segments/segment.ts'

/** When the folder of revisions changed last, by its path, as this process left it behind. */
const cleaned = new Map<string, bigint>()

/**
 * Whoever holds the lock is alone: every hidden folder, half-written file and segment that no
 * generation has is a dead writer's.
 */
export async function removeLeftovers(directory: string): Promise<void> {
  await removeWhere(generationsFolder(directory), (name) => name.startsWith('.'))
  await removeWhere(segmentsFolder(directory), (name) => name.startsWith('.'))
  await removeWhere(directory, (name) => /^(current|ledger)\./.test(name) && isUnfinished(name))
  await collectSegments(directory)
  const revisions = revisionsFolder(directory)
  // It only grows, and listing it would soon cost more than all the rest of a commit.
  if (cleaned.get(revisions) === (await changedAt(revisions))) return
  await removeWhere(revisions, isUnfinished)
}

/** To be called when nothing unfinished is left among the revisions. */
export async function rememberClean(directory: string): Promise<void> {
  const revisions = revisionsFolder(directory)
  cleaned.set(revisions, await changedAt(revisions))
}

async function changedAt(folder: string): Promise<bigint> {
  return (await stat(folder, { bigint: true })).mtimeNs
}

async function removeWhere(folder: string, isLeft: (name: string) => boolean): Promise<void> {
  for (const name of (await readdir(folder)).filter(isLeft)) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
}
