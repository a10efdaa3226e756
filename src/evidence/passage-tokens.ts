import type { Article } from '../article/article.ts'
import type { TokenEmbedder, TokenVectors } from '../embed/embedder.ts'
import { embeddingText } from '../passage/embedding-text.ts'
import type { Passage } from '../passage/passage.ts'
import type { OpenIndex } from '../store/open-index.ts'

/** Longest text of all passages together, in UTF-16 units, that is read before anybody asks. */
const readAhead = 200_000

/** Token vectors of each passage, its title before it, in their order; read beside each other. */
export function passageTokens(
  embedder: TokenEmbedder,
  passages: readonly { readonly article: Article; readonly passage: Passage }[],
): Promise<TokenVectors[]> {
  const texts = passages.map(({ article, passage }) => embeddingText(article, [], passage.text))
  return embedder.embedTokens(texts, 'passage')
}

/**
 * Reads the passages of a small index, so that an embedder that keeps what it reads has only the
 * questions left to read. One passage at a time: a question waits for one of them at most. A large
 * index is left alone: what is asked for would push out what was read.
 * @returns how many passages were read
 */
export async function readPassagesAhead(
  embedder: TokenEmbedder,
  index: OpenIndex,
  signal?: AbortSignal,
): Promise<number> {
  const length = index.passages.reduce((sum, { text }) => sum + text.length, 0)
  if (length > readAhead) return 0
  let read = 0
  for (const passage of index.passages) {
    if (signal?.aborted) break
    const article = index.articleById.get(passage.sourceId)
    if (!article) continue
    await passageTokens(embedder, [{ article, passage }])
    read += 1
  }
  return read
}
