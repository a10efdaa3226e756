import type { Article } from '../article/article.ts'
import type { ArticleDraft } from '../article/article-draft.ts'
import { type BlockPrint, printBlocks } from './block-prints.ts'
import type { Mark } from './block-view.ts'
import { markBlocks } from './mark-blocks.ts'
import { repeatedBlocks } from './repeated-blocks.ts'
import { groupBySite } from './site-groups.ts'

/** An article cleaned by itself, and what its blocks are compared by. */
interface Cleaned {
  readonly draft: ArticleDraft
  readonly article: Article
  readonly prints: readonly BlockPrint[]
}

// Drafts that are still there from the last time are not looked at again.
const cleaned = new WeakMap<ArticleDraft, Cleaned>()
const finished = new WeakMap<ArticleDraft, { key: string; article: Article }>()
const sites = new WeakMap<Cleaned, { group: readonly Cleaned[]; marks: Mark[][] }>()

/**
 * Cleans the articles of a corpus: each by itself, then once more with what the other articles of its
 * site show to be no text of its own. In the order of the drafts; what is found does not depend on it.
 */
export function cleanCorpus(drafts: readonly ArticleDraft[]): Article[] {
  const all = drafts.map(cleanAlone)
  const marks = new Map<Cleaned, readonly Mark[]>()
  for (const group of groupBySite(all).values()) {
    const found = marksOf(group.toSorted(byPath))
    for (const [one, own] of found) if (own.length > 0) marks.set(one, own)
  }
  return all.map((one) => {
    const own = marks.get(one)
    return own ? cleanAgain(one, own) : one.article
  })
}

function cleanAlone(draft: ArticleDraft): Cleaned {
  const known = cleaned.get(draft)
  if (known) return known
  const article = markBlocks(draft)
  const made = { draft, article, prints: printBlocks(article) }
  cleaned.set(draft, made)
  return made
}

function cleanAgain({ draft, article: alone }: Cleaned, marks: readonly Mark[]): Article {
  const key = marks.map(({ start, end, role }) => `${start}-${end} ${role}`).join()
  const known = finished.get(draft)
  if (known?.key === key) return known.article
  let article = markBlocks(draft, marks)
  if (article.titleOrigin !== 'file' && alone.titleOrigin === 'file') {
    // Articles of one series can have one title: it stays where there is no other.
    const title = alone.blocks.find(({ role }) => role === 'title')
    article = markBlocks(
      draft,
      marks.filter(({ start }) => start !== title?.start),
    )
  }
  finished.set(draft, { key, article })
  return article
}

function marksOf(group: readonly Cleaned[]): [Cleaned, Mark[]][] {
  const [first] = group
  if (!first) return []
  let known = sites.get(first)
  if (!known || !isSame(known.group, group)) {
    known = { group, marks: repeatedBlocks(group.map(({ prints }) => prints)) }
    sites.set(first, known)
  }
  const { marks } = known
  return group.map((one, at) => [one, marks[at] ?? []])
}

function isSame(left: readonly Cleaned[], right: readonly Cleaned[]): boolean {
  return left.length === right.length && left.every((one, at) => one === right[at])
}

/** By name alone: the order that files come in must not matter. */
function byPath({ draft: left }: Cleaned, { draft: right }: Cleaned): number {
  const [a, b] = [`${left.path}\0${left.entry ?? ''}`, `${right.path}\0${right.entry ?? ''}`]
  return a < b ? -1 : a > b ? 1 : 0
}
