import type { Article, Block } from '../article/article.ts'
import { findDate } from '../article/find-date.ts'
import { type MetadataItem, readMetadataLine } from '../article/metadata-line.ts'
import type { TextRange } from '../passage/passage.ts'
import type { OpenIndex } from '../store/open-index.ts'

/** Where a text speaks of whoever wrote it. */
const speaksOfAuthor =
  /^(?:the )?(?:author|writer|columnist)s? (?:is|are|was|were)\b|\bcontact the (?:writer|author|reporter)\b|^(?:本文)?作者(?:是|为|為|系|係|现|現)/i

/** The title as it stands in the text; undefined where it was made, or stands only in a file name. */
export function titleRange({ blocks, text, title, titleOrigin }: Article): TextRange | undefined {
  if (titleOrigin !== 'file') return undefined
  const block = blocks.find(({ role }) => role === 'title')
  if (block) return rangeOf(block)
  const heading = blocks.find(
    ({ role, start, end }) => role === 'heading' && text.slice(start, end).trim() === title,
  )
  return heading && rangeOf(heading)
}

/** The first sentence of an article, with the passage it stands in. */
export function leadRange(index: OpenIndex, { id }: Article): TextRange | undefined {
  const passage = index.passages.find(({ sourceId }) => sourceId === id)
  const [sentence] = passage?.sentences ?? []
  return sentence && { start: sentence.start, end: sentence.end }
}

/** The line that shows the date of an article. */
export function dateRange(index: OpenIndex, article: Article): TextRange | undefined {
  const { publishedAt } = article
  if (publishedAt === null) return undefined
  const lines = metadataLines(article)
  const isDate = ({ kind, value }: MetadataItem) =>
    (kind === 'published' || kind === 'updated') && value === publishedAt
  return (
    lines.find(({ items }) => items.some(isDate)) ??
    lines.find(({ text }) => findDate(text)?.date === publishedAt) ??
    // A dateline stands at the beginning of the first sentence.
    leadRange(index, article)
  )
}

/** The line that names who wrote an article, or the one that says who that is. */
export function bylineRange(article: Article): TextRange | undefined {
  const { byline } = article
  const lines = metadataLines(article)
  const named =
    byline === null
      ? undefined
      : (lines.find(({ items }) =>
          items.some(({ kind, value }) => kind === 'author' && value === byline),
        ) ?? lines.find(({ text }) => text.includes(byline)))
  if (named) return named
  const block = article.blocks.find(
    ({ role, start, end }) =>
      (role === 'contact' || role === 'content' || role === 'boilerplate') &&
      end - start < 400 &&
      speaksOfAuthor.test(article.text.slice(start, end)),
  )
  return block && rangeOf(block)
}

/** The line that shows who publishes an article. */
export function publisherRange(article: Article): TextRange | undefined {
  const { publisher } = article
  if (publisher === null) return undefined
  const roles = ['metadata', 'boilerplate', 'contact'] as const
  for (const role of roles) {
    const lines = linesOf(article, role)
    const line = lines.find(({ text }) => text.toLowerCase().includes(publisher.toLowerCase()))
    if (line) return line
  }
  return undefined
}

interface MetadataLine extends TextRange {
  readonly text: string
  readonly items: readonly MetadataItem[]
}

function metadataLines(article: Article): MetadataLine[] {
  return linesOf(article, 'metadata').map((line) => ({
    ...line,
    items: readMetadataLine(line.text) ?? [],
  }))
}

/** The lines of the blocks of a role, without the bars and spaces around them. */
function linesOf(article: Article, role: Block['role']): (TextRange & { text: string })[] {
  return article.blocks
    .filter((block) => block.role === role)
    .flatMap((block) => {
      const found = article.text.slice(block.start, block.end).matchAll(/[^\n\r]+/g)
      return [...found].flatMap(({ index, 0: line }) => {
        const text = line.replace(/^[\s|｜]+|[\s|｜]+$/g, '')
        const start = block.start + index + line.indexOf(text)
        return text === '' ? [] : [{ start, end: start + text.length, text }]
      })
    })
}

function rangeOf({ start, end }: TextRange): TextRange {
  return { start, end }
}
