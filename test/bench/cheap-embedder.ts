import type { Embedder } from '../../src/embed/embedder.ts'
import { toUnitLength } from './large-contents.ts'

const dimensions = 384

/**
 * Vectors of the usual size that mean nothing and cost next to nothing: what an ingest needs beside
 * the model is left. The same text has the same vector.
 */
export function cheapEmbedder(): Embedder {
  return {
    model: 'bench/cheap',
    revision: 'sha256:0',
    dimensions,
    maxTokens: 500,
    countTokens: async (texts) => texts.map((text) => Math.ceil(text.length / 5)),
    embedQuery: async (text) => vectorOf(text),
    async embedPassages(texts, { onProgress, signal } = {}) {
      const vectors: Float32Array[] = []
      for (const [at, text] of texts.entries()) {
        vectors.push(vectorOf(text))
        onProgress?.(at + 1, texts.length)
        // As with a real one, others get their turn meanwhile.
        if (at % 64 === 63) await new Promise((resolve) => setImmediate(resolve))
        signal?.throwIfAborted()
      }
      return vectors
    },
    close: async () => {},
  }
}

function vectorOf(text: string): Float32Array {
  let state = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  }
  const vector = new Float32Array(dimensions)
  for (let at = 0; at < dimensions; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    vector[at] = state / 2 ** 31
  }
  return toUnitLength(vector)
}
