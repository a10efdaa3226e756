import type { Article, Revision } from '../article/article.ts'

/** A kept text and what was known of its article when it was current. */
export interface StoredRevision {
  readonly revision: Revision
  readonly text: string
  readonly article: Omit<Article, 'text'>
}
