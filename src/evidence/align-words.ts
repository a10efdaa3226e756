import type { TokenVectors } from '../embed/embedder.ts'

/** A word of a question, its weight, and how near the nearest token of a text comes to it. */
export interface AlignedWord {
  /** As the tokenizer folds it. */
  readonly word: string
  readonly weight: number
  /** Best cosine similarity of its tokens with any token of the text, -1 to 1. */
  readonly nearest: number
}

/**
 * Soft word alignment: for each word of the question the text's token that means most nearly the
 * same in its context, by the vectors of the embedding model's last layer (late interaction as in
 * ColBERT, Khattab and Zaharia 2020). Words of no weight are left out.
 * @param weightOf inverse document frequency of a word, 0 for words that do not count
 */
export function alignWords(
  question: TokenVectors,
  text: TokenVectors,
  dimensions: number,
  weightOf: (word: string) => number,
): AlignedWord[] {
  return wordsOf(question.tokens).flatMap(({ word, rows }) => {
    const weight = weightOf(word)
    if (weight <= 0) return []
    const nearest = rows.map((row) => nearestRow(question.vectors, row, text.vectors, dimensions))
    return [{ word, weight, nearest: nearest.reduce((sum, value) => sum + value, 0) / rows.length }]
  })
}

/** Weighted mean of how near the words come, -1 to 1; undefined when none of them counts. */
export function alignment(words: readonly AlignedWord[]): number | undefined {
  const total = words.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return undefined
  return words.reduce((sum, { weight, nearest }) => sum + weight * nearest, 0) / total
}

/** Puts word pieces together again: a piece that continues a word begins with `##`. */
function wordsOf(tokens: readonly string[]): { word: string; rows: number[] }[] {
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
  return words
}

function nearestRow(
  left: Float32Array,
  row: number,
  right: Float32Array,
  dimensions: number,
): number {
  let best = -1
  for (let start = 0; start < right.length; start += dimensions) {
    let sum = 0
    for (let at = 0; at < dimensions; at += 1) {
      sum += (left[row * dimensions + at] ?? 0) * (right[start + at] ?? 0)
    }
    if (sum > best) best = sum
  }
  return best
}
