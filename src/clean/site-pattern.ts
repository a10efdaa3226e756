import type { BlockPrint } from './block-prints.ts'
import { greatestNumber } from './key-numbers.ts'

export type Zone = 'head' | 'body' | 'tail'

/** Where a block that several articles have stands in one of them. */
export interface Occurrence {
  readonly print: BlockPrint
  /** Which of the articles it is in. */
  readonly article: number
  /** Before the article's own text, within it, or behind it. */
  readonly zone: Zone
  /** Paragraphs of the article's own before and after it. */
  readonly before: number
  readonly after: number
  /** Whether the very next block is a paragraph of the article's own. */
  readonly followedByText: boolean
  /** Keys of the blocks on both sides. */
  readonly neighbours: readonly number[]
}

/** What the articles of a site have in common. */
export interface Site {
  /** Blocks that enough articles have, by key. */
  readonly candidates: ReadonlyMap<number, readonly Occurrence[]>
  /** How many articles have a block, there or anywhere, copies counted once. */
  articlesWith(key: number, zone?: Zone): number
  /** Places of the first and last paragraph of its own in each article; -1 where it has none. */
  readonly bounds: readonly { readonly first: number; readonly last: number }[]
}

/**
 * @param numbers of articles that are not copies of one another: see `independentNumbers`
 * @param wanted articles that must have a block before it is looked at
 */
export function readSite(
  articles: readonly (readonly BlockPrint[])[],
  numbers: readonly number[],
  wanted: number,
): Site {
  const having = countArticles(articles, numbers)
  const isShared = ({ key }: BlockPrint) => key !== 0 && (having[key] ?? 0) >= wanted
  const candidates = new Map<number, Occurrence[]>()
  const bounds = articles.map((prints, article) => {
    const isOwn = prints.map((print) => print.isOpen && print.isProse && !isShared(print))
    const bound = { first: isOwn.indexOf(true), last: isOwn.lastIndexOf(true) }
    const total = isOwn.filter(Boolean).length
    let before = 0
    prints.forEach((print, at) => {
      if (isOwn[at]) before += 1
      if (!isShared(print)) return
      const occurrence: Occurrence = {
        print,
        article,
        zone: zoneOf(at, bound),
        before,
        after: total - before,
        followedByText: isOwn[at + 1] ?? false,
        neighbours: [prints[at - 1]?.key ?? 0, prints[at + 1]?.key ?? 0].filter(Boolean),
      }
      const known = candidates.get(print.key)
      if (known) known.push(occurrence)
      else candidates.set(print.key, [occurrence])
    })
    return bound
  })
  const places = new Map<number, Record<Zone, number>>()
  const articlesWith = (key: number, zone?: Zone): number => {
    if (!zone) return having[key] ?? 0
    const known = places.get(key) ?? countZones(candidates.get(key) ?? [], numbers)
    places.set(key, known)
    return known[zone]
  }
  return { candidates, articlesWith, bounds }
}

function countZones(
  occurrences: readonly Occurrence[],
  numbers: readonly number[],
): Record<Zone, number> {
  const seen = { head: new Set<number>(), body: new Set<number>(), tail: new Set<number>() }
  for (const { zone, article } of occurrences) seen[zone].add(numbers[article] ?? article)
  return { head: seen.head.size, body: seen.body.size, tail: seen.tail.size }
}

function zoneOf(at: number, { first, last }: { first: number; last: number }): Zone {
  if (at < first || first < 0) return 'head'
  return at > last ? 'tail' : 'body'
}

/** In how many articles each key stands, copies counted once. */
function countArticles(
  articles: readonly (readonly BlockPrint[])[],
  numbers: readonly number[],
): Int32Array {
  const counts = new Int32Array(greatestNumber() + 1)
  // The number, plus one, of the article that a key was last counted for.
  const last = new Int32Array(counts.length)
  const order = articles.map((_, at) => at)
  if (numbers.some((number, at) => number !== at)) {
    order.sort((a, b) => (numbers[a] ?? a) - (numbers[b] ?? b) || a - b)
  }
  for (const at of order) {
    const number = (numbers[at] ?? at) + 1
    for (const { key } of articles[at] ?? []) {
      if (last[key] === number) continue
      last[key] = number
      counts[key] = (counts[key] ?? 0) + 1
    }
  }
  return counts
}
