import { isDeepStrictEqual } from 'node:util'
import type { Article, Revision } from '../../article/article.ts'
import { FootnoteError } from '../../errors.ts'
import { type IndexChange, orderArticles, textOwners, wrong } from '../index-contents.ts'
import type { LiveSegment } from './live-segment.ts'
import { type Located, locator } from './locate-articles.ts'
import { chooseMerges } from './merge-policy.ts'
import type { Segment } from './segment.ts'

/** What a change makes of an index's segments. */
export interface ChangePlan {
  /** Segments that stay, each with what is dead in it now. */
  readonly kept: readonly LiveSegment[]
  /** In order: the articles of the new segment. */
  readonly written: readonly Article[]
  /** Which of them are copied, and from where; the others are fresh. */
  readonly copied: ReadonlyMap<string, Located>
  /** The article whose passages stand for a text, for each text of what is written. */
  readonly owners: ReadonlyMap<Revision, string>
}

export interface PlanOptions {
  /** Segments whose files are whole; what is live in the others is written anew from memory. */
  readonly whole: ReadonlySet<Segment>
  /** Writes all of it as one segment. */
  readonly compact?: boolean
}

/**
 * Decides which articles go into a new segment: the fresh ones, those of which other facts are
 * known now, and those of segments that are to be merged.
 * @throws FootnoteError `index_corrupt`, `internal` when an article's passages are nowhere
 */
export function planChange(
  previous: readonly LiveSegment[],
  change: IndexChange,
  { whole, compact = false }: PlanOptions,
): ChangePlan {
  const find = locator(previous)
  const anew = new Map<string, Article>()
  /** By segment: 1 for each article that stays where it is. */
  const staying = new Map(
    previous.map(({ segment }) => [segment, new Uint8Array(segment.articles.length)]),
  )
  const bare: Article[] = []
  const markStaying = (article: Article): boolean => {
    if (change.fresh.has(article.id)) return false
    const old = keptArticle(article, find(article.id))
    if (old.one.passages.length === 0) bare.push(article)
    if (article !== old.one.article && !sameFacts(article, old.one.article)) return false
    if (!whole.has(old.segment)) return false
    const marks = staying.get(old.segment) as Uint8Array
    if (marks[old.place] === 1) throw twice()
    marks[old.place] = 1
    return true
  }
  for (const article of change.articles) {
    if (markStaying(article)) continue
    if (anew.has(article.id)) throw twice()
    anew.set(article.id, article)
  }
  for (const id of anew.keys()) {
    const old = find(id)
    if (old && staying.get(old.segment)?.[old.place] === 1) throw twice()
  }
  for (const segment of merged(staying, { anew, find, change, compact })) {
    const marks = staying.get(segment) as Uint8Array
    for (const [place, { article }] of segment.articles.entries()) {
      if (marks[place] === 1) anew.set(article.id, article)
    }
    marks.fill(0)
  }
  if (bare.length > 0) checkOwners(bare, change, find, previous)
  const written = orderArticles([...anew.values()])
  const copied = new Map<string, Located>()
  for (const { id } of written) {
    const old = change.fresh.has(id) ? undefined : find(id)
    if (old) copied.set(id, old)
  }
  const kept = [...staying].flatMap(([segment, marks]) => keptOf(segment, marks))
  return { kept, written, copied, owners: ownersOf(written, change, find) }
}

function twice(): FootnoteError {
  return wrong('Two articles have the same id.')
}

function keptArticle(article: Article, old: Located | undefined): Located {
  if (old?.one.article.revision === article.revision) return old
  const found = `The index has no passages of this text of ${article.path}, which is not fresh.`
  throw new FootnoteError('internal', found)
}

function sameFacts(article: Article, old: Article): boolean {
  const { text: _, ...facts } = article
  const { text: __, ...oldFacts } = old
  return isDeepStrictEqual(facts, oldFacts)
}

function keptOf(segment: Segment, marks: Uint8Array): LiveSegment[] {
  const dead: number[] = []
  for (let place = 0; place < marks.length; place++) if (marks[place] === 0) dead.push(place)
  return dead.length < marks.length ? [{ segment, dead }] : []
}

type Find = (id: string) => Located | undefined

interface MergeGrounds {
  readonly anew: ReadonlyMap<string, Article>
  readonly find: Find
  readonly change: IndexChange
  readonly compact: boolean
}

/** The segments that the new one takes in, though nothing in them has changed. */
function merged(
  staying: ReadonlyMap<Segment, Uint8Array>,
  { anew, find, change: { fresh, material }, compact }: MergeGrounds,
): Segment[] {
  const segments = [...staying.keys()]
  if (compact) return segments
  let incoming = material.passages.length
  for (const id of anew.keys()) {
    if (!fresh.has(id)) incoming += find(id)?.one.passages.length ?? 0
  }
  const sizes = segments.map((segment) => {
    const { rows } = segment.vectors
    let live = 0
    for (const [place, stays] of (staying.get(segment) as Uint8Array).entries()) {
      if (stays === 1) live += rows.countOf('passage', place)
    }
    return { live, all: segment.passages.length }
  })
  const chosen = chooseMerges(sizes, incoming)
  return segments.filter((_, place) => chosen.has(place))
}

/** Of the texts of these articles: others of the same text count too. */
function ownersOf(
  written: readonly Article[],
  { articles, fresh, material }: IndexChange,
  find: Find,
): Map<Revision, string> {
  const revisions = new Set(written.map(({ revision }) => revision))
  const made = new Set(material.passages.map(({ sourceId }) => sourceId))
  const sharing = articles.filter(({ revision }) => revisions.has(revision))
  return textOwners(orderArticles(sharing), ({ id }) =>
    fresh.has(id) ? made.has(id) : (find(id)?.one.passages.length ?? 0) > 0,
  )
}

/**
 * The passages of a shared text are kept with one article: they must not go unseen with it.
 * @param bare articles that stay and have none of their own
 */
function checkOwners(
  bare: readonly Article[],
  change: IndexChange,
  find: Find,
  previous: readonly LiveSegment[],
): void {
  const owners = ownersOf(bare, change, find)
  const had = new Set<Revision>()
  for (const { segment, dead } of previous) {
    const gone = new Set(dead)
    for (const [place, { article, passages }] of segment.articles.entries()) {
      if (passages.length > 0 && !gone.has(place)) had.add(article.revision)
    }
  }
  for (const { path, revision } of bare) {
    if (owners.has(revision) || !had.has(revision)) continue
    const lost = `The passages of ${path} were kept with another article, which is gone.`
    throw new FootnoteError('internal', lost)
  }
}
