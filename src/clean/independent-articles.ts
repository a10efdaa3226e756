import type { BlockPrint } from './block-prints.ts'

/** Share of the shorter one's paragraphs that makes two articles copies of one another. */
const copiedShare = 0.6
/** Articles with the same paragraph that one is held against: copies are found among the first. */
const mostHeld = 8

/**
 * Numbers articles so that copies of one another have the same number: what only copies repeat is not
 * what a site repeats. Two are copies when they share most of their paragraphs, by length.
 * @param articles the prints of each, in an order that does not change
 */
export function independentNumbers(articles: readonly (readonly BlockPrint[])[]): number[] {
  const seen = new Map<string, number[]>()
  const paragraphs = articles.map(
    (prints) => new Map(prints.filter(isParagraph).map(({ key, width }) => [key, width] as const)),
  )
  const numbers: number[] = []
  paragraphs.forEach((own, at) => {
    // Copies that share most of their text share one of the two longest paragraphs.
    const longest = [...own].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 2)
    const held = longest.flatMap(([key]) => seen.get(key) ?? [])
    const copied = held.find((other) => areCopies(own, paragraphs[other] ?? new Map()))
    numbers.push(copied === undefined ? at : (numbers[copied] ?? at))
    for (const key of own.keys()) {
      const places = seen.get(key)
      if (!places) seen.set(key, [at])
      else if (places.length < mostHeld) places.push(at)
    }
  })
  return numbers
}

function isParagraph({ isOpen, isProse }: BlockPrint): boolean {
  return isOpen && isProse
}

function areCopies(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean {
  const total = (one: ReadonlyMap<string, number>) =>
    [...one.values()].reduce((sum, width) => sum + width, 0)
  let shared = 0
  for (const [key, width] of left) if (right.has(key)) shared += width
  return shared > copiedShare * Math.min(total(left), total(right))
}
