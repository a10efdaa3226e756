import { FootnoteError } from '../../../errors.ts'
import type { Block } from '../../article.ts'
import type { FileReading, SourceFile } from '../../reading.ts'
import { vocabularyOf } from './join-lines.ts'
import { takeOffFurniture } from './page-furniture.ts'
import { linePieces } from './page-lines.ts'
import { paragraphsOf } from './paragraphs.ts'
import { readDeclared } from './pdf-declared.ts'
import { openPdf, type PdfPage } from './pdf-document.ts'
import { readingOrder } from './reading-order.ts'
import { type OrderedPage, type WrittenBlock, writePages } from './write-pages.ts'

/** Letters so much larger than the usual make a heading; blocks longer than this are none. */
const headingSize = 1.12
const longestHeading = 200
/** Share of characters that stand for nothing from which a text is no text. */
const mostUnknown = 0.2

/**
 * Reads a PDF that holds text. Lines are joined to paragraphs, words parted at a line's end are put
 * together, columns follow one another, and what repeats at the edges of the pages is marked.
 * @throws FootnoteError `article_unreadable` for a PDF that is broken, locked, or only pictures
 */
export async function readPdf({ path, bytes }: SourceFile): Promise<FileReading> {
  const { pages, properties, lost } = await openPdf(bytes, path)
  checkText(path, pages, lost)
  const ordered = orderPages(pages)
  const lines = ordered.flatMap(({ paragraphs }) =>
    paragraphs.flatMap((paragraph) => paragraph.lines.map(({ line }) => line.text)),
  )
  const { text, blocks, starts } = writePages(ordered, vocabularyOf(lines))
  const declared = readDeclared(properties, text)
  const article = { text, blocks: withHeadings(blocks, text), declared, pages: starts }
  // What could be read is of use, but nobody should take it for all there is.
  return { articles: [article], problems: lost ? [{ entry: 'text', error: lost }] : [] }
}

function orderPages(pages: readonly PdfPage[]): OrderedPage[] {
  const bare = takeOffFurniture(
    pages.map(({ runs, height }) => ({ pieces: linePieces(runs), height })),
  )
  return bare.map(({ pieces, furniture }, page) => {
    const turned = pages[page]?.turned.join(' ').replace(/\s+/g, ' ').trim()
    return {
      paragraphs: readingOrder(pieces).flatMap((column) => paragraphsOf(column, page)),
      furniture: turned ? [...furniture, { text: turned, role: 'boilerplate' }] : furniture,
    }
  })
}

/** Large letters make headings, and the largest at the beginning of the first page the title. */
function withHeadings(blocks: readonly WrittenBlock[], text: string): Block[] {
  const usual = usualSize(blocks)
  const isLarge = ({ size, start, end }: WrittenBlock) =>
    size > usual * headingSize && end - start <= longestHeading
  const sizes = [...new Set(blocks.filter(isLarge).map(({ size }) => Math.round(size)))]
  const levels = sizes.sort((a, b) => b - a)
  const first = blocks.filter(({ page, size }) => page === 0 && size > 0).slice(0, 6)
  const largest = first.filter(isLarge).toSorted((a, b) => b.size - a.size)[0]
  return blocks.map((block) => {
    const { start, end, role } = block
    if (block === largest && /\p{L}/u.test(text.slice(start, end)))
      return { start, end, role: 'title' }
    if (!isLarge(block)) return { start, end, role }
    const level = Math.min(6, levels.indexOf(Math.round(block.size)) + 1)
    return { start, end, role: 'heading', level }
  })
}

/** The size that most of the text has. */
function usualSize(blocks: readonly WrittenBlock[]): number {
  const lengths = new Map<number, number>()
  for (const { size, start, end } of blocks) {
    if (size > 0) lengths.set(size, (lengths.get(size) ?? 0) + end - start)
  }
  return [...lengths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? Number.POSITIVE_INFINITY
}

function checkText(path: string, pages: readonly PdfPage[], lost?: FootnoteError): void {
  const text = pages.flatMap(({ runs }) => runs.map((run) => run.text)).join('')
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  if (letters === 0) {
    if (lost) throw lost
    const count =
      pages.length === 1 ? 'Its page is a picture' : `Its ${pages.length} pages are pictures`
    throw new FootnoteError('article_unreadable', `${path} holds no text. ${count} or blank.`, {
      nextStep: 'Put a text layer into it (ocrmypdf in.pdf out.pdf), then ingest again.',
    })
  }
  const unknown = text.match(/[\uFFFD\p{Co}\p{Cn}\p{Cc}]/gu)?.length ?? 0
  if (unknown > text.length * mostUnknown) {
    const message = `${path} does not say which letters its signs are.`
    const nextStep = 'Put a text layer into it (ocrmypdf --force-ocr in.pdf out.pdf).'
    throw new FootnoteError('article_unreadable', message, { nextStep })
  }
}
