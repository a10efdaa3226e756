import { LRUCache } from 'lru-cache'
import type { QuestionVectors, TokenEmbedder } from './embedder.ts'

/** Bytes of all that is kept of them: of fifty usual questions three times over, or of five as long as can be. */
const maxSize = 4 * 1024 * 1024

/**
 * The same embedder, keeping the vectors of the questions asked last: a page that is loaded again asks
 * all its questions again, and a question that was proposed was answered before it was shown. One that
 * is asked twice at the same time is read once.
 * @param most questions kept
 */
export function withQuestionCache<Inner extends TokenEmbedder>(
  embedder: Inner,
  most: number,
): Inner {
  const kept = new LRUCache<string, QuestionVectors>({
    max: most,
    maxSize,
    sizeCalculation: ({ vector, tokens }, text) =>
      vector.byteLength + tokens.vectors.byteLength + 24 * tokens.tokens.length + 2 * text.length,
  })
  const underWay = new Map<string, Promise<QuestionVectors>>()
  const read = async (text: string): Promise<QuestionVectors> => {
    const made = await embedder.embedQuestion(text)
    kept.set(text, made)
    return made
  }
  return {
    ...embedder,
    async embedQuestion(text: string) {
      let found = kept.get(text) ?? underWay.get(text)
      if (!found) {
        found = read(text).finally(() => underWay.delete(text))
        underWay.set(text, found)
      }
      return copyOf(await found)
    },
  }
}

/** Whoever writes to what he was given changes nothing for the next one. */
function copyOf({ vector, tokens }: QuestionVectors): QuestionVectors {
  const own = { tokens: tokens.tokens, vectors: tokens.vectors.slice() }
  return { vector: vector.slice(), tokens: own }
}
