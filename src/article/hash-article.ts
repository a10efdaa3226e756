import { createHash } from 'node:crypto'
import type { Revision } from './article.ts'

/** sha256 over the UTF-8 bytes of a canonical text, so that the same text has the same revision. */
export function hashArticle(text: string): Revision {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
}

/**
 * `src_` and 12 hex digits of the sha256 of the path, and of the entry where a file holds several
 * articles: the same place keeps the same id.
 */
export function articleId(path: string, entry?: string): string {
  // No path holds a NUL, so that no two places are written alike.
  const place = entry === undefined ? path : `${path}\0${entry}`
  return `src_${createHash('sha256').update(place, 'utf8').digest('hex').slice(0, 12)}`
}
