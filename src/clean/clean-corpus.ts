import { setImmediate } from 'node:timers/promises'
import type { Article } from '../article/article.ts'
import type { ArticleDraft } from '../article/article-draft.ts'
import { printBlocks } from './block-prints.ts'
import type { Mark } from './block-view.ts'
import { type PartMemory, type SitePage, siteMarks } from './clean-site.ts'
import { forgetNumbers } from './key-numbers.ts'
import { markBlocks } from './mark-blocks.ts'
import { groupBySite, siteMember } from './site-groups.ts'

/** Longest that others wait. */
const turnMs = 10

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
let memory: Memory = emptyMemory()
let underWay = 0

/**
 * Cleans the articles of a corpus: each by itself, then once more with what the other articles of its
 * site show to be no text of its own. In the order of the drafts; what is found does not depend on it.
 * Drafts that were there the last time are looked at again only when their site says something new.
 */
export function cleanCorpus(drafts: readonly ArticleDraft[]): Article[] {
  const steps = cleaning(drafts)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** `cleanCorpus` that lets a server answer in between: looking at drafts for the first time takes long. */
export async function cleanCorpusInTurns(drafts: readonly ArticleDraft[]): Promise<Article[]> {
  const steps = cleaning(drafts)
  let since = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - since < turnMs) continue
    await setImmediate()
    since = performance.now()
  }
}

/** Pauses wherever others may take their turn. */
function* cleaning(drafts: readonly ArticleDraft[]): Generator<undefined, Article[]> {
  // Another corpus may be cleaned during a pause: what that one stands on must not be forgotten.
  if (underWay === 0 && forgetNumbers()) memory = emptyMemory()
  underWay += 1
  try {
    return yield* cleaningWith(memory, drafts)
  } finally {
    underWay -= 1
  }
}

function* cleaningWith(
  known: Memory,
  drafts: readonly ArticleDraft[],
): Generator<undefined, Article[]> {
  const all: Cleaned[] = []
  for (const draft of drafts) {
    all.push(cleanAlone(draft, known))
    yield
  }
  const marks = new Map<Cleaned, readonly Mark[]>()
  for (const group of groupBySite(all).values()) {
    const found = siteMarks(group, known)
    group.forEach((one, at) => {
      marks.set(one, found[at] ?? [])
    })
    yield
  }
  const articles: Article[] = []
  for (const one of all) {
    const own = marks.get(one) ?? []
    articles.push(own.length > 0 ? cleanAgain(one, own, known) : one.article)
    yield
  }
  return articles
}

type Memory = ReturnType<typeof emptyMemory>

function emptyMemory() {
  return {
    cleaned: new WeakMap<ArticleDraft, Cleaned>(),
    finished: new WeakMap<ArticleDraft, Finished>(),
    known: new WeakMap() as PartMemory['known'],
  }
}

function cleanAlone(draft: ArticleDraft, memory: Memory): Cleaned {
  const known = memory.cleaned.get(draft)
  if (known) return known
  const article = markBlocks(draft)
  const made = { ...siteMember(article), draft, article, prints: printBlocks(article) }
  memory.cleaned.set(draft, made)
  return made
}

function cleanAgain(
  { draft, article: alone }: Cleaned,
  marks: readonly Mark[],
  memory: Memory,
): Article {
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
