import type { TokenVectors } from '../embed/embedder.ts'
import { unknownToken } from '../embed/readable-share.ts'
import { rowsAtOnce, tokenDots } from './token-dots.ts'

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

/**
 * The words of a question that count: tokens are put together, words of no weight left out, and so are
 * those the model cannot read and the lone letters of "what's" and "U.S.", which no text has as words.
 */
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
    if (word === unknownToken || /^[a-z]$/.test(word)) return []
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
  const rows = words.flatMap((word) => word.rows)
  const best = new Float64Array(rows.length * (sentences + 1)).fill(-1)
  const dotsWith = tokenDots(passage.vectors, sentenceOf.length, dimensions)
  for (let first = 0; first < rows.length; first += rowsAtOnce) {
    const some = rows.slice(first, first + rowsAtOnce)
    const dots = dotsWith(interleave(question.vectors, some, dimensions))
    const slots = best.subarray(first * (sentences + 1))
    keepNearest(dots, some.length, sentenceOf, slots, sentences)
  }
  let from = 0
  return words.map(({ word, weight, rows: own }) => {
    const meanOf = (sentence: number) => {
      let sum = 0
      for (let row = from; row < from + own.length; row += 1) {
        sum += best[row * (sentences + 1) + sentence] ?? -1
      }
      return sum / own.length
    }
    const inSentences = Array.from({ length: sentences }, (_, sentence) => meanOf(sentence))
    const nearest = meanOf(sentences)
    from += own.length
    return { word, weight, nearest, inSentences }
  })
}

/** The numbers of some rows side by side, in the order of dimensions; missing rows are zero. */
function interleave(vectors: Float32Array, rows: readonly number[], dimensions: number) {
  const mixed = new Float64Array(dimensions * rowsAtOnce)
  for (const [slot, row] of rows.entries()) {
    for (let at = 0; at < dimensions; at += 1) {
      mixed[at * rowsAtOnce + slot] = vectors[row * dimensions + at] ?? 0
    }
  }
  return mixed
}

/**
 * Puts into `best`, row after row, the best dot product with the tokens of each sentence and last
 * with all of them.
 */
function keepNearest(
  dots: Float64Array,
  count: number,
  sentenceOf: Int16Array,
  best: Float64Array,
  sentences: number,
): void {
  for (let token = 0; token < sentenceOf.length; token += 1) {
    const sentence = sentenceOf[token] as number
    for (let row = 0; row < count; row += 1) {
      const value = dots[token * rowsAtOnce + row] as number
      const own = row * (sentences + 1)
      if (sentence >= 0 && value > (best[own + sentence] as number)) best[own + sentence] = value
      if (value > (best[own + sentences] as number)) best[own + sentences] = value
    }
  }
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
