import type { ConcurrencyLimit } from './concurrency-limit.ts'
import { withinDeadline } from './deadline.ts'

/** How much is worked on at once, and for how long. */
export interface WorkLimits {
  readonly limit: ConcurrencyLimit
  /** Milliseconds, counted from the request on. */
  readonly milliseconds: number
}

/**
 * The result of work that has a place and a deadline. The place is given back when the work ends,
 * which may be after the client was told of a timeout.
 * @param client aborted when the client goes away
 * @throws FootnoteError `overloaded`, `timeout`, the client's reason for leaving, and whatever the
 * work throws
 */
export function limitedWork<T>(
  { limit, milliseconds }: WorkLimits,
  client: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withinDeadline(milliseconds, client, async (signal) => {
    const release = await limit.acquire(signal)
    try {
      return await work(signal)
    } finally {
      release()
    }
  })
}
