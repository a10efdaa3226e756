import type { IngestDependencies } from './build-index.ts'
import type { FetchProgress } from './embed/model-source.ts'
import type { OnStage } from './stages.ts'

/** What happens along the way, for whoever shows it. */
export interface Observer {
  readonly onFetch?: (progress: FetchProgress) => void
  readonly onIngest?: NonNullable<IngestDependencies['onProgress']>
  readonly onNotice?: (line: string) => void
  /** A quote differed from its stored revision and was not given. */
  readonly onWithheld?: () => void
  /** A stage of an answer has ended. */
  readonly onStage?: OnStage
}
