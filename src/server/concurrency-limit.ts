import { FootnoteError } from '../errors.ts'

/** Gives a place back; calling it again does nothing. */
export type Release = () => void

/** A bounded number of places and a bounded line before them. */
export interface ConcurrencyLimit {
  /**
   * Waits for a place, first come, first served.
   * @throws FootnoteError `overloaded` at once when the line is full; the signal's reason when it
   * is aborted while waiting
   */
  acquire(signal: AbortSignal): Promise<Release>
  readonly running: number
  readonly waiting: number
}

export function createConcurrencyLimit(places: number, longestLine: number): ConcurrencyLimit {
  const line = new Set<() => void>()
  let running = 0

  function take(): Release {
    running += 1
    let released = false
    return () => {
      if (released) return
      released = true
      running -= 1
      const [next] = line
      next?.()
    }
  }

  function wait(signal: AbortSignal): Promise<Release> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        line.delete(enter)
        reject(signal.reason)
      }
      const enter = () => {
        line.delete(enter)
        signal.removeEventListener('abort', leave)
        resolve(take())
      }
      line.add(enter)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  return {
    async acquire(signal) {
      signal.throwIfAborted()
      if (running < places) return take()
      if (line.size < longestLine) return wait(signal)
      throw new FootnoteError(
        'overloaded',
        `${running} requests are being answered and ${line.size} are waiting.`,
        { nextStep: 'Try again in a few seconds.' },
      )
    },
    get running() {
      return running
    },
    get waiting() {
      return line.size
    },
  }
}
