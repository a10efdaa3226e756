import type { Article } from '../article/article.ts'
import type { ArticleDraft } from '../article/article-draft.ts'
import { readMetadata } from '../article/metadata.ts'

export function markBlocks(draft: ArticleDraft): Article {
  const { blocks } = draft
  return { ...draft, blocks, ...readMetadata(draft, blocks) }
}
