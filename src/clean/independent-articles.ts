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
  const seen = new Map<number, number[]>()
  const numbers: number[] = []
  const paragraphs = new Map<number, Map<number, number>>()
  const paragraphsOf = (at: number) => {
    const known = paragraphs.get(at) ?? readParagraphs(articles[at] ?? [])
    paragraphs.set(at, known)
    return known
  }
  articles.forEach((prints, at) => {
    const copied = prints
      .flatMap((print) => (isParagraph(print) ? (seen.get(print.key) ?? []) : []))
      .find((other) => areCopies(paragraphsOf(at), paragraphsOf(other)))
    numbers.push(copied === undefined ? at : (numbers[copied] ?? at))
    // Copies that share most of their text share one of the two longest paragraphs.
    for (const { key } of twoLongest(prints)) {
      const places = seen.get(key)
      if (!places) seen.set(key, [at])
      else if (places.length < mostHeld && places.at(-1) !== at) places.push(at)
    }
  })
  return numbers
}

function isParagraph({ isOpen, isProse, key }: BlockPrint): boolean {
  return isOpen && isProse && key !== 0
}

function lengthOf({ start, end }: BlockPrint): number {
  return end - start
}

function twoLongest(prints: readonly BlockPrint[]): BlockPrint[] {
  let first: BlockPrint | undefined
  let second: BlockPrint | undefined
  for (const print of prints) {
    if (!isParagraph(print)) continue
    if (!first || lengthOf(print) > lengthOf(first)) {
      second = first
      first = print
    } else if (!second || lengthOf(print) > lengthOf(second)) second = print
  }
  return [first, second].filter((print) => print !== undefined)
}

function readParagraphs(prints: readonly BlockPrint[]): Map<number, number> {
  return new Map(prints.filter(isParagraph).map((print) => [print.key, lengthOf(print)]))
}

function areCopies(left: ReadonlyMap<number, number>, right: ReadonlyMap<number, number>): boolean {
  let shared = 0
  for (const [key, length] of left) if (right.has(key)) shared += length
  return shared > copiedShare * Math.min(total(left), total(right))
}

function total(paragraphs: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const length of paragraphs.values()) sum += length
  return sum
}
