import type { BlockPrint } from './block-prints.ts'

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
  readonly neighbours: readonly string[]
}

/** What the articles of a site have in common. */
export interface Site {
  /** Blocks that enough articles have, by key. */
  readonly candidates: ReadonlyMap<string, readonly Occurrence[]>
  /** How many articles have a block, there or anywhere, copies counted once. */
  articlesWith(key: string, zone?: Zone): number
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
  const isShared = ({ key }: BlockPrint) => key !== '' && (having.get(key)?.size ?? 0) >= wanted
  const candidates = new Map<string, Occurrence[]>()
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
        neighbours: [prints[at - 1]?.key ?? '', prints[at + 1]?.key ?? ''].filter(Boolean),
      }
      const known = candidates.get(print.key)
      if (known) known.push(occurrence)
      else candidates.set(print.key, [occurrence])
    })
    return bound
  })
  const articlesWith = (key: string, zone?: Zone): number => {
    if (!zone) return having.get(key)?.size ?? 0
    const there = candidates.get(key)?.filter((one) => one.zone === zone)
    return new Set(there?.map(({ article }) => numbers[article])).size
  }
  return { candidates, articlesWith, bounds }
}

function zoneOf(at: number, { first, last }: { first: number; last: number }): Zone {
  if (at < first || first < 0) return 'head'
  return at > last ? 'tail' : 'body'
}

/** Each key with the articles that have it, by number; most keys stand in one article alone. */
function countArticles(
  articles: readonly (readonly BlockPrint[])[],
  numbers: readonly number[],
): Map<string, Set<number>> {
  const having = new Map<string, Set<number>>()
  articles.forEach((prints, at) => {
    const number = numbers[at] as number
    for (const { key } of prints) {
      if (key === '') continue
      const known = having.get(key)
      if (known) known.add(number)
      else having.set(key, new Set([number]))
    }
  })
  return having
}
