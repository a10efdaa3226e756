import { isDeepStrictEqual } from 'node:util'
import type { Article, Revision } from '../../article/article.ts'
import { FootnoteError } from '../../errors.ts'
import { type IndexChange, orderArticles, textOwners, wrong } from '../index-contents.ts'
import type { LiveSegment } from './live-segment.ts'
import { chooseMerges } from './merge-policy.ts'
import type { Segment, SegmentArticle } from './segment.ts'

/** What a change makes of an index's segments. */
export interface ChangePlan {
  /** Segments that stay, each with what is dead in it now. */
  readonly kept: readonly LiveSegment[]
  /** In order: the articles of the new segment. */
  readonly written: readonly Article[]
  /** Which of them are copied, and from where; the others are fresh. */
  readonly copied: ReadonlyMap<string, SegmentArticle & { readonly segment: Segment }>
  /** The article whose passages stand for a text, over the whole index. */
  readonly owners: ReadonlyMap<Revision, string>
}

export interface PlanOptions {
  /** Segments whose files are whole; what is live in the others is written anew from memory. */
  readonly whole: ReadonlySet<Segment>
  /** Writes all of it as one segment. */
  readonly compact?: boolean
}

interface Located extends SegmentArticle {
  readonly segment: Segment
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
  const located = locate(previous)
  const articles = orderArticles(change.articles)
  if (new Set(articles.map(({ id }) => id)).size !== articles.length) {
    throw wrong('Two articles have the same id.')
  }
  const staying = new Map<string, Located>()
  const anew = new Set<string>()
  for (const article of articles) {
    const old = change.fresh.has(article.id) ? undefined : keptArticle(article, located)
    if (old && (article === old.article || sameFacts(article, old.article))) {
      staying.set(article.id, old)
    }
    if (!staying.has(article.id) || !old || !whole.has(old.segment)) anew.add(article.id)
  }
  for (const segment of merged(previous, anew, staying, change, compact)) {
    for (const { article } of segment.articles) {
      if (staying.get(article.id)?.segment === segment) anew.add(article.id)
    }
  }
  const owners = ownersAfter(articles, change, located)
  checkOwners(articles, change, located, owners)
  const copied = new Map<string, Located>()
  for (const id of anew) {
    const old = change.fresh.has(id) ? undefined : located.get(id)
    if (old) copied.set(id, old)
  }
  const stays = (segment: Segment, { article }: SegmentArticle): boolean =>
    !anew.has(article.id) && staying.get(article.id)?.segment === segment
  const kept = previous.flatMap(({ segment }) => {
    const places = [...segment.articles.entries()]
    const dead = places.filter(([, one]) => !stays(segment, one)).map(([place]) => place)
    return dead.length < segment.articles.length ? [{ segment, dead }] : []
  })
  return { kept, written: articles.filter(({ id }) => anew.has(id)), copied, owners }
}

/** Where each article stands of which an index has passages or facts. */
function locate(segments: readonly LiveSegment[]): Map<string, Located> {
  const located = new Map<string, Located>()
  for (const { segment, dead } of segments) {
    const gone = new Set(dead)
    segment.articles.forEach((one, place) => {
      if (!gone.has(place)) located.set(one.article.id, { ...one, segment })
    })
  }
  return located
}

function keptArticle(article: Article, located: ReadonlyMap<string, Located>): Located {
  const old = located.get(article.id)
  if (old?.article.revision === article.revision) return old
  const found = `The index has no passages of this text of ${article.path}, which is not fresh.`
  throw new FootnoteError('internal', found)
}

function sameFacts(article: Article, old: Article): boolean {
  const { text: _, ...facts } = article
  const { text: __, ...oldFacts } = old
  return isDeepStrictEqual(facts, oldFacts)
}

/** The segments that the new one takes in, though nothing in them has changed. */
function merged(
  previous: readonly LiveSegment[],
  anew: ReadonlySet<string>,
  staying: ReadonlyMap<string, Located>,
  { material }: IndexChange,
  compact: boolean,
): Segment[] {
  const segments = previous.map(({ segment }) => segment)
  if (compact) return segments
  let incoming = material.passages.length
  const sizes = segments.map((segment) => {
    let live = 0
    for (const { article, passages } of segment.articles) {
      if (staying.get(article.id)?.segment !== segment) continue
      if (anew.has(article.id)) incoming += passages.length
      else live += passages.length
    }
    return { live, all: segment.passages.length }
  })
  const chosen = chooseMerges(sizes, incoming)
  return segments.filter((_, place) => chosen.has(place))
}

function ownersAfter(
  articles: readonly Article[],
  { fresh, material }: IndexChange,
  located: ReadonlyMap<string, Located>,
): Map<Revision, string> {
  const made = new Set(material.passages.map(({ sourceId }) => sourceId))
  return textOwners(articles, ({ id }) =>
    fresh.has(id) ? made.has(id) : (located.get(id)?.passages.length ?? 0) > 0,
  )
}

/** The passages of a shared text are kept with one article: they must not go unseen with it. */
function checkOwners(
  articles: readonly Article[],
  { fresh }: IndexChange,
  located: ReadonlyMap<string, Located>,
  owners: ReadonlyMap<Revision, string>,
): void {
  const had = new Set<string>()
  for (const { article, passages } of located.values()) {
    if (passages.length > 0) had.add(article.revision)
  }
  for (const { id, path, revision } of articles) {
    if (fresh.has(id) || owners.has(revision) || !had.has(revision)) continue
    const lost = `The passages of ${path} were kept with another article, which is gone.`
    throw new FootnoteError('internal', lost)
  }
}
