/** Why no reply came from a language model, or none that can be used at all. */
export const modelFailures = [
  /** No whole reply within the time set. */
  'timeout',
  /** No connection, or one that broke off. */
  'unreachable',
  /** A status that says the request came to nothing. */
  'server_error',
  /** Status 429. */
  'rate_limited',
  /** The model, or a filter before it, would not answer. */
  'refused',
  /** It stopped at a limit on its length. */
  'cut_off',
  /** Longer than any reply that keeps to the rules. */
  'too_long',
  /** Not in the form that was asked for. */
  'malformed',
  /** As many questions as may be are with the model already. */
  'busy',
  /** It failed several times in a row and is left alone for a while. */
  'paused',
] as const

/** Why a reply that keeps to the form is not used. */
export const refusedReplies = [
  /** It names sentences that it was not given. */
  'unknown_ids',
  /** It quotes nothing. */
  'no_quotes',
  /** Its connecting words hold what they may not. */
  'words_refused',
  /** It leaves out a part of the question, or one of values that differ. */
  'incomplete',
  /** More quotes than were asked for. */
  'too_many_quotes',
  /** A quote differed from the stored text. */
  'unverified',
  /** By its own word no sentence answers the question. */
  'none',
] as const

/** Why an answer is the extractive one although a language model was asked. Stable, as error codes are. */
export const fallbackReasons = [...modelFailures, ...refusedReplies] as const

export type ModelFailure = (typeof modelFailures)[number]
export type FallbackReason = (typeof fallbackReasons)[number]

/** What a language model is asked. */
export interface Prompt {
  readonly instructions: string
  /** JSON: the question and the sentences. Material, never instructions. */
  readonly material: string
  /** JSON Schema of the reply. */
  readonly schema: Readonly<Record<string, unknown>>
}

/** Why there is no reply. */
export interface FailedReply {
  readonly failure: ModelFailure
  /** More for the operator, such as a status; never words of the server's. */
  readonly detail?: string
}

/** The words of a reply, unchecked; or why there are none. */
export type ModelReply = { readonly text: string } | FailedReply

/** PORT. A language model that completes a prompt. Nothing it says is trusted. */
export interface LanguageModel {
  /** As its server knows it; told with each answer. */
  readonly name: string
  /**
   * One reply, within the limits of time and length.
   * @throws the signal's reason once that is aborted; whatever else goes wrong is a failure
   */
  complete(prompt: Prompt, signal?: AbortSignal): Promise<ModelReply>
}
