import type { BlockPrint, KeyedRange } from './block-prints.ts'
import type { Mark } from './block-view.ts'
import { independentNumbers } from './independent-articles.ts'
import { type Occurrence, readSite, type Site } from './site-pattern.ts'

/** A site is known from no fewer articles that are not copies of one another. */
export const leastArticles = 3
/** Share of a site's articles that must have a block: as a line or run at the edge, else alone. */
const usualShare = 0.5
const sureShare = 0.75
const sentenceShare = 0.6
/** Share of a block's occurrences that must stand outside the article's own text, or alike in it. */
const edgeShare = 0.8
/** UTF-16 units: shorter lines are names of sections, shorter sentences are exclamations. */
const shortestTitle = 7
const shortestSentence = 12

/** What is known of one article from the others of its site. */
export interface Repeated {
  readonly marks: readonly Mark[]
  /** Keys of the lines before its text that the others do not have there: its title is one. */
  readonly header: readonly number[]
  /** Place of the last paragraph of its own; -1 where it has none. */
  readonly last: number
}

/**
 * What the articles of one site repeat around their own text: menus, boxes, notices. Which blocks
 * these are is said by how many articles have them, where they stand, and what stands beside them:
 * a line at the edge of half of the articles is one; a paragraph amid the text only beside lines that
 * come with it. What several articles quote or tell alike stays.
 * @param articles the prints of each, in an order that does not change
 */
export function repeatedBlocks(articles: readonly (readonly BlockPrint[])[]): Repeated[] {
  const numbers = independentNumbers(articles)
  const count = new Set(numbers).size
  const site = readSite(articles, numbers, least(count, usualShare))
  const marks =
    count < leastArticles
      ? articles.map((): Mark[] => [])
      : repeatedSentences(articles, numbers, site, least(count, sentenceShare))
  for (const occurrences of count < leastArticles ? [] : site.candidates.values()) {
    for (const one of noiseAmong(site, occurrences, count)) {
      const { start, end, isOpen, isDated } = one.print
      // The line that says when and by whom may be alike in all but the date.
      const role = one.zone === 'head' && isDated ? 'metadata' : 'boilerplate'
      if (isOpen) marks[one.article]?.push({ start, end, role })
    }
  }
  return articles.map((prints, at) => {
    const { first = -1, last = -1 } = site.bounds[at] ?? {}
    const header = prints
      .slice(0, Math.max(0, first))
      .filter(
        ({ key, isOpen, start, end }) =>
          isOpen && key !== 0 && end - start > shortestTitle && site.articlesWith(key, 'head') <= 1,
      )
      .map(({ key }) => key)
    return { marks: marks[at] ?? [], header, last }
  })
}

/** Those of a block's occurrences at which it is none of the article's own. */
function noiseAmong(
  site: Site,
  occurrences: readonly Occurrence[],
  count: number,
): readonly Occurrence[] {
  const inside = occurrences.filter(({ zone }) => zone === 'body')
  if (inside.length > (1 - edgeShare) * occurrences.length) {
    return isInset(site, occurrences, count) ? occurrences : []
  }
  // The same line can be the title of one article and a link in the others.
  return (['head', 'tail'] as const).flatMap((zone) => {
    const there = occurrences.filter((one) => one.zone === zone)
    return isEdge(site, there, zone, count) ? there : []
  })
}

/** Articles that must have a block; of very many, fewer than the share: pages change over the years. */
function least(count: number, share: number): number {
  return Math.max(leastArticles, Math.ceil(Math.min(share * count, 4 + 0.4 * share * count)))
}

/** Whether a block that stands before, or behind, the text is there in enough articles. */
function isEdge(
  site: Site,
  there: readonly Occurrence[],
  zone: 'head' | 'tail',
  count: number,
): boolean {
  const print = there[0]?.print
  if (!print) return false
  const having = site.articlesWith(print.key, zone)
  if (!print.isProse) return having >= least(count, usualShare)
  const inRun = there.filter(({ neighbours }) =>
    neighbours.some((other) => other !== print.key && site.candidates.has(other)),
  )
  const isBacked = inRun.length >= edgeShare * there.length && !print.isSpoken
  return having >= least(count, isBacked ? usualShare : sureShare)
}

/** Whether a block stands amid the text, at the same place in nearly all articles that have it. */
function isInset(site: Site, occurrences: readonly Occurrence[], count: number): boolean {
  const [first] = occurrences
  if (!first || first.print.isSpoken || !standsAlike(occurrences)) return false
  const { isSentence, isHeading, key } = first.print
  const having = site.articlesWith(key)
  if (!isSentence) {
    const leadsOn = occurrences.filter(({ followedByText }) => followedByText)
    const leads = isHeading && leadsOn.length >= usualShare * occurrences.length
    return having >= (leads ? Math.max(5, least(count, 0.9)) : least(count, usualShare))
  }
  // A paragraph goes with the line beside it only where it comes whenever that line does.
  const together = new Map<number, number>()
  for (const { neighbours } of occurrences) {
    for (const other of neighbours) together.set(other, (together.get(other) ?? 0) + 1)
  }
  const isBoxed = [...together].some(([other, times]) => {
    const line = site.candidates.get(other)?.[0]
    if (other === key || !line || line.print.isSentence) return false
    return times >= edgeShare * Math.max(occurrences.length, site.articlesWith(other))
  })
  return isBoxed && having >= least(count, sentenceShare)
}

function standsAlike(occurrences: readonly Occurrence[]): boolean {
  return (['before', 'after'] as const).some((side) => {
    const places = new Map<number, number>()
    for (const one of occurrences) places.set(one[side], (places.get(one[side]) ?? 0) + 1)
    return Math.max(...places.values()) >= edgeShare * occurrences.length
  })
}

/** A sentence that most articles begin or end with, in one paragraph with their own words. */
function repeatedSentences(
  articles: readonly (readonly BlockPrint[])[],
  numbers: readonly number[],
  site: Site,
  wanted: number,
): Mark[][] {
  const edges = articles.map((prints, at) => {
    const { first, last } = site.bounds[at] as { first: number; last: number }
    return [prints[first]?.edges?.[0], prints[last]?.edges?.[1]].filter(
      (range): range is KeyedRange =>
        range !== undefined && range.key !== 0 && range.end - range.start >= shortestSentence,
    )
  })
  const having = new Map<number, Set<number>>()
  edges.forEach((ranges, at) => {
    for (const { key } of ranges) {
      having.set(key, (having.get(key) ?? new Set()).add(numbers[at] as number))
    }
  })
  return edges.map((ranges) =>
    ranges
      .filter(({ key }) => (having.get(key)?.size ?? 0) >= wanted)
      .map(({ start, end }) => ({ start, end, role: 'boilerplate' })),
  )
}
