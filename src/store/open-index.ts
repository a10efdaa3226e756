import type { Article } from '../article/article.ts'
import type { Passage } from '../passage/passage.ts'
import type { IndexHistory } from './index-history.ts'
import type { LexicalIndex } from './lexical-index.ts'
import type { StoredRevision } from './revisions.ts'
import type { LiveSegment } from './segments/live-segment.ts'
import type { VectorStore } from './vector-store.ts'

/** Which embedding model an index was built with. */
export interface IndexModel {
  readonly name: string
  readonly revision: string
  readonly dimensions: number
}

/** One checked generation, opened for reading. It never changes; a new commit gives a new one. */
export interface OpenIndex {
  readonly generation: number
  /** `sha256:…` over what the index holds (articles, model, layout), not over when it was built. */
  readonly hash: string
  readonly builtAt: string
  readonly model: IndexModel
  /** In order of path. */
  readonly articles: readonly Article[]
  readonly articleById: ReadonlyMap<string, Article>
  /** In order of article, then of place. */
  readonly passages: readonly Passage[]
  readonly passageById: ReadonlyMap<string, Passage>
  readonly vectors: VectorStore
  readonly lexical: LexicalIndex
  /**
   * A kept revision, current or old, by its full name or the first 12 hex digits of it. Undefined
   * when none is kept, or when the kept bytes no longer have that hash.
   */
  revision(name: string): Promise<StoredRevision | undefined>
  /** Which revisions its sources have had, and which texts are kept no more. */
  readonly history: IndexHistory
  /** Present when this is not the generation it should be: what is damaged, and what answers. */
  readonly notice?: string
  /** What it is made of, and what later generations share; absent when it is not on disk. */
  readonly segments?: readonly LiveSegment[]
}
