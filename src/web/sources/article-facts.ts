import type { Article, ArticleFormat } from '../../article/article.ts'
import type { ApiDependencies } from '../../server/dependencies.ts'
import { datesOf } from '../../server/kept-revision.ts'
import { quotedPlaces } from '../../server/source-citations.ts'
import type { OpenIndex } from '../../store/open-index.ts'
import { excerptOf } from './mark-words.ts'

/** A place that answers have quoted. */
export interface QuotedLink {
  readonly words: string
  readonly isCut: boolean
  readonly address: string
  /** `YYYY-MM-DD`, when it was first quoted. */
  readonly day: string
  readonly isCurrent: boolean
}

/** A kept text of an article. */
export interface RevisionLink {
  readonly address: string
  readonly isCurrent: boolean
  readonly from: string | null
  readonly until: string | null
}

/** What is known of an article beside its text. Days are `YYYY-MM-DD`. */
export interface ArticleFacts {
  readonly id: string
  readonly publisher: string | null
  readonly byline: string | null
  readonly publishedAt: string | null
  readonly language: string
  readonly url: string | null
  readonly format: ArticleFormat
  readonly paths: readonly string[]
  readonly entry: string | null
  readonly pages: number | null
  readonly characters: number
  readonly passages: number
  readonly readOn: string | null
  readonly revision: string
  readonly isCurrent: boolean
  readonly outline: readonly { readonly text: string; readonly anchor: string }[]
  readonly quoted: readonly QuotedLink[]
  readonly quotedInAll: number
  readonly revisions: readonly RevisionLink[]
}

const mostQuoted = 20
const mostRevisions = 30
const mostHeadings = 80
const longestQuote = 140

/** @param shown the revision that the reader shows */
export async function articleFacts(
  dependencies: Pick<ApiDependencies, 'cited'>,
  index: OpenIndex,
  sourceId: string,
  shown: string,
): Promise<ArticleFacts | undefined> {
  const current = index.articleById.get(sourceId)
  const kept = await index.revision(shown)
  const article: Article | undefined =
    current?.revision === shown ? current : kept && { ...kept.article, text: kept.text }
  if (!article) return undefined
  const places = await quotedPlaces(dependencies, index, sourceId)
  const revisions = await revisionLinks(index, sourceId, current?.revision)
  return {
    id: sourceId,
    ...described(article),
    passages: index.passages.filter(({ revision }) => revision === article.revision).length,
    readOn: revisions.find(({ address }) => address.includes(shown))?.from ?? null,
    isCurrent: current?.revision === shown,
    outline: article.blocks
      .filter(({ role }) => role === 'heading')
      .slice(0, mostHeadings)
      .map(({ start, end }) => ({ text: article.text.slice(start, end), anchor: `at-${start}` })),
    quoted: places.slice(0, mostQuoted).map(({ id, revision, start, end, citedAt, kept }) => {
      const { text, cutAfter } = excerptOf(kept.text.slice(start, end), '', longestQuote)
      return {
        words: text,
        isCut: cutAfter,
        address: `/sources/${sourceId}?citation=${id}#${id}`,
        day: citedAt.slice(0, 10),
        isCurrent: revision === current?.revision,
      }
    }),
    quotedInAll: places.length,
    revisions,
  }
}

function described(article: Article) {
  const { publisher, byline, publishedAt, language, url, format, paths, revision } = article
  return {
    ...{ publisher, byline, publishedAt, language, url, format, paths, revision },
    entry: article.entry ?? null,
    pages: article.pages?.length ?? null,
    characters: article.text.length,
  }
}

/** The newest first, each text once. */
async function revisionLinks(
  index: OpenIndex,
  sourceId: string,
  current: string | undefined,
): Promise<RevisionLink[]> {
  const spans = [...(await index.history.spansOf(sourceId))].reverse()
  const revisions = new Set([...(current ? [current] : []), ...spans.map((span) => span.revision)])
  const links: RevisionLink[] = []
  for (const revision of revisions) {
    if (links.length >= mostRevisions) break
    if (!(await index.revision(revision))) continue
    const own = spans.filter((span) => span.revision === revision).reverse()
    const { indexed_at, replaced_at } = datesOf(own)
    links.push({
      address: `/sources/${sourceId}?revision=${revision}`,
      isCurrent: revision === current,
      from: indexed_at?.slice(0, 10) ?? null,
      until: revision === current ? null : (replaced_at?.slice(0, 10) ?? null),
    })
  }
  return links
}
