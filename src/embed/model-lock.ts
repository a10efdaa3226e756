import { setTimeout as wait } from 'node:timers/promises'
import { lock } from 'proper-lockfile'

/** A lock that its process has not touched for so long belongs to a dead one, in milliseconds. */
const staleAfterMs = 15_000
/** Longest wait for another process, in milliseconds: a download over a slow line. */
const longestWaitMs = 30 * 60_000
const lookAgainMs = 200

/**
 * Does the work while no other process does it for the same folder.
 * @param work gets a signal that also aborts when the lock was lost to another process
 */
export async function withModelLock<Result>(
  directory: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const lost = new AbortController()
  const release = await acquire(directory, signal, (error) => lost.abort(error))
  try {
    return await work(AbortSignal.any([signal, lost.signal]))
  } finally {
    // A lock that was lost is not ours to remove.
    if (!lost.signal.aborted) await release()
  }
}

async function acquire(directory: string, signal: AbortSignal, onLost: (error: Error) => void) {
  const until = Date.now() + longestWaitMs
  for (;;) {
    signal.throwIfAborted()
    try {
      return await lock(directory, { stale: staleAfterMs, onCompromised: onLost })
    } catch (error) {
      const held = (error as NodeJS.ErrnoException).code === 'ELOCKED'
      if (!held || Date.now() > until) throw error
    }
    await wait(lookAgainMs, undefined, { signal })
  }
}
