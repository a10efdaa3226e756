/** The last of those that wait. */
let last: Promise<void> = Promise.resolve()

/**
 * Resolves in a turn of the event loop that nobody else of the program gets, one after the other. Work of
 * more than a millisecond waits for its turn between its parts: otherwise the parts of all answers that are
 * under way run in one go, and whoever else has come, for a word of health, stands behind them.
 */
export function nextTurn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => setImmediate(resolve)))
  return last
}
