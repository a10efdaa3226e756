import type { Article } from '../article/article.ts'
import type { ArticleDraft } from '../article/article-draft.ts'
import { printBlocks } from './block-prints.ts'
import type { Mark } from './block-view.ts'
import { type PartMemory, type SitePage, siteMarks } from './clean-site.ts'
import {
  type CleaningTrace,
  describeMarks,
  readTrace,
  type TracedPage,
  writeTrace,
} from './cleaning-trace.ts'
import { forgetNumbers } from './key-numbers.ts'
import { markBlocks } from './mark-blocks.ts'
import { groupBySite, siteMember } from './site-groups.ts'

/** An article cleaned by itself, and what its blocks are compared by. */
interface Cleaned extends SitePage {
  readonly draft: ArticleDraft
  readonly article: Article
}

interface Finished {
  readonly marks: readonly Mark[]
  readonly article: Article
}

/** What is known of drafts that are still there from the last time. */
let memory = emptyMemory()

/** An article that is as it was, by what was kept of its cleaning. */
export interface KeptCleaning {
  readonly id: string
  readonly trace: CleaningTrace
}

export interface CorpusCleaning {
  /** Of the drafts, in their order. */
  readonly articles: Article[]
  /** What to keep of the drafts, in their order. */
  traces(): CleaningTrace[]
  /** Kept articles that their site now marks otherwise: to be read again, and cleaned as drafts. */
  readonly outdated: readonly string[]
}

/**
 * Cleans the articles of a corpus: each by itself, then once more with what the other articles of its
 * site show to be no text of its own. In the order of the drafts; what is found does not depend on it.
 * Drafts that were there the last time are looked at again only when their site says something new.
 */
export function cleanCorpus(drafts: readonly ArticleDraft[]): Article[] {
  return cleanChanges(drafts, []).articles
}

/**
 * Cleans what is new of a corpus beside what is kept of it, without reading the rest. Where the new
 * articles, or the absence of old ones, change what a site repeats, the kept ones that it touches are
 * named; with those read and given as drafts, the result is that of cleaning all of them at once.
 */
export function cleanChanges(
  drafts: readonly ArticleDraft[],
  kept: readonly KeptCleaning[],
): CorpusCleaning {
  if (forgetNumbers()) memory = emptyMemory()
  const all = drafts.map(cleanAlone)
  const traced = kept.map(({ trace }) => tracedPage(trace))
  memory.traced = new Map(kept.map(({ trace }, at) => [trace, traced[at] as TracedPage]))
  const marks = new Map<SitePage, readonly Mark[]>()
  for (const group of groupBySite<SitePage>([...all, ...traced]).values()) {
    const found = siteMarks(group, memory)
    group.forEach((page, at) => {
      marks.set(page, found[at] ?? [])
    })
  }
  const marksOf = (page: SitePage) => marks.get(page) ?? []
  return {
    articles: all.map((one) => {
      const own = marksOf(one)
      return own.length > 0 ? cleanAgain(one, own) : one.article
    }),
    traces: () => all.map((one) => writeTrace(one, marksOf(one))),
    outdated: kept
      .filter((_, at) => {
        const page = traced[at] as TracedPage
        return describeMarks(marksOf(page)) !== page.marked
      })
      .map(({ id }) => id),
  }
}

function tracedPage(trace: CleaningTrace): TracedPage {
  return memory.traced.get(trace) ?? readTrace(trace)
}

function emptyMemory() {
  return {
    cleaned: new WeakMap<ArticleDraft, Cleaned>(),
    finished: new WeakMap<ArticleDraft, Finished>(),
    known: new WeakMap() as PartMemory['known'],
    traced: new Map<CleaningTrace, TracedPage>(),
  }
}

function cleanAlone(draft: ArticleDraft): Cleaned {
  const known = memory.cleaned.get(draft)
  if (known) return known
  const article = markBlocks(draft)
  const made = { ...siteMember(article), draft, article, prints: printBlocks(article) }
  memory.cleaned.set(draft, made)
  return made
}

function cleanAgain({ draft, article: alone }: Cleaned, marks: readonly Mark[]): Article {
  const known = memory.finished.get(draft)
  if (known && areEqual(known.marks, marks)) return known.article
  let article = markBlocks(draft, marks)
  if (article.titleOrigin !== 'file' && alone.titleOrigin === 'file') {
    // Articles of one series can have one title: it stays where there is no other.
    const title = alone.blocks.find(({ role }) => role === 'title')
    article = markBlocks(
      draft,
      marks.filter(({ start }) => start !== title?.start),
    )
  }
  memory.finished.set(draft, { marks, article })
  return article
}

function areEqual(left: readonly Mark[], right: readonly Mark[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ start, end, role }, at) => {
      const other = right[at]
      return start === other?.start && end === other.end && role === other.role
    })
  )
}
