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
const longestText = 100_000
const longestContext = 10_000

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
    const id = c.req.param('id')
    const index = requireIndex(dependencies)
    const {
      text,
      revision,
      path: sourcePath,
      entry,
      pages,
    } = await withinDeadline(dependencies.requestTimeoutMs, c.req.raw.signal, () =>
      findText(index, id, query.revision),
    )
    const start = query.start ?? 0
    const end = query.end ?? start + textAfter(text, start, longestText).length
    checkRange(text, start, end)
    const prefix = textBefore(text, start, query.context ?? 0)
    const suffix = textAfter(text, end, query.context ?? 0)
    const words = text.slice(start, end)
    const supports = ['application/json', 'text/plain']
    c.header('Vary', 'Accept')
    if (accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/plain') {
      return c.body(`${prefix}${words}${suffix}`, 200, {
        'Content-Type': 'text/plain; charset=utf-8',
      })
    }
    const path = `/v1/sources/${id}/text?${query.revision ? `revision=${revision}&` : ''}`
    return c.json({
      object: 'source.text',
      source_id: id,
      source_path: sourcePath,
      source_entry: entry ?? null,
      revision,
      current: index.articleById.get(id)?.revision === revision,
      characters: text.length,
      offset_unit: 'utf16',
      start,
      end,
      byte_start: byteOffset(revision, text, start),
      byte_end: byteOffset(revision, text, end),
      ...pagesOf(pages, { start, end }),
      text: words,
      prefix,
      suffix,
      links: {
        source: `/v1/sources/${id}`,
        next: query.end === undefined && end < text.length ? `${path}start=${end}` : null,
      },
    })
  })
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
