import { createHash } from 'node:crypto'
import type { EmbedOptions, TokenEmbedder, TokenVectors } from '../../src/embed/embedder.ts'
import { FootnoteError } from '../../src/errors.ts'

const dimensions = 64
/** A word, a single Han, Hiragana or Katakana character, or any other visible character. */
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+|\S/gu

/**
 * A small real embedder without a model: words are folded, hashed into 64 dimensions and counted
 * (feature hashing, Weinberger et al. 2009, without signs, so that words never cancel out). Texts
 * that share words are near each other. A word or a CJK character is one token.
 */
export function createHashingEmbedder(options: { maxTokens?: number } = {}): TokenEmbedder {
  const maxTokens = options.maxTokens ?? 500
  let closed = false

  const wordsOf = (text: string): string[] => {
    if (closed) throw new FootnoteError('embedding_failed', 'The embedder is closed.')
    return text.toLowerCase().match(word) ?? []
  }
  const tokensOf = (text: string): string[] => {
    const tokens = wordsOf(text)
    if (tokens.length === 0) throw new FootnoteError('embedding_failed', 'The text is empty.')
    if (tokens.length > maxTokens) {
      const start = JSON.stringify(text.slice(0, 40))
      const message = `The text ${start} has ${tokens.length} tokens, more than ${maxTokens}.`
      throw new FootnoteError('embedding_failed', message)
    }
    return tokens
  }

  return {
    model: 'test/hashing-64',
    revision: `sha256:${createHash('sha256').update('hashing-64').digest('hex')}`,
    dimensions,
    maxTokens,
    async countTokens(texts) {
      return texts.map((text) => wordsOf(text).length)
    },
    async embedQuery(text) {
      return sumOf(tokensOf(text))
    },
    async embedQuestion(text) {
      const tokens = tokensOf(text)
      return { vector: sumOf(tokens), tokens: tokenVectorsOf(tokens) }
    },
    async embedPassages(texts, embedOptions: EmbedOptions = {}) {
      const tokens = texts.map(tokensOf)
      const vectors: Float32Array[] = []
      for (const [index, words] of tokens.entries()) {
        embedOptions.signal?.throwIfAborted()
        vectors.push(sumOf(words))
        embedOptions.onProgress?.(index + 1, texts.length)
        await new Promise((resolve) => setImmediate(resolve))
      }
      embedOptions.signal?.throwIfAborted()
      return vectors
    },
    async embedTokens(texts) {
      return texts.map((text) => tokenVectorsOf(tokensOf(text)))
    },
    async close() {
      closed = true
    },
  }
}

function tokenVectorsOf(tokens: string[]): TokenVectors {
  const vectors = new Float32Array(tokens.length * dimensions)
  for (const [row, token] of tokens.entries()) vectors[row * dimensions + slotOf(token)] = 1
  return { tokens, vectors }
}

function sumOf(tokens: readonly string[]): Float32Array {
  const vector = new Float32Array(dimensions)
  for (const token of tokens) {
    const slot = slotOf(token)
    vector[slot] = (vector[slot] ?? 0) + 1
  }
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

/** FNV-1a over the word's UTF-16 units. */
function slotOf(token: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < token.length; index += 1) {
    hash = Math.imul(hash ^ token.charCodeAt(index), 0x01000193)
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % dimensions
}
