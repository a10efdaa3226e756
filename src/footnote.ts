import type { IngestDependencies, IngestResult } from './build-index.ts'
import type { TokenEmbedder } from './embed/embedder.ts'
import type { ApiDependencies, Following, IndexStatus } from './server/dependencies.ts'
import type { OpenIndex } from './store/open-index.ts'

/** The program put together: concrete adapters behind the ports. */
export interface Footnote extends ApiDependencies {
  /** Opens the last good index and answers from it. @throws FootnoteError `index_missing`, … */
  open(): Promise<OpenIndex>
  /** Opens the generation another process has committed meanwhile, if one has. */
  follow(): Promise<void>
  /**
   * Brings the index up to date with the corpus, then answers from it. Aborting it also ends the
   * loading of the model, for good.
   */
  ingest(
    signal?: AbortSignal,
    isBeingWritten?: IngestDependencies['isBeingWritten'],
  ): Promise<IngestResult>
  /** Says what `following()` says from now on. */
  setFollowing(following: Following): void
  /** Says what `status()` says from now on. */
  setStatus(status: IndexStatus): void
  /** Loads the model, so that the first question need not wait for it. */
  embedder(): Promise<TokenEmbedder>
  /** Loads and reads in the background what the first questions would have to wait for. */
  readAhead(signal?: AbortSignal): Promise<void>
  close(): Promise<void>
}
