import type { ArticleDraft } from './article-draft.ts'
import { articleId, hashArticle } from './hash-article.ts'

/**
 * What is wrong with an article as it was read from the file at `path`, or undefined: blocks are in
 * order, within the text and apart from each other, pages in order, id and revision what they must be.
 */
export function faultOfDraft(draft: ArticleDraft, path: string): string | undefined {
  const { text, blocks, pages, entry } = draft
  if (draft.path !== path || draft.id !== articleId(path, entry)) return 'is of another file'
  if (text.trim() === '') return 'holds no text'
  if (draft.revision !== hashArticle(text)) return 'has another revision than its text'
  let last = 0
  for (const { start, end } of blocks) {
    if (start < last || end <= start || end > text.length) return `has a block at ${start}-${end}`
    last = end
  }
  const isAscending = (pages ?? []).every(
    (page, at, all) => page >= (all[at - 1] ?? 0) && page <= text.length,
  )
  return isAscending ? undefined : 'has pages out of order'
}
