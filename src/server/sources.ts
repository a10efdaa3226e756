import { Hono } from 'hono'
import { z } from 'zod'
import type { Article } from '../article/article.ts'
import { nearCopies } from '../evidence/near-copies.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { ApiDependencies } from './dependencies.ts'
import { findSource } from './kept-revision.ts'
import { requireIndex } from './open-index.ts'
import { pageQuery, readQuery } from './read-query.ts'
import { indexReference, sourceSummary } from './source-summary.ts'

const usualPage = 50

/**
 * `GET /v1/sources`, a page of the articles in order of path, and `GET /v1/sources/{id}`: also of
 * one that has left, by the last of its texts that is kept.
 */
export function sourcesRoute(dependencies: ApiDependencies): Hono {
  return new Hono()
    .get('/', async (c) => {
      const { limit = usualPage, offset = 0 } = readQuery(c, pageQuery)
      const index = requireIndex(dependencies)
      const total = index.articles.length
      const next = offset + limit
      const copies = await nearCopies(index)
      return c.json({
        object: 'list',
        data: index.articles
          .slice(offset, next)
          .map((article) => sourceSummary(index, article, copies)),
        total,
        limit,
        offset,
        next: next < total ? `/v1/sources?limit=${limit}&offset=${next}` : null,
        index: indexReference(index),
      })
    })
    .get('/:id', async (c) => {
      readQuery(c, z.strictObject({}))
      return c.json(await describeSource(requireIndex(dependencies), c.req.param('id')))
    })
}

/**
 * An article that is current or once was, with its blocks and headings.
 * @throws FootnoteError `invalid_id`, `source_not_found`, `revision_pruned`
 */
export async function describeSource(index: OpenIndex, id: string) {
  const found = await findSource(index, id)
  const article =
    'article' in found ? found.article : { ...found.kept.article, text: found.kept.text }
  return {
    ...sourceSummary(index, article, await nearCopies(index)),
    ...('article' in found
      ? { removed: false, removed_at: null }
      : { removed: true, removed_at: found.removedAt }),
    offset_unit: 'utf16' as const,
    outline: outline(article),
    blocks: article.blocks,
    index: indexReference(index),
  }
}

function outline({ blocks, text }: Article) {
  return blocks
    .filter((block) => block.role === 'heading' || block.role === 'title')
    .map(({ level, start, end }) => ({
      level: level ?? null,
      text: text.slice(start, end),
      start,
      end,
    }))
}
