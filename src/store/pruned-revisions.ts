import { join } from 'node:path'
import type { Revision } from '../article/article.ts'
import { appendLines, readLines } from './append-file.ts'

/** A revision whose text was removed: enough to tell a pruned citation from one that never was. */
export interface PrunedRevision {
  readonly revision: Revision
  readonly sourceId: string
  /** ISO 8601. */
  readonly prunedAt: string
}

const line = /^([0-9a-f]{64}) (src_[0-9a-f]{12}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/

/** The revisions that were pruned, each with when it last was. */
export async function readPruned(directory: string): Promise<readonly PrunedRevision[]> {
  const pruned = new Map<string, PrunedRevision>()
  for (const [, digest = '', sourceId = '', prunedAt = ''] of await readLines(
    prunedPath(directory),
    line,
  )) {
    pruned.set(digest, { revision: `sha256:${digest}`, sourceId, prunedAt })
  }
  return [...pruned.values()]
}

/** Says of revisions that they are gone, before they are. */
export async function recordPruned(
  directory: string,
  pruned: readonly PrunedRevision[],
): Promise<void> {
  await appendLines(
    prunedPath(directory),
    pruned.map(({ revision, sourceId, prunedAt }) => {
      return `${revision.slice('sha256:'.length)} ${sourceId} ${prunedAt}`
    }),
  )
}

export function prunedPath(directory: string): string {
  return join(directory, 'pruned.txt')
}
