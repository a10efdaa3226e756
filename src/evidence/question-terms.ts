import { isRequestWord } from '../question/request-words.ts'
import { inverseFrequency, type LexicalIndex } from '../store/lexical-index.ts'

/** The terms of a question and how much each of them tells. */
export interface QuestionTerms {
  /** Term to inverse document frequency; a term the corpus never uses weighs the most. */
  readonly weights: ReadonlyMap<string, number>
  readonly total: number
  /** Words of the question, as typed, none of whose terms any article uses; in order, once each. */
  readonly unknown: readonly string[]
}

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,&-]*/gu

/** Weighs the words of a question by how rare they are in the corpus; words of asking are left out. */
export function questionTerms(lexical: LexicalIndex, question: string): QuestionTerms {
  const weights = new Map<string, number>()
  const subject = question.replace(word, (typed) => (isRequestWord(typed) ? ' ' : typed))
  for (const term of lexical.terms(subject)) {
    weights.set(term, termWeight(lexical, term))
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return { weights, total, unknown: unknownWords(lexical, subject) }
}

/** Share of the question's weight that the texts hold together, 0 to 1. */
export function coverage(
  lexical: LexicalIndex,
  terms: QuestionTerms,
  texts: readonly string[],
): number {
  return heldShare(terms, new Set(texts.flatMap((text) => lexical.terms(text))))
}

/** Share of the question's weight that a set of index terms holds, 0 to 1. */
export function heldShare(terms: QuestionTerms, held: ReadonlySet<string>): number {
  if (terms.total === 0) return 0
  let sum = 0
  for (const [term, weight] of terms.weights) if (held.has(term)) sum += weight
  return sum / terms.total
}

/** Weight of a word by its rarest term; 0 for words of asking and for those without a term. */
export function wordWeight(lexical: LexicalIndex, typed: string): number {
  if (isRequestWord(typed)) return 0
  return Math.max(0, ...lexical.terms(typed).map((term) => termWeight(lexical, term)))
}

function termWeight(lexical: LexicalIndex, term: string): number {
  return inverseFrequency(lexical.passageCount, lexical.documentFrequency(term))
}

function unknownWords(lexical: LexicalIndex, question: string): string[] {
  const found = new Map<string, string>()
  for (const [typed] of question.matchAll(word)) {
    const bare = typed.replace(/[.,'’&-]+$/, '')
    const terms = lexical.terms(bare)
    if (terms.length === 0) continue
    if (terms.every((term) => lexical.documentFrequency(term) === 0)) {
      found.set(bare.toLowerCase(), bare)
    }
  }
  return [...found.values()]
}
