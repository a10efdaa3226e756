import type { TextRange } from '../../passage/passage.ts'

/** What a candidate asks for; neighbours in a list are best of different kinds. */
export type CandidateKind = 'number' | 'date' | 'price' | 'speech' | 'aim' | 'person' | 'heading'

/** A question made of one sentence by a fixed pattern. */
export interface MadeQuestion {
  readonly question: string
  readonly kind: CandidateKind
}

/**
 * A question made of an article's own words; whether it can be answered is found by asking it.
 * `start` and `end` are the sentence that it was made of, or the passage under its heading.
 */
export interface QuestionCandidate extends MadeQuestion, TextRange {
  readonly sourceId: string
  /** The heading that is asked about, of candidates of that kind. */
  readonly heading?: string
}
