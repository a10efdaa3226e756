import { availableParallelism } from 'node:os'

/** What reading one file may take. */
export interface ReaderLimits {
  /** Longest that reading one file may take, in milliseconds. Default 60 s. */
  readonly timeoutMs: number
  /** Memory of a reader process for JavaScript's own values, in bytes. Default 512 MB. */
  readonly maxHeapBytes: number
  /** Memory of a reader process in all, in bytes. Default 768 MB. */
  readonly maxResidentBytes: number
  /** Processes that read at the same time. Default: the number of cores, at most 4. */
  readonly maxProcesses: number
}

/** The limits that hold where no others are given. */
export function defaultLimits(): ReaderLimits {
  return {
    timeoutMs: 60_000,
    maxHeapBytes: 512e6,
    maxResidentBytes: 768e6,
    maxProcesses: Math.min(4, availableParallelism()),
  }
}
