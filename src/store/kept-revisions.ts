import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Revision } from '../article/article.ts'
import { isUnfinished, syncFolder } from './durable-files.ts'
import { generationFolder, listGenerations } from './pointer.ts'
import { readGeneration } from './read-generation.ts'
import { revisionsFolder } from './revisions.ts'

/** A text under `revisions/`, whole or not. */
export interface KeptRevision {
  readonly revision: Revision
  /** Of the text and its facts together. */
  readonly bytes: number
}

/** Every text that is kept, in order of name. */
export async function listRevisions(directory: string): Promise<readonly KeptRevision[]> {
  const folder = revisionsFolder(directory)
  const names = new Set(await filesIn(folder))
  const kept: KeptRevision[] = []
  for (const name of [...names].sort()) {
    const digest = /^([0-9a-f]{64})\.txt$/.exec(name)?.[1]
    if (!digest) continue
    const facts = `${digest}.json`
    const text = await stat(join(folder, name))
    const more = names.has(facts) ? (await stat(join(folder, facts))).size : 0
    kept.push({ revision: `sha256:${digest}`, bytes: text.size + more })
  }
  return kept
}

/** Files that no text needs: facts without a text, and what a killed writer had not finished. */
export async function revisionLeftovers(directory: string): Promise<readonly string[]> {
  const folder = revisionsFolder(directory)
  const names = new Set(await filesIn(folder))
  return [...names].sort().filter((name) => {
    const digest = /^([0-9a-f]{64})\.json$/.exec(name)?.[1]
    return isUnfinished(name) || (digest !== undefined && !names.has(`${digest}.txt`))
  })
}

/**
 * The revisions that some generation on disk is made of: also the one before the current, which a
 * server may still be answering from. What is damaged is passed over.
 */
export async function revisionsInUse(directory: string): Promise<ReadonlySet<Revision>> {
  const used = new Set<Revision>()
  for (const generation of await listGenerations(directory)) {
    const folder = generationFolder(directory, generation)
    const index = await readGeneration(directory, folder).catch(() => undefined)
    for (const { revision } of index?.articles ?? []) used.add(revision)
  }
  return used
}

/**
 * Removes kept texts for good; the caller holds the lock and has said of them that they are gone.
 * The text goes first: without it, nothing opens the revision any more.
 */
export async function removeRevisions(
  directory: string,
  revisions: readonly Revision[],
): Promise<void> {
  const folder = revisionsFolder(directory)
  for (const revision of revisions) {
    const digest = revision.slice('sha256:'.length)
    await rm(join(folder, `${digest}.txt`), { force: true })
    await rm(join(folder, `${digest}.json`), { force: true })
  }
  if (revisions.length > 0) await syncFolder(folder)
}

async function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}
