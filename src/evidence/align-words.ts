import type { TokenVectors } from '../embed/embedder.ts'

/** A word of a question that counts, and its tokens among the question's. */
export interface QuestionWord {
  /** As the tokenizer folds it. */
  readonly word: string
  /** Inverse document frequency, more than 0. */
  readonly weight: number
  readonly rows: readonly number[]
}

/** How near a passage, and each of its sentences, comes to one word of a question. */
export interface AlignedWord {
  readonly word: string
  readonly weight: number
  /** Best cosine similarity of its tokens with any token of the passage or its title, -1 to 1. */
  readonly nearest: number
  /** The same with the tokens of each sentence alone, in their order; -1 where it has none. */
  readonly inSentences: readonly number[]
}

/** The words of a question that count: tokens are put together, words of no weight left out. */
export function weighWords(
  tokens: readonly string[],
  weightOf: (word: string) => number,
): QuestionWord[] {
  const words: { word: string; rows: number[] }[] = []
  for (const [row, token] of tokens.entries()) {
    const last = words.at(-1)
    if (token.startsWith('##') && last) {
      last.word += token.slice(2)
      last.rows.push(row)
    } else {
      words.push({ word: token, rows: [row] })
    }
  }
  return words.flatMap(({ word, rows }) => {
    const weight = weightOf(word)
    return weight > 0 ? [{ word, weight, rows }] : []
  })
}

/**
 * Soft word alignment: for each word of the question the passage's token that means most nearly the
 * same in its context, by the vectors of the embedding model's last layer (late interaction as in
 * ColBERT, Khattab and Zaharia 2020).
 * @param sentenceOf the sentence each token of the passage is in, from 0; -1 outside of them
 */
export function alignWords(
  words: readonly QuestionWord[],
  question: TokenVectors,
  passage: TokenVectors,
  sentenceOf: Int16Array,
  sentences: number,
): AlignedWord[] {
  const dimensions = question.vectors.length / Math.max(1, question.tokens.length)
  return words.map(({ word, weight, rows }) => {
    const nearest = new Float64Array(sentences + 1)
    const best = new Float64Array(sentences + 1)
    for (const row of rows) {
      best.fill(-1)
      for (const [token, sentence] of sentenceOf.entries()) {
        const value = rowSimilarity(question.vectors, row, passage.vectors, token, dimensions)
        if (value > (best[sentence] ?? -1)) best[sentence] = value
        if (value > (best[sentences] ?? -1)) best[sentences] = value
      }
      for (const [at, value] of best.entries()) nearest[at] = (nearest[at] ?? 0) + value
    }
    const means = Array.from(nearest, (sum) => sum / rows.length)
    return { word, weight, nearest: means[sentences] ?? -1, inSentences: means.slice(0, sentences) }
  })
}

/** Mean by weight, -1 to 1; undefined when no word counts. */
export function alignment<Word extends { readonly weight: number }>(
  words: readonly Word[],
  nearest: (word: Word) => number,
): number | undefined {
  const total = words.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return undefined
  return words.reduce((sum, word) => sum + word.weight * nearest(word), 0) / total
}

/** Dot product of two rows of unit length. Four sums at a time keep the processor busy. */
function rowSimilarity(
  left: Float32Array,
  leftRow: number,
  right: Float32Array,
  rightRow: number,
  dimensions: number,
): number {
  const first = leftRow * dimensions
  const second = rightRow * dimensions
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let at = 0; at < dimensions; at += 4) {
    a += (left[first + at] ?? 0) * (right[second + at] ?? 0)
    b += (left[first + at + 1] ?? 0) * (right[second + at + 1] ?? 0)
    c += (left[first + at + 2] ?? 0) * (right[second + at + 2] ?? 0)
    d += (left[first + at + 3] ?? 0) * (right[second + at + 3] ?? 0)
  }
  return a + b + c + d
}
