import type { Article } from './article.ts'
import type { Declared } from './reading.ts'

/**
 * An article as it was read: text and blocks, not yet cleaned. What the file says about itself
 * (title, date, publisher…) is read once it is known which blocks are noise: see `clean/`.
 */
export type ArticleDraft = Pick<
  Article,
  'id' | 'path' | 'entry' | 'format' | 'text' | 'revision' | 'blocks' | 'pages'
> & { readonly declared?: Declared }
