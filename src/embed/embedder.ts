/**
 * PORT. Turns texts into vectors of unit length. The same text always gives the same bytes,
 * whatever else is embedded beside it.
 */
export interface Embedder {
  /** Name as the model hub writes it, such as `Xenova/bge-small-en-v1.5`. */
  readonly model: string
  /** sha256 of the weights: another revision is another index. */
  readonly revision: string
  readonly dimensions: number
  /** Most tokens of one text that are read, special tokens and prefixes not counted. */
  readonly maxTokens: number
  /** Tokens of each text, special tokens and prefixes not counted. */
  countTokens(texts: readonly string[]): Promise<number[]>
  /** A question's vector; comes before waiting passages. */
  embedQuery(text: string): Promise<Float32Array>
  /**
   * The vectors of `texts`, in their order. Texts over `maxTokens` are refused, never cut silently.
   * @throws FootnoteError `embedding_failed` when a worker dies and a fresh one fails too.
   */
  embedPassages(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>
  /** Ends the workers; later calls fail. */
  close(): Promise<void>
}

export interface EmbedOptions {
  /** Called after each text, in any order of texts. */
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

export type TextKind = 'query' | 'passage'

/** The last layer's vectors of one text's tokens, without special tokens and prefixes. */
export interface TokenVectors {
  /** As the tokenizer writes them: folded, `##` before a continued word. */
  readonly tokens: readonly string[]
  /** Row after row, `tokens.length` x `dimensions`; each row of unit length. */
  readonly vectors: Float32Array
}

/** A question as one run of the model gives it: as a whole, and token by token. */
export interface QuestionVectors {
  /** The same bytes as of `embedQuery`. */
  readonly vector: Float32Array
  /** The same bytes as of `embedTokens`. */
  readonly tokens: TokenVectors
}

/** An embedder that also gives a vector for each token, for comparing words in their context. */
export interface TokenEmbedder extends Embedder {
  /** Both in the time of one; comes before waiting passages. */
  embedQuestion(text: string): Promise<QuestionVectors>
  /** One result for each text, in their order. Comes before waiting passages. */
  embedTokens(texts: readonly string[], kind: TextKind): Promise<TokenVectors[]>
}
