import type { Article } from '../article/article.ts'
import { nearCopies } from '../evidence/near-copies.ts'
import type { OpenIndex } from '../store/open-index.ts'

/** Another article with nearly the same text, as the reader names it. */
export type ReaderCopy = Pick<Article, 'id' | 'title' | 'publisher' | 'publishedAt'>

/** Reprints and other editions of an article, the oldest first; none of one that is gone. */
export async function readerCopies(index: OpenIndex, id: string): Promise<ReaderCopy[]> {
  const copies = (await nearCopies(index)).get(id) ?? []
  return copies.map(({ id, title, publisher, publishedAt }) => {
    return { id, title, publisher, publishedAt }
  })
}
