import type { BlockPrint } from './block-prints.ts'
import type { Mark } from './block-view.ts'
import { leastArticles, type Repeated, repeatedBlocks } from './repeated-blocks.ts'
import type { SiteMember } from './site-groups.ts'

/** A site of more articles is looked at in parts of half as many to as many: a newcomer is in one. */
const largestPart = 512

/** An article of a site, by what its blocks are compared by. */
export interface SitePage extends SiteMember {
  readonly prints: readonly BlockPrint[]
}

/** What a part of a site came to, until it has other members. */
export interface PartMemory {
  readonly known: WeakMap<SitePage, { part: readonly SitePage[]; repeated: readonly Repeated[] }>
}

/**
 * What the other articles of its site show to be no text of an article's own: what they repeat, and
 * behind its text the titles of others.
 * @param pages in order of place
 */
export function siteMarks(pages: readonly SitePage[], memory: PartMemory): readonly Mark[][] {
  if (pages.length < leastArticles) return pages.map(() => [])
  const repeated = new Map<SitePage, Repeated>()
  for (const part of partsOf(pages)) {
    const found = repeatedIn(part, memory)
    part.forEach((page, at) => {
      repeated.set(page, found[at] as Repeated)
    })
  }
  const titles = new Set<number>()
  for (const { header } of repeated.values()) for (const key of header) titles.add(key)
  return pages.map((page) => {
    const { marks, last } = repeated.get(page) as Repeated
    return withLinks(marks, last < 0 ? [] : linksTo(titles, page.prints, last + 1))
  })
}

/** By name alone, so that a newcomer changes one part and the parts do not depend on the order. */
function partsOf(pages: readonly SitePage[]): SitePage[][] {
  let count = 1
  while (pages.length > count * largestPart) count *= 2
  const parts = Array.from({ length: count }, (): SitePage[] => [])
  for (const page of pages) parts[count === 1 ? 0 : spread(page.place) % count]?.push(page)
  return parts
}

function spread(place: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < place.length; at += 1) {
    hash = Math.imul(hash ^ place.charCodeAt(at), 0x01000193)
  }
  return (hash ^ (hash >>> 15)) >>> 0
}

function repeatedIn(part: readonly SitePage[], { known }: PartMemory): readonly Repeated[] {
  const [first] = part
  if (!first) return []
  const before = known.get(first)
  if (before && isSame(before.part, part)) return before.repeated
  const repeated = repeatedBlocks(part.map(({ prints }) => prints))
  known.set(first, { part, repeated })
  return repeated
}

function isSame(left: readonly SitePage[], right: readonly SitePage[]): boolean {
  return left.length === right.length && left.every((page, at) => page === right[at])
}

/** Lines behind an article's text that are the titles of others. */
function linksTo(
  titles: ReadonlySet<number>,
  prints: readonly BlockPrint[],
  from: number,
): BlockPrint[] {
  const links: BlockPrint[] = []
  for (let at = from; at < prints.length; at += 1) {
    const print = prints[at] as BlockPrint
    if (print.isOpen && !print.isProse && titles.has(print.key)) links.push(print)
  }
  return links
}

function withLinks(marks: readonly Mark[], links: readonly BlockPrint[]): Mark[] {
  if (links.length === 0) return marks as Mark[]
  const places = new Set(links.map(({ start }) => start))
  return [
    ...marks.filter(({ start }) => !places.has(start)),
    ...links.map(({ start, end }): Mark => ({ start, end, role: 'related-link' })),
  ]
}
