export type VectorKind = 'passage' | 'sentence'

/** A vector of unit length under the id of its passage or sentence. */
export interface VectorRecord {
  readonly id: string
  readonly kind: VectorKind
  readonly sourceId: string
  readonly vector: Float32Array
}

export interface NearestOptions {
  readonly kind: VectorKind
  /** Only vectors of these articles; absent means all. */
  readonly sourceIds?: ReadonlySet<string>
}

/** `score` is cosine similarity, -1 to 1. */
export interface ScoredId {
  readonly id: string
  readonly score: number
}

/**
 * PORT. Keeps the vectors of passages and sentences. Changes are seen by readers of this store, and
 * by the disk, only after `commit`, all or none.
 */
export interface VectorStore {
  readonly dimensions: number
  /** Puts these in place of whatever the article had. Ids must be unique in the store. */
  replaceArticle(sourceId: string, records: readonly VectorRecord[]): Promise<void>
  removeArticle(sourceId: string): Promise<void>
  commit(): Promise<void>
  /** Exact nearest neighbours, best first; equal scores in order of id. */
  nearest(vector: Float32Array, k: number, options: NearestOptions): Promise<ScoredId[]>
  get(id: string): Promise<VectorRecord | undefined>
  /** The dot product of a vector with that of each id, in their order; undefined for one not here. */
  products(vector: Float32Array, ids: readonly string[]): Promise<(number | undefined)[]>
  count(kind?: VectorKind): number
}
