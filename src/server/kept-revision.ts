import type { Article } from '../article/article.ts'
import { FootnoteError } from '../errors.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { RevisionSpan } from '../store/revision-history.ts'
import type { StoredRevision } from '../store/revisions.ts'
import { requireSourceId } from './open-index.ts'

/** A source that has left the corpus, with the last text of it that is kept. */
export interface RemovedSource {
  readonly kept: StoredRevision
  readonly removedAt: string | null
}

/**
 * A source that is current, or that once was.
 * @throws FootnoteError `invalid_id`, `source_not_found`, `revision_pruned`
 */
export async function findSource(
  index: OpenIndex,
  id: string,
): Promise<{ readonly article: Article } | RemovedSource> {
  requireSourceId(id)
  const article = index.articleById.get(id)
  if (article) return { article }
  const spans = await index.history.spansOf(id)
  for (const { revision } of [...spans].reverse()) {
    const kept = await index.revision(revision)
    if (kept) return { kept, removedAt: spans.at(-1)?.replacedAt ?? null }
  }
  if (spans.length > 0) throw pruned(`Every text of ${id}, which has left the articles,`)
  throw new FootnoteError('source_not_found', `No article has the id ${id}.`, {
    nextStep: 'Take the id from GET /v1/sources.',
  })
}

/**
 * A kept revision that belongs to a source, by the name it is given in a query.
 * @throws FootnoteError `revision_not_found`, `revision_pruned`
 */
export async function requireRevision(
  index: OpenIndex,
  sourceId: string,
  name: string,
): Promise<StoredRevision> {
  const kept = await index.revision(name)
  if (kept && (await belongsTo(index, sourceId, kept))) return kept
  await refusePruned(index, name)
  throw new FootnoteError('revision_not_found', `${sourceId} has no kept revision ${name}.`, {
    nextStep: `GET /v1/sources/${sourceId}/revisions lists those that are kept.`,
  })
}

/** Two sources can have had the same text; its facts name the first of them only. */
export async function belongsTo(
  index: OpenIndex,
  sourceId: string,
  { article, revision }: StoredRevision,
): Promise<boolean> {
  if (article.id === sourceId) return true
  if (index.articleById.get(sourceId)?.revision === revision) return true
  const spans = await index.history.spansOfRevision(revision)
  return spans.some((span) => span.sourceId === sourceId)
}

/** @throws FootnoteError `revision_pruned` when the text was there and has been removed */
export async function refusePruned(index: OpenIndex, name: string): Promise<void> {
  const known = await index.history.pruned(name)
  if (known) throw pruned(`The text ${known.revision} of ${known.sourceId}`, known.prunedAt)
}

/** When a revision of a source was current: first seen, and replaced or gone since. */
export async function revisionDates(index: OpenIndex, sourceId: string, revision: string) {
  const spans = await index.history.spansOfRevision(revision)
  const own = spans.filter((span) => span.sourceId === sourceId)
  return datesOf(own)
}

/** Of several spans of one revision: the first coming and the last going. */
export function datesOf(spans: readonly RevisionSpan[]) {
  const last = spans.at(-1)
  return { indexed_at: spans[0]?.indexedAt ?? null, replaced_at: last?.replacedAt ?? null }
}

function pruned(what: string, at?: string): FootnoteError {
  const when = at ? ` on ${at.slice(0, 10)}` : ''
  return new FootnoteError('revision_pruned', `${what} was removed${when} to save room.`, {
    nextStep:
      'A backup of the index may still hold it; ask again for a quote of the text of today.',
  })
}
