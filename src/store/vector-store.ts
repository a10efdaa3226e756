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

/** PORT. The vectors of an index's passages and sentences. They never change: a commit makes others. */
export interface VectorStore {
  readonly dimensions: number
  /**
   * Exact nearest neighbours, best first; equal scores in order of id.
   * @throws FootnoteError `index_other_model` for a vector of other dimensions
   */
  nearest(vector: Float32Array, k: number, options: NearestOptions): Promise<ScoredId[]>
  /** A copy. */
  get(id: string): Promise<VectorRecord | undefined>
  /** The dot product of a vector with that of each id, in their order; undefined for one not here. */
  products(vector: Float32Array, ids: readonly string[]): Promise<(number | undefined)[]>
  count(kind?: VectorKind): number
}
