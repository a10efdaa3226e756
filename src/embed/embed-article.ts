import type { Article } from '../article/article.ts'
import { embeddingText, maxContextLength } from '../passage/embedding-text.ts'
import { packPassages } from '../passage/pack-passages.ts'
import { type Passage, sentenceId } from '../passage/passage.ts'
import type { Without } from '../pipeline-part.ts'
import type { Embedder } from './embedder.ts'

/** A text to be embedded and the id its vector will have. */
export interface EmbeddingTask {
  readonly id: string
  readonly kind: 'passage' | 'sentence'
  readonly sourceId: string
  readonly text: string
}

/** The passages of an article: paragraphs, divided only where the embedder's limit makes it so. */
export function passagesOf(article: Article, embedder: Embedder): Promise<Passage[]> {
  return packPassages(article, {
    countTokens: (texts) => embedder.countTokens(texts),
    maxTokens: embedder.maxTokens - maxContextLength - 2,
  })
}

/** What has to be embedded for these passages: each of them, and each of their sentences. */
export function embeddingTasks(
  article: Article,
  passages: readonly Passage[],
  without?: Without,
): EmbeddingTask[] {
  return passages.flatMap((passage) => {
    const text = (part: string) =>
      without?.has('titles') ? part : embeddingText(article, passage.headingPath, part)
    const sentences = passage.sentences.map((range) => ({
      id: sentenceId(passage.revision, range),
      kind: 'sentence' as const,
      sourceId: article.id,
      text: text(article.text.slice(range.start, range.end)),
    }))
    const whole = { id: passage.id, kind: 'passage' as const, sourceId: article.id }
    return [{ ...whole, text: text(passage.text) }, ...sentences]
  })
}
