import type { PageFacts } from '../chat-state.ts'

/** The shortest and the longest wait before the server is looked for again, in milliseconds. */
const shortestWait = 1000
const longestWait = 30_000

/**
 * How long to wait before another try: twice as long each time, and by chance up to half less, so that
 * many pages do not come back at one moment.
 * @param tries made so far @param chance 0 to 1
 */
export function waitBefore(tries: number, chance: number): number {
  const longest = Math.min(longestWait, shortestWait * 2 ** Math.min(tries, 10))
  return Math.round(longest * (1 - chance / 2))
}

export interface LookOut {
  fetchFacts(): Promise<PageFacts>
  /** Resolves after the given milliseconds, or before, when there is reason to look at once. */
  pause(milliseconds: number): Promise<void>
}

/** The page's facts, once the server answers again; undefined when the signal ends the waiting. */
export async function untilBack(
  { fetchFacts, pause }: LookOut,
  signal: AbortSignal,
): Promise<PageFacts | undefined> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    await pause(waitBefore(tries, Math.random()))
    if (signal.aborted) return undefined
    const facts = await fetchFacts().catch(() => undefined)
    if (facts) return facts
  }
  return undefined
}
