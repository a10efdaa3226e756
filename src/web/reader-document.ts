import type { Article, BlockRole, TitleOrigin } from '../article/article.ts'
import { shortRevision, type TextRange } from '../passage/passage.ts'
import { standingArticle } from '../server/current-place.ts'
import { belongsTo, revisionDates } from '../server/kept-revision.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { StoredRevision } from '../store/revisions.ts'
import { webAddress } from './addresses.ts'
import { type QuoteChange, quoteChange } from './quote-change.ts'
import { type ReaderCopy, readerCopies } from './reader-copies.ts'
import { cutBlocks, type ReaderSegment } from './reader-segments.ts'

/** Most citations one reader shows: as many as an answer can hold. */
const maxReaderCitations = 20

export interface ReaderBlock {
  readonly role: BlockRole
  readonly level: number | null
  /** What a link to a heading names it by; null for other blocks. */
  readonly anchor: string | null
  readonly segments: readonly ReaderSegment[]
}

export interface ReaderCitation {
  readonly id: string
  /** Headings above the quote, outermost first. */
  readonly headingPath: readonly string[]
  /** What has become of the quote; null while it is current, and when the article is gone. */
  readonly change: QuoteChange | null
}

/** One article's whole text, ready to show, with the quoted places marked. Plain data. */
export interface ReaderDocument {
  readonly id: string
  readonly title: string
  readonly titleOrigin: TitleOrigin
  /** `sha256:…` of the text that is shown. */
  readonly revision: string
  readonly path: string
  readonly entry: string | null
  readonly byline: string | null
  readonly publisher: string | null
  readonly publishedAt: string | null
  readonly language: string
  /** A web address, or null. */
  readonly url: string | null
  /** Whether this is the article as it stands, as it stood, or one that is gone. */
  readonly standing: 'current' | 'changed' | 'removed'
  /** ISO 8601, when the text that is shown came and went; null where it stands or nobody knows. */
  readonly from: string | null
  readonly until: string | null
  /** Other articles that say nearly all the same, the oldest first. */
  readonly alsoIn: readonly ReaderCopy[]
  readonly citations: readonly ReaderCitation[]
  /** Asked for, yet not in a text that is kept: shown as a notice, never guessed. */
  readonly missing: readonly string[]
  readonly blocks: readonly ReaderBlock[]
}

export interface Place extends TextRange {
  readonly id: string
  readonly revision: string
}

/**
 * The reader's document for one article. The first citation decides which revision is shown, or else
 * `revision` (`sha256:…`); citations of
 * another revision, beyond the text, or of another article are listed as missing. An article that is
 * gone is shown as it last was. Undefined when nothing of it is known or kept.
 */
export async function readerDocument(
  index: OpenIndex,
  sourceId: string,
  citationIds: readonly string[],
  { revision }: { readonly revision?: string | undefined } = {},
): Promise<ReaderDocument | undefined> {
  const asked = [...new Set(citationIds)].slice(0, maxReaderCitations)
  const places = asked.map(parseCitation).filter((place) => place !== undefined)
  const named = revision !== undefined && /^sha256:[0-9a-f]{64}$/.test(revision) ? [revision] : []
  const wanted = [...places.map((place) => place.revision), ...named]
  // An old text that is asked for by name and kept no more must not be taken for today's.
  const fallback = revision === undefined || places.length > 0
  const shown =
    (await firstKept(index, sourceId, wanted)) ??
    (fallback ? await lastText(index, sourceId) : undefined)
  if (!shown) return undefined
  const current = index.articleById.get(sourceId) ?? standingArticle(index, shown)
  const isCurrent = current?.revision === shown.revision
  const dates = await revisionDates(index, sourceId, shown.revision)
  const prefix = shortRevision(shown.revision)
  const marked = places.filter(
    ({ revision, start, end }) => revision === prefix && start < end && end <= shown.text.length,
  )
  return {
    ...describe(isCurrent ? current : shown.article),
    id: current?.id ?? sourceId,
    revision: shown.revision,
    standing: !current ? 'removed' : isCurrent ? 'current' : 'changed',
    from: dates.indexed_at,
    until: dates.replaced_at,
    alsoIn: await readerCopies(index, shown.article.id),
    citations: marked.map(({ id, start, end }) => ({
      id,
      headingPath: headingsAbove(shown, start),
      change: quoteChange(shown, { start, end }, current),
    })),
    missing: asked.filter((id) => !marked.some((place) => place.id === id)),
    blocks: cutBlocks(shown, marked).map(({ block, segments }) => ({
      role: block.role,
      level: block.level ?? null,
      anchor: block.role === 'heading' ? `at-${block.start}` : null,
      segments,
    })),
  }
}

/** The place that a citation's id names; undefined for what is no id. */
export function parseCitation(id: string): Place | undefined {
  const match = /^cit_([0-9a-f]{12})-(\d{1,9})-(\d{1,9})$/.exec(id)
  if (!match) return undefined
  return { id, revision: match[1] ?? '', start: Number(match[2]), end: Number(match[3]) }
}

/** The text of the first of these revisions that belongs to the article and is kept. */
export async function firstKept(
  index: OpenIndex,
  sourceId: string,
  revisions: readonly string[],
): Promise<StoredRevision | undefined> {
  for (const revision of new Set(revisions)) {
    const stored = await index.revision(revision)
    if (stored && (await belongsTo(index, sourceId, stored))) return stored
  }
  return undefined
}

/** The text of today, or the last one that is kept of an article that is gone. */
async function lastText(index: OpenIndex, sourceId: string): Promise<StoredRevision | undefined> {
  const article = index.articleById.get(sourceId)
  if (article) return { revision: article.revision, text: article.text, article }
  for (const { revision } of [...(await index.history.spansOf(sourceId))].reverse()) {
    const kept = await index.revision(revision)
    if (kept) return kept
  }
  return undefined
}

function describe(article: Omit<Article, 'text'>) {
  const { id, title, titleOrigin, path, byline, publisher, publishedAt, language } = article
  const own = { entry: article.entry ?? null, url: webAddress(article.url) }
  return { id, title, titleOrigin, path, byline, publisher, publishedAt, language, ...own }
}

function headingsAbove({ text, article }: StoredRevision, at: number): string[] {
  const path: { level: number; text: string }[] = []
  for (const { start, end, role, level = 6 } of article.blocks) {
    if (start >= at) break
    if (role !== 'heading') continue
    while ((path.at(-1)?.level ?? 0) >= level) path.pop()
    path.push({ level, text: text.slice(start, end) })
  }
  return path.map((heading) => heading.text)
}
