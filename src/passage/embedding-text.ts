import type { Article } from '../article/article.ts'

/**
 * Longest line put before a text when it is embedded, in UTF-16 units. A token is at least one
 * unit, so this also bounds what it takes of the embedder's limit, in tokens.
 */
export const maxContextLength = 96

/**
 * What is embedded for a passage or sentence: the article's own title and its headings, then the
 * text. Only for embedding: the text that is kept and quoted never carries them. A title that was
 * made from the first sentence or the file name says nothing new and is left out.
 */
export function embeddingText(
  article: Pick<Article, 'title' | 'titleOrigin'>,
  headingPath: readonly string[],
  text: string,
): string {
  const title = article.titleOrigin === 'file' ? [article.title] : []
  const context = [...title, ...headingPath].join(' – ').replace(/\s+/g, ' ')
  if (context === '') return text
  return `${cutAtWord(context, maxContextLength)}: ${text}`
}

function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text
  const cut = text.slice(0, limit)
  const space = cut.lastIndexOf(' ')
  return (space > limit / 2 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, '')
}
