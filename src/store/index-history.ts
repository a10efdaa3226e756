import { followed } from './followed-file.ts'
import { type PrunedRevision, prunedPath, readPruned } from './pruned-revisions.ts'
import { historyPath, type RevisionSpan, readHistory } from './revision-history.ts'

/** What an index remembers of texts that are no longer current. */
export interface IndexHistory {
  /** All spans of all sources, the oldest first. */
  spans(): Promise<readonly RevisionSpan[]>
  /** The spans of a source, the oldest first; empty for one that was never there. */
  spansOf(sourceId: string): Promise<readonly RevisionSpan[]>
  /** The spans of a revision, by its full name. */
  spansOfRevision(revision: string): Promise<readonly RevisionSpan[]>
  /** A revision whose text was removed by pruning, by its full name or 12 hex digits of it. */
  pruned(name: string): Promise<PrunedRevision | undefined>
}

/** The history of an index folder; read when asked for, and again when it has grown. */
export function openHistory(directory: string): IndexHistory {
  const spans = followed(historyPath(directory), async () => {
    const all = await readHistory(directory)
    return { all, bySource: groupBy(all, 'sourceId'), byRevision: groupBy(all, 'revision') }
  })
  const pruned = followed(prunedPath(directory), async () => {
    const all = await readPruned(directory)
    return new Map(all.map((each) => [short(each.revision), each]))
  })
  return {
    spans: async () => (await spans()).all,
    spansOf: async (sourceId) => (await spans()).bySource.get(sourceId) ?? [],
    spansOfRevision: async (revision) => (await spans()).byRevision.get(revision) ?? [],
    async pruned(name) {
      const found = (await pruned()).get(short(name))
      return found?.revision.includes(name) ? found : undefined
    },
  }
}

function groupBy(spans: readonly RevisionSpan[], key: 'sourceId' | 'revision') {
  const groups = new Map<string, RevisionSpan[]>()
  for (const span of spans) {
    const group = groups.get(span[key])
    if (group) group.push(span)
    else groups.set(span[key], [span])
  }
  return groups
}

function short(revision: string): string {
  return revision.replace('sha256:', '').slice(0, 12)
}
