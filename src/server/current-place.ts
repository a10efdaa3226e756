import { byteOffset } from '../answer/byte-offset.ts'
import type { Article } from '../article/article.ts'
import { citationId, type TextRange } from '../passage/passage.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { StoredRevision } from '../store/revisions.ts'

/**
 * The article that a kept revision belongs to, as it stands: its own source, unless the same text
 * is now current under another one. Undefined when neither is there.
 */
export function standingArticle(index: OpenIndex, kept: StoredRevision): Article | undefined {
  const own = index.articleById.get(kept.article.id)
  if (own?.revision === kept.revision) return own
  return index.articles.find(({ revision }) => revision === kept.revision) ?? own
}

/** A place in the current revision, as the API gives it. */
export function currentPlace(article: Article, range: TextRange) {
  const id = citationId(article.revision, range)
  return {
    id,
    revision: article.revision,
    start: range.start,
    end: range.end,
    byte_start: byteOffset(article.revision, article.text, range.start),
    byte_end: byteOffset(article.revision, article.text, range.end),
    links: {
      self: `/v1/citations/${id}`,
      reader: `/sources/${article.id}?citation=${id}#${id}`,
    },
  }
}
