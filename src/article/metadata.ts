import type { Article, Block } from './article.ts'
import type { ArticleDraft } from './article-draft.ts'

export type Metadata = Omit<Article, keyof ArticleDraft>

export function readMetadata(draft: ArticleDraft, blocks: readonly Block[]): Metadata {
  const first = blocks[0]
  return {
    title: first ? draft.text.slice(first.start, first.end).slice(0, 90) : draft.path,
    titleOrigin: 'first-sentence',
    byline: null,
    publisher: null,
    publishedAt: null,
    language: 'und',
    url: null,
  }
}
