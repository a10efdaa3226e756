import { Hono } from 'hono'
import { z } from 'zod'
import { citeRange, isQuotable } from '../answer/cite.ts'
import { FootnoteError } from '../errors.ts'
import type { TextRange } from '../passage/passage.ts'
import { sectionsOf } from '../passage/sections.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { StoredRevision } from '../store/revisions.ts'
import { currentPlace, findCurrentPlace } from './current-place.ts'
import { withinDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { requireIndex } from './open-index.ts'
import { readQuery } from './read-query.ts'

/** Twelve digits of a revision and two offsets, each written in its only form. */
const citationPattern = /^cit_([0-9a-f]{12})-(0|[1-9]\d{0,11})-([1-9]\d{0,11})$/

/**
 * `GET /v1/citations/{id}`: the quoted words, cut from the kept revision the id names; whether the
 * article has changed since (`stale`); and where the same sentences stand in it now (`current`).
 * An address is looked up, not searched for, so its `number` and `score` are 1.
 */
export function citationsRoute(dependencies: ApiDependencies): Hono {
  return new Hono().get('/:id', async (c) => {
    readQuery(c, z.strictObject({}))
    const id = c.req.param('id')
    const address = parseCitationId(id)
    const index = requireIndex(dependencies)
    const kept = await withinDeadline(dependencies.requestTimeoutMs, c.req.raw.signal, () =>
      index.revision(address.revision),
    )
    if (!kept || !isQuotable(kept.text, address)) throw notFound(id)
    return c.json(describe(index, kept, address))
  })
}

function parseCitationId(id: string): TextRange & { revision: string } {
  const [, revision, start, end] = citationPattern.exec(id) ?? []
  if (!revision || Number(start) >= Number(end)) {
    throw new FootnoteError(
      'invalid_id',
      'A citation id is cit_, 12 hexadecimal digits, and where the quote starts and ends.',
      { nextStep: 'Take the id from an answer; it looks like cit_0123456789ab-120-188.' },
    )
  }
  return { revision, start: Number(start), end: Number(end) }
}

function describe(index: OpenIndex, kept: StoredRevision, { start, end }: TextRange) {
  const range = { start, end }
  const citation = citeRange(kept, range, {
    number: 1,
    score: 1,
    headingPath: headingsAbove(kept, range),
  })
  const article = index.articleById.get(kept.article.id)
  const isStale = article?.revision !== kept.revision
  const place = article && isStale ? findCurrentPlace(index, article, citation.quote, start) : range
  return {
    object: 'citation',
    ...citation,
    stale: isStale,
    current: article && place ? currentPlace(article, place) : null,
  }
}

function headingsAbove({ article, text }: StoredRevision, range: TextRange): readonly string[] {
  const section = sectionsOf({ ...article, text }).find(({ blocks }) =>
    blocks.some((block) => block.start <= range.start && range.start < block.end),
  )
  return section?.headingPath ?? []
}

function notFound(id: string): FootnoteError {
  return new FootnoteError('citation_not_found', `No kept text holds ${id}.`, {
    nextStep: 'Ask again for a fresh quote; the index may have been built anew elsewhere.',
  })
}
