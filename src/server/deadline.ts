import { FootnoteError } from '../errors.ts'

/** Ends work that takes too long or that nobody waits for any more. */
export interface Deadline {
  /** Aborted with a FootnoteError `timeout`, or when the client has gone. */
  readonly signal: AbortSignal
  /** The work's result, or a rejection with the signal's reason, whichever comes first. */
  race<T>(work: Promise<T>): Promise<T>
  /** Aborts for the reason given, as when a client goes away in mid-stream. */
  abort(reason: unknown): void
  /** Stops the clock. */
  clear(): void
}

/** @param milliseconds counted from now @param client aborted when the client goes away */
export function createDeadline(milliseconds: number, client: AbortSignal): Deadline {
  const controller = new AbortController()
  const { signal } = controller
  const abortForClient = () => controller.abort(client.reason)
  if (client.aborted) abortForClient()
  client.addEventListener('abort', abortForClient, { once: true })
  const timer = setTimeout(() => {
    controller.abort(
      new FootnoteError('timeout', `No answer was ready within ${milliseconds} ms.`, {
        nextStep: 'Try again, or ask something shorter.',
      }),
    )
  }, milliseconds)
  return {
    signal,
    abort: (reason) => controller.abort(reason),
    race(work) {
      return new Promise((resolve, reject) => {
        const giveUp = () => reject(signal.reason)
        if (signal.aborted) giveUp()
        signal.addEventListener('abort', giveUp, { once: true })
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
      })
    },
    clear() {
      clearTimeout(timer)
      client.removeEventListener('abort', abortForClient)
    },
  }
}

/**
 * The result of work that has a deadline. Work that goes on past it is left to end by itself.
 * @throws FootnoteError `timeout`, the client's reason for leaving, and whatever the work throws
 */
export async function withinDeadline<T>(
  milliseconds: number,
  client: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = createDeadline(milliseconds, client)
  try {
    return await deadline.race(work(deadline.signal))
  } finally {
    deadline.clear()
  }
}
