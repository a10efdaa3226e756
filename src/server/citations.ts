import { Hono } from 'hono'
import { z } from 'zod'
import { citeRange, isQuotable } from '../answer/cite.ts'
import { quoteStanding, type Successor } from '../answer/quote-standing.ts'
import type { Article } from '../article/article.ts'
import { FootnoteError } from '../errors.ts'
import type { TextRange } from '../passage/passage.ts'
import { sectionsOf } from '../passage/sections.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { StoredRevision } from '../store/revisions.ts'
import { currentPlace, standingArticle } from './current-place.ts'
import { withinDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { refusePruned, revisionDates } from './kept-revision.ts'
import { requireIndex } from './open-index.ts'
import { readQuery } from './read-query.ts'

/** Twelve digits of a revision and two offsets, each written in its only form. */
const citationPattern = /^cit_([0-9a-f]{12})-(0|[1-9]\d{0,11})-(0|[1-9]\d{0,11})$/

/**
 * `GET /v1/citations/{id}`: the quoted words, cut from the kept revision the id names; what has
 * become of them since (`status`); and where the same sentences stand now (`current`), or what came
 * in their place (`nearest`). An address is looked up, not searched for, so its `number` and `score`
 * are 1.
 */
export function citationsRoute(dependencies: ApiDependencies): Hono {
  return new Hono().get('/:id', async (c) => {
    readQuery(c, z.strictObject({}))
    const find = () => findCitation(dependencies, c.req.param('id'))
    return c.json(await withinDeadline(dependencies.requestTimeoutMs, c.req.raw.signal, find))
  })
}

/**
 * A citation by its id, and what has become of its words.
 * @throws FootnoteError `invalid_id`, `not_ready`, `citation_not_found`, `revision_pruned`
 */
export async function findCitation(dependencies: ApiDependencies, id: string) {
  const address = parseCitationId(id)
  const index = requireIndex(dependencies)
  const kept = await index.revision(address.revision)
  if (!kept) await refusePruned(index, address.revision)
  if (!kept || !isQuotable(kept.text, address)) throw notFound(id)
  return describe(index, kept, address)
}

function parseCitationId(id: string): TextRange & { revision: string } {
  const [, revision, start, end] = citationPattern.exec(id) ?? []
  if (!revision) {
    throw new FootnoteError(
      'invalid_id',
      'A citation id is cit_, 12 hexadecimal digits, and where the quote starts and ends.',
      { nextStep: 'Take the id from an answer; it looks like cit_0123456789ab-120-188.' },
    )
  }
  return { revision, start: Number(start), end: Number(end) }
}

async function describe(index: OpenIndex, kept: StoredRevision, { start, end }: TextRange) {
  const range = { start, end }
  const article = standingArticle(index, kept)
  const { status, place, nearest } = quoteStanding(kept, range, article)
  const cited = status === 'current' && article ? { ...kept, article } : kept
  const citation = citeRange(cited, range, {
    number: 1,
    score: 1,
    headingPath: headingsAbove(kept, range),
  })
  return {
    object: 'citation' as const,
    ...citation,
    stale: status !== 'current',
    status,
    ...(await revisionDates(index, citation.source_id, kept.revision)),
    current: article && place ? currentPlace(article, place) : null,
    nearest: article && nearest ? nearestNow(article, nearest) : null,
  }
}

/** What stands in the quote's place, never to be taken for it. */
function nearestNow(article: Article, { start, end, similarity }: Successor) {
  return {
    is_quote: false as const,
    text: article.text.slice(start, end),
    similarity: Math.round(similarity * 1000) / 1000,
    ...currentPlace(article, { start, end }),
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
