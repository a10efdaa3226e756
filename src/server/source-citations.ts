import { Hono } from 'hono'
import { isQuotable } from '../answer/cite.ts'
import { pagesOf } from '../article/page-of.ts'
import { citationId } from '../passage/passage.ts'
import type { CitedRecord } from '../store/cited-revisions.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { StoredRevision } from '../store/revisions.ts'
import { withinDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { belongsTo, findSource } from './kept-revision.ts'
import { requireIndex } from './open-index.ts'
import { pageQuery, readQuery } from './read-query.ts'
import { indexReference } from './source-summary.ts'

const usualPage = 50

/** A place of an article that an answer of this server has quoted. */
export interface QuotedPlace extends CitedRecord {
  /** `cit_…` */
  readonly id: string
  readonly kept: StoredRevision
}

/**
 * `GET /v1/sources/{id}/citations`: the places of an article that answers have quoted or shown as
 * nearest, of its kept texts, the one first quoted last first. Nothing is known of who asked what.
 */
export function sourceCitationsRoute(dependencies: ApiDependencies): Hono {
  return new Hono().get('/:id/citations', async (c) => {
    const { limit = usualPage, offset = 0 } = readQuery(c, pageQuery)
    const id = c.req.param('id')
    const index = requireIndex(dependencies)
    const { requestTimeoutMs } = dependencies
    const places = await withinDeadline(requestTimeoutMs, c.req.raw.signal, async () => {
      await findSource(index, id)
      return quotedPlaces(dependencies, index, id)
    })
    const current = index.articleById.get(id)?.revision
    const next = offset + limit
    return c.json({
      object: 'list',
      data: places.slice(offset, next).map((place) => describe(id, place, current)),
      total: places.length,
      limit,
      offset,
      next:
        next < places.length ? `/v1/sources/${id}/citations?limit=${limit}&offset=${next}` : null,
      index: indexReference(index),
    })
  })
}

/** Those of the texts of a source that are kept, the newest first. */
export async function quotedPlaces(
  dependencies: Pick<ApiDependencies, 'cited'>,
  index: OpenIndex,
  sourceId: string,
): Promise<QuotedPlace[]> {
  const revisions = new Set((await index.history.spansOf(sourceId)).map((span) => span.revision))
  const current = index.articleById.get(sourceId)?.revision
  if (current) revisions.add(current)
  const kept = new Map<string, StoredRevision>()
  const places: QuotedPlace[] = []
  for (const record of (await dependencies.cited?.()) ?? []) {
    if (!revisions.has(record.revision)) continue
    const text = kept.get(record.revision) ?? (await index.revision(record.revision))
    if (!text || !isQuotable(text.text, record)) continue
    if (!kept.has(record.revision) && !(await belongsTo(index, sourceId, text))) continue
    kept.set(record.revision, text)
    places.push({ ...record, id: citationId(record.revision, record), kept: text })
  }
  return places.reverse()
}

function describe(sourceId: string, place: QuotedPlace, current: string | undefined) {
  const { id, revision, start, end, citedAt, kept } = place
  return {
    object: 'source.citation',
    id,
    quote: kept.text.slice(start, end),
    revision,
    current: revision === current,
    start,
    end,
    ...pagesOf(kept.article.pages, { start, end }),
    first_cited_at: citedAt,
    links: {
      self: `/v1/citations/${id}`,
      reader: `/sources/${sourceId}?citation=${id}#${id}`,
    },
  }
}
