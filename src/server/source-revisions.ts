import { Hono } from 'hono'
import { z } from 'zod'
import type { OpenIndex } from '../store/open-index.ts'
import type { RevisionSpan } from '../store/revision-history.ts'
import { withinDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { datesOf, findSource } from './kept-revision.ts'
import { requireIndex } from './open-index.ts'
import { readQuery } from './read-query.ts'
import { indexReference } from './source-summary.ts'

/** Revisions listed at most, the newest. */
const mostListed = 200

/**
 * `GET /v1/sources/{id}/revisions`: the kept revisions of a source, the newest first, each with when
 * it came and when it was replaced. Also of a source that has left the articles.
 */
export function sourceRevisionsRoute(dependencies: ApiDependencies): Hono {
  return new Hono().get('/:id/revisions', async (c) => {
    readQuery(c, z.strictObject({}))
    const id = c.req.param('id')
    const index = requireIndex(dependencies)
    const { requestTimeoutMs } = dependencies
    const data = await withinDeadline(requestTimeoutMs, c.req.raw.signal, async () => {
      await findSource(index, id)
      return keptRevisions(index, id)
    })
    return c.json({ object: 'list', data, index: indexReference(index) })
  })
}

async function keptRevisions(index: OpenIndex, id: string) {
  const current = index.articleById.get(id)
  const spans = new Map<string, RevisionSpan[]>()
  if (current) spans.set(current.revision, [])
  for (const span of (await index.history.spansOf(id)).slice().reverse()) {
    const same = spans.get(span.revision)
    if (same) same.unshift(span)
    else spans.set(span.revision, [span])
  }
  const listed = []
  for (const [revision, own] of spans) {
    if (listed.length >= mostListed) break
    const kept = await index.revision(revision)
    if (!kept) continue
    listed.push({
      object: 'source.revision',
      source_id: id,
      revision,
      current: revision === current?.revision,
      ...datesOf(own),
      title: kept.article.title,
      published_at: kept.article.publishedAt,
      characters: kept.text.length,
      links: { text: `/v1/sources/${id}/text?revision=${revision}` },
    })
  }
  return listed
}
