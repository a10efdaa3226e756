import type { Article } from './article/article.ts'
import type { UnnamedSource } from './identify-sources.ts'

/** Share of the paragraphs, by length and on both sides, that two texts of one source have. */
const leastShare = 0.8
/** Shorter paragraphs are headings and bylines that many articles have. UTF-16 units. */
const leastParagraph = 40
/** What so many had is the paper's own, not an article's. */
const mostHolders = 8

type Pair = [UnnamedSource, Article]

/**
 * New texts that are what became of sources gone in the same step, where that is beyond doubt: a
 * file moved and edited at once. They have an address that no other article has, or nearly all of
 * the same paragraphs, and neither has a second such partner.
 * @param others articles that stay: what they have too tells nothing
 */
export function pairAlike(
  unnamed: readonly UnnamedSource[],
  gone: readonly Article[],
  others: readonly Article[],
): Pair[] {
  if (unnamed.length === 0 || gone.length === 0) return []
  const common = new Set(others.map(({ url }) => url))
  const byAddress = pairOnly(
    candidates(unnamed, gone, ({ url }) => (url === null || common.has(url) ? [] : [url])),
  )
  const paired = new Set(byAddress.flat())
  const byText = candidates(
    unnamed.filter((source) => !paired.has(source)),
    gone.filter((article) => !paired.has(article)),
    paragraphsOf,
  ).filter(([source, former, shared]) => {
    return shared >= leastShare * Math.max(lengthOf(source.article), lengthOf(former))
  })
  return [...byAddress, ...pairOnly(byText)]
}

/** All that share a key, and the length of what they share. */
function candidates(
  unnamed: readonly UnnamedSource[],
  gone: readonly Article[],
  keysOf: (article: Article) => readonly string[],
): [...Pair, number][] {
  const holders = new Map<string, Article[]>()
  for (const article of gone) {
    for (const key of new Set(keysOf(article))) {
      const known = holders.get(key)
      if (known) known.push(article)
      else holders.set(key, [article])
    }
  }
  return unnamed.flatMap((source) => {
    const shared = new Map<Article, number>()
    for (const key of new Set(keysOf(source.article))) {
      const having = holders.get(key) ?? []
      if (having.length > mostHolders) continue
      for (const article of having) shared.set(article, (shared.get(article) ?? 0) + key.length)
    }
    return [...shared].map(([article, length]): [...Pair, number] => [source, article, length])
  })
}

/** Those of which neither side has a second partner. */
function pairOnly(pairs: readonly [...Pair, number][]): Pair[] {
  const times = new Map<UnnamedSource | Article, number>()
  for (const [source, article] of pairs) {
    times.set(source, (times.get(source) ?? 0) + 1)
    times.set(article, (times.get(article) ?? 0) + 1)
  }
  return pairs
    .filter(([source, article]) => times.get(source) === 1 && times.get(article) === 1)
    .map(([source, article]) => [source, article])
}

function paragraphsOf({ text, blocks }: Article): string[] {
  return blocks
    .filter(({ role, start, end }) => role === 'content' && end - start >= leastParagraph)
    .map(({ start, end }) => text.slice(start, end))
}

function lengthOf(article: Article): number {
  return paragraphsOf(article).reduce((sum, paragraph) => sum + paragraph.length, 0)
}
