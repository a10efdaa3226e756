import type { Embedder } from './embedder.ts'

/**
 * The end of a text that the embedder can read: what was asked last stands at the end of a question
 * with its history. A copy for embedding only; a text that fits is given back as it is.
 */
export async function fitText(embedder: Embedder, text: string): Promise<string> {
  let fitted = text
  // A token is at least one character, so most texts need no counting.
  while (fitted.length > embedder.maxTokens) {
    const [tokens = 0] = await embedder.countTokens([fitted])
    if (tokens <= embedder.maxTokens) break
    const length = Math.floor((fitted.length * embedder.maxTokens * 0.95) / tokens)
    fitted = fitted.slice(-length).replace(/^[\uDC00-\uDFFF]/, '')
    const space = fitted.indexOf(' ')
    if (space >= 0 && space < 40) fitted = fitted.slice(space + 1)
  }
  return fitted
}
