import type { TextKind, TokenVectors } from './embedder.ts'
import type { EmbeddingModel } from './model-manifest.ts'

/** What a worker is started with. */
export interface WorkerSettings {
  readonly modelsDirectory: string
  /** Path of the weights. */
  readonly weights: string
  readonly model: string
  readonly dimensions: number
  readonly maxInputTokens: number
  readonly pooling: EmbeddingModel['pooling']
  readonly prefixes: Readonly<Record<TextKind, string>>
}

/** What a worker is asked. */
export type WorkerTask =
  | { readonly type: 'vector'; readonly text: string; readonly kind: TextKind }
  | { readonly type: 'tokens'; readonly text: string; readonly kind: TextKind }
  | { readonly type: 'vector-and-tokens'; readonly text: string; readonly kind: TextKind }
  | { readonly type: 'count'; readonly texts: readonly string[] }

/** What it says: the answer to the one task it has. */
export type WorkerReply =
  | { readonly type: 'vector'; readonly vector: Float32Array }
  | ({ readonly type: 'tokens' } & TokenVectors)
  | ({ readonly type: 'vector-and-tokens'; readonly vector: Float32Array } & TokenVectors)
  | { readonly type: 'count'; readonly counts: number[] }
  /** The text has that many tokens, with special ones and prefix: it was not read. */
  | { readonly type: 'too-long'; readonly tokens: number }
  | { readonly type: 'failed'; readonly message: string }
