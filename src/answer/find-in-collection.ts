import type { Article } from '../article/article.ts'
import {
  bylineRange,
  dateRange,
  leadRange,
  publisherRange,
  titleRange,
} from '../evidence/origin-quotes.ts'
import type { TextRange } from '../passage/passage.ts'
import type { CollectionQuestion } from '../question/collection-question.ts'
import { findArticles, newestFirst } from '../retrieve/find-article.ts'
import { findMentions } from '../retrieve/find-mentions.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { Message } from './answer.ts'
import type { ArticleRange } from './cite-articles.ts'
import type { CollectionPhrases } from './collection-phrases.ts'

/** Articles listed at once, and at once where only the newest are wanted. */
const mostListed = 8
const mostNewest = 3

/** What a question about the collection comes to: places to quote, or why there are none. */
export interface CollectionFindings {
  /** Framing before the quotes; the refusal where there are none. */
  readonly opening: string
  readonly ranges: readonly ArticleRange[]
  /** Framing behind them. */
  readonly closing: string | undefined
}

export interface CollectionRequest {
  readonly asked: CollectionQuestion
  /** The subject in the language of other articles. */
  readonly gloss: string | undefined
  readonly messages: readonly Message[] | undefined
  /** The articles that pass the filters, at least one. */
  readonly articles: readonly Article[]
  readonly sourceIds: ReadonlySet<string> | undefined
  readonly most: number
  readonly phrases: CollectionPhrases
}

/**
 * Answers from titles, dates and lead sentences. Undefined where the articles have nothing to do
 * with the subject asked for: then it is an ordinary question after all, with an ordinary refusal.
 */
export function findInCollection(
  index: OpenIndex,
  request: CollectionRequest,
): CollectionFindings | undefined {
  const { asked, articles, phrases } = request
  switch (asked.kind) {
    case 'count':
    case 'list': {
      const ranges = articles.toSorted(newestFirst).map((article) => nameOf(index, article))
      return listed(request, ranges, phrases.articles(articles.length, undated(articles)))
    }
    case 'mentions':
    case 'topic':
      return mentioning(index, request)
    case 'latest':
    case 'oldest':
      return asked.subject === undefined ? byDate(index, request) : mentioning(index, request)
    case 'about':
      return beginnings(index, request)
    case 'date':
      return shown(
        index,
        request,
        (article) => dateRange(index, article),
        phrases.dates,
        phrases.noDate,
      )
    case 'author':
      return shown(index, request, bylineRange, phrases.authors, phrases.noAuthor)
    case 'publisher':
      return shown(index, request, publisherRange, phrases.publishers, phrases.noPublisher)
  }
}

function mentioning(index: OpenIndex, request: CollectionRequest): CollectionFindings | undefined {
  const { asked, gloss, phrases, sourceIds } = request
  const typed = findMentions(index, asked.subject ?? '', sourceIds)
  const seen = new Set(typed.map(({ article }) => article))
  const others = gloss ? findMentions(index, gloss, sourceIds) : []
  const mentions = [...typed, ...others.filter(({ article }) => !seen.has(article))]
  const subject = gloss ? `${asked.subject} / ${gloss}` : (asked.subject ?? '')
  if (mentions.length === 0) {
    if (asked.kind !== 'mentions') return undefined
    return { opening: phrases.notMentioned(subject), ranges: [], closing: undefined }
  }
  const found = [...new Set(mentions.map(({ article }) => article))]
  const ranges = mentions.toSorted((left, right) => newestFirst(left.article, right.article))
  return listed(request, ranges, phrases.mentioning(subject, found.length, undated(found)))
}

function byDate(index: OpenIndex, request: CollectionRequest): CollectionFindings {
  const { asked, articles, phrases } = request
  const dated = articles.filter(({ publishedAt }) => publishedAt !== null).toSorted(newestFirst)
  if (dated.length === 0) {
    const ranges = articles.toSorted(newestFirst).map((article) => nameOf(index, article))
    return listed(request, ranges, phrases.noneDated)
  }
  const isOldest = asked.kind === 'oldest'
  const ordered = isOldest ? dated.toReversed() : dated
  const ranges = ordered.slice(0, mostNewest).flatMap((article) => nameAndLead(index, article))
  const opening = isOldest ? phrases.oldest : phrases.newest
  return listed(request, ranges, opening(undated(articles)), ranges.length)
}

function beginnings(index: OpenIndex, request: CollectionRequest): CollectionFindings | undefined {
  const meant = meantArticles(index, request)
  if (!meant) return undefined
  const ranges = meant.flatMap((article) => nameAndLead(index, article))
  return listed(request, ranges, request.phrases.beginning(meant.length), ranges.length)
}

function shown(
  index: OpenIndex,
  request: CollectionRequest,
  find: (article: Article) => TextRange | undefined,
  opening: (count: number) => string,
  none: (title: string | undefined) => string,
): CollectionFindings | undefined {
  const meant = meantArticles(index, request)
  if (!meant) return undefined
  const ranges = meant.flatMap((article) => {
    const range = find(article)
    return range ? [{ article, ...range }] : []
  })
  if (ranges.length > 0) return listed(request, ranges, opening(ranges.length))
  const [first, second] = meant
  return { opening: none(second ? undefined : first?.title), ranges: [], closing: undefined }
}

/** The articles a question speaks of: described, pointed at, or all. */
function meantArticles(index: OpenIndex, request: CollectionRequest): Article[] | undefined {
  const { asked, gloss, articles, messages, sourceIds } = request
  if (asked.subject !== undefined) {
    const typed = findArticles(index, asked.subject, sourceIds)
    const found = typed.length > 0 || !gloss ? typed : findArticles(index, gloss, sourceIds)
    return found.length > 0 ? found : undefined
  }
  const quoted = asked.pointsAtOne ? quotedLast(articles, messages) : []
  return quoted.length > 0 ? quoted : articles.toSorted(newestFirst)
}

/** The articles whose titles the last answer names, in the order it names them. */
function quotedLast(
  articles: readonly Article[],
  messages: readonly Message[] | undefined,
): Article[] {
  const last = messages?.findLast(({ role }) => role === 'assistant')?.content ?? ''
  return articles
    .map((article) => ({ article, place: placeOfName(last, article) }))
    .filter(({ place }) => place >= 0)
    .sort((left, right) => left.place - right.place)
    .map(({ article }) => article)
}

/** Where a text names an article as framing does, “…” or 《…》; -1 where it does not. */
function placeOfName(text: string, { title }: Article): number {
  return Math.max(text.indexOf(`“${title}”`), text.indexOf(`《${title}》`))
}

/** The title where the text shows it, the first sentence where not. */
function nameOf(index: OpenIndex, article: Article): ArticleRange {
  const first = article.blocks.find(({ role }) => role === 'content') ?? article.blocks[0]
  const range = titleRange(article) ?? leadRange(index, article) ?? first
  return { article, start: range?.start ?? 0, end: range?.end ?? Math.min(article.text.length, 80) }
}

function nameAndLead(index: OpenIndex, article: Article): ArticleRange[] {
  const name = nameOf(index, article)
  const lead = leadRange(index, article)
  return lead && lead.start !== name.start ? [name, { article, ...lead }] : [name]
}

/** As many as are wanted, and how many more articles there are. */
function listed(
  { most, phrases }: CollectionRequest,
  ranges: readonly ArticleRange[],
  opening: string,
  usual = mostListed,
): CollectionFindings {
  const taken = ranges.slice(0, Math.min(most, usual))
  const articles = (some: readonly ArticleRange[]) =>
    new Set(some.map(({ article }) => article)).size
  const left = articles(ranges) - articles(taken)
  return { opening, ranges: taken, closing: left > 0 ? phrases.more(left) : undefined }
}

function undated(articles: readonly Article[]): number {
  return articles.filter(({ publishedAt }) => publishedAt === null).length
}
