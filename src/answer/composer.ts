import type { Citation, ContentPart, Disagreement, Refusal } from './answer.ts'
import type { Phrases } from './phrases.ts'

/** What a composer is given: citations already verified, in the order they are to be read. */
export interface ComposerInput {
  readonly question: string
  readonly citations: readonly Citation[]
  /** The parts of the question, one where it was not taken apart; their citations are among `citations`. */
  readonly parts?: readonly ComposedPart[]
  readonly phrases: Phrases
  /** Framing to be read before the quotes: what was searched for in place of the question. */
  readonly note?: string
  /** Framing to be read behind them. */
  readonly closing?: string | undefined
}

/** One part of a question, answered by citations or refused. */
export interface ComposedPart {
  readonly question: string
  readonly citations: readonly Citation[]
  readonly refusal: Refusal | null
  readonly disagreement: Disagreement | null
}

/** An answer as text and in parts. Every part that is not a quote is framing. */
export interface Composition {
  readonly answer: string
  readonly content: readonly ContentPart[]
  /** The citations given, each with its place in `answer` filled in. */
  readonly citations: readonly Citation[]
}

/** PORT. Puts verified quotes together; it can leave a quote out, never change or add one. */
export interface Composer {
  compose(input: ComposerInput): Promise<Composition>
}
