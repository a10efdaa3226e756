/** UTF-16 units of a whole file, and of a run without a blank line, that are parsed. */
const longestFile = 2_000_000
const longestRun = 100_000

/** True for Markdown that no one has written as such, and that takes a parser minutes. */
export function isTooLongToParse(text: string): boolean {
  if (text.length > longestFile) return true
  for (const length of runLengths(text)) if (length > longestRun) return true
  return false
}

/**
 * How long parsing takes at worst: the sum of the squares of the runs without a blank line, in
 * square UTF-16 units, some 20 to 50 nanoseconds each.
 */
export function parsingCost(text: string): number {
  let cost = 0
  for (const length of runLengths(text)) cost += length * length
  return cost
}

function* runLengths(text: string): Iterable<number> {
  let from = 0
  for (const { index } of text.matchAll(/(?:\r\n|[\n\r])[ \t]*(?=[\n\r])/g)) {
    yield index - from
    from = index
  }
  yield text.length - from
}
