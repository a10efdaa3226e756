import type { TextRange } from '../passage/passage.ts'
import type { RankedPassage } from '../retrieve/retrieve.ts'
import type { Copy } from './copies.ts'

/** A sentence as a candidate quote, and what speaks for it. */
export interface Evidence extends TextRange {
  readonly ranked: RankedPassage
  /** Place among the passage's sentences. */
  readonly position: number
  readonly text: string
  /** Fused score within this question, 0 to 2; only comparable within it. */
  readonly score: number
  /** Cosine similarity of question and sentence, title before it. */
  readonly similarity: number
  /** BM25 of the sentence for the question. */
  readonly lexicalScore: number
  /** Mean of how near the sentence's tokens come to the question's words, by weight, -1 to 1. */
  readonly alignment: number
  /** 1 when it holds a thing of the kind asked for, else 0; absent where the kind has no form to tell it by. */
  readonly holdsKind?: number | undefined
  /** Share of the question's inverse document frequency that the sentence and its title hold, 0 to 1. */
  readonly coverage: number
}

/** What is cut out of a revision: one range, of whole sentences or standing clauses at its ends. */
export interface Quote extends TextRange {
  readonly evidence: Evidence
  /** Where other articles say the same in nearly the same words; absent where none does. */
  readonly copies?: readonly Copy[]
}

/** Whether a quote is the same as another one, or holds it. */
export function covers(quote: Quote, other: Quote): boolean {
  const isSame = quote.evidence.ranked.passage.revision === other.evidence.ranked.passage.revision
  return isSame && quote.start <= other.start && quote.end >= other.end
}
