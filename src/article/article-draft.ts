import type { Article } from './article.ts'

/**
 * An article as it was read: text and blocks, not yet cleaned. What the file says about itself
 * (title, date, publisher…) is read once it is known which blocks are noise: see `clean/`.
 */
export type ArticleDraft = Pick<Article, 'id' | 'path' | 'format' | 'text' | 'revision' | 'blocks'>
