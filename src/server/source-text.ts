import { Hono } from 'hono'
import { accepts } from 'hono/accepts'
import { z } from 'zod'
import { byteOffset, splitsCharacter } from '../answer/byte-offset.ts'
import { textAfter, textBefore } from '../answer/cite.ts'
import { pagesOf } from '../article/page-of.ts'
import { FootnoteError } from '../errors.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { withinDeadline } from './deadline.ts'
import type { ApiDependencies } from './dependencies.ts'
import { findSource, requireRevision } from './kept-revision.ts'
import { requireIndex } from './open-index.ts'
import { largestNumber, readQuery, wholeNumber } from './read-query.ts'
import { RequestError } from './request-error.ts'

/** Most UTF-16 units given at once, and most on either side of them. */
export const longestText = 100_000
export const longestContext = 10_000

const offset = wholeNumber(0, largestNumber)
export const textQuery = z.strictObject({
  start: offset.optional(),
  end: offset.optional(),
  context: wholeNumber(0, longestContext).optional(),
  revision: z
    .string()
    .regex(/^(sha256:)?([0-9a-f]{64}|[0-9a-f]{12})$/, 'Is sha256: and 64 hexadecimal digits')
    .optional(),
})

/**
 * `GET /v1/sources/{id}/text`: canonical text from `start` to `end` in UTF-16 units, with `context`
 * units on both sides; as plain text when `Accept` asks for that. Without `end`, as much as is
 * given at once; `links.next` leads on. With `revision`, of that kept text.
 */
export function sourceTextRoute(dependencies: ApiDependencies): Hono {
  return new Hono().get('/:id/text', async (c) => {
    const query = readQuery(c, textQuery)
    const index = requireIndex(dependencies)
    const read = () => readSourceText(index, c.req.param('id'), query)
    const body = await withinDeadline(dependencies.requestTimeoutMs, c.req.raw.signal, read)
    const supports = ['application/json', 'text/plain']
    c.header('Vary', 'Accept')
    if (accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/plain') {
      return c.body(`${body.prefix}${body.text}${body.suffix}`, 200, {
        'Content-Type': 'text/plain; charset=utf-8',
      })
    }
    return c.json(body)
  })
}

/**
 * Canonical text of a source from one offset to another.
 * @param most UTF-16 units given where the query names no end
 * @throws FootnoteError `invalid_id`, `source_not_found`, `source_removed`, `revision_not_found`,
 * `revision_pruned`; RequestError `unprocessable_request` for a wrong range
 */
export async function readSourceText(
  index: OpenIndex,
  id: string,
  query: z.output<typeof textQuery>,
  most: number = longestText,
) {
  const found = await findText(index, id, query.revision)
  const { text, revision } = found
  const start = query.start ?? 0
  const end = query.end ?? start + textAfter(text, start, most).length
  checkRange(text, start, end)
  const path = `/v1/sources/${id}/text?${query.revision ? `revision=${revision}&` : ''}`
  return {
    object: 'source.text' as const,
    source_id: id,
    source_path: found.path,
    source_entry: found.entry ?? null,
    revision,
    current: index.articleById.get(id)?.revision === revision,
    characters: text.length,
    offset_unit: 'utf16' as const,
    start,
    end,
    byte_start: byteOffset(revision, text, start),
    byte_end: byteOffset(revision, text, end),
    ...pagesOf(found.pages, { start, end }),
    text: text.slice(start, end),
    prefix: textBefore(text, start, query.context ?? 0),
    suffix: textAfter(text, end, query.context ?? 0),
    links: {
      source: `/v1/sources/${id}`,
      next: query.end === undefined && end < text.length ? `${path}start=${end}` : null,
    },
  }
}

/** The text of today, or the one of a kept revision. */
async function findText(index: OpenIndex, id: string, revision: string | undefined) {
  const found = await findSource(index, id)
  if (revision) {
    const kept = await requireRevision(index, id, revision)
    const { path, entry, pages } = kept.article
    return { text: kept.text, revision: kept.revision, path, entry, pages }
  }
  if ('article' in found) return found.article
  throw new FootnoteError('source_removed', `${id} is no longer among the articles.`, {
    nextStep: `Read its last text with ?revision=${found.kept.revision}.`,
  })
}

function checkRange(text: string, start: number, end: number): void {
  const refuse = (name: string, message: string): never => {
    throw new RequestError(
      'unprocessable_request',
      `Wrong range ${start} to ${end}. ?${name}: ${message}.`,
      {
        nextStep: 'Give start and end in UTF-16 units, end exclusive.',
        errors: [{ pointer: `?${name}`, message }],
      },
    )
  }
  if (start > text.length) refuse('start', `The text has ${text.length} characters`)
  if (end > text.length) refuse('end', `The text has ${text.length} characters`)
  if (end < start) refuse('end', 'Ends before it starts')
  if (end - start > longestText) refuse('end', `At most ${longestText} characters at once`)
  if (splitsCharacter(text, start)) refuse('start', 'Would cut a surrogate pair in half')
  if (splitsCharacter(text, end)) refuse('end', 'Would cut a surrogate pair in half')
}
