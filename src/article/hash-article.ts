import { createHash } from 'node:crypto'
import type { Revision } from './article.ts'

/** sha256 over the UTF-8 bytes of a canonical text, so that the same text has the same revision. */
export function hashArticle(text: string): Revision {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
}

/** `src_` and 12 hex digits of the path's sha256: the same path keeps the same id. */
export function articleId(path: string): string {
  return `src_${createHash('sha256').update(path, 'utf8').digest('hex').slice(0, 12)}`
}
