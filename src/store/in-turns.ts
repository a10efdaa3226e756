import { setImmediate } from 'node:timers/promises'

/** Longest that others wait, milliseconds. */
const turnMs = 10

/**
 * Does the work for each item in order. Between turns of ten milliseconds others have theirs: a
 * large index must not hold up the answers of a server.
 */
export async function inTurns<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = []
  let since = performance.now()
  for (const item of items) {
    results.push(work(item))
    if (performance.now() - since < turnMs) continue
    await setImmediate()
    since = performance.now()
  }
  return results
}
