import { Parser } from 'htmlparser2'
import type { TextRange } from '../passage/passage.ts'
import { withoutQuotationMarks } from './quotation-marks.ts'
import {
  type BlockQuote,
  paragraphsOf,
  type ReadableText,
  splitAttribution,
  type TextLink,
} from './readable-text.ts'

/** Elements whose text is no running text. */
const silent = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'code',
  'pre',
  'textarea',
  'title',
])
/** Elements that run on within a paragraph; all others begin and end one. */
const inline = new Set(
  'a abbr b bdi bdo cite data dfn em font i kbd label mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
)

/** Titles, what was typed, what a program says: quotation marks in them open no quotation. */
const unquoted = new Set(['cite', 'kbd', 'samp'])
/** Pages also call longer things a title. In UTF-16 units. */
const longestUnquoted = 2000

interface OpenElement {
  readonly name: string
  readonly start: number
  readonly attributes: Readonly<Record<string, string>>
}

/** Reads HTML, whole or a part of a page: its text, with the place of each piece in the source. */
export function readHtmlText(html: string): ReadableText {
  const reader = new HtmlReader()
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.write(text, parser.startIndex, parser.endIndex + 1),
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html)
  parser.end()
  return reader.finish()
}

class HtmlReader {
  private text = ''
  private readonly pieces: { at: number; from: number; to: number; isVerbatim: boolean }[] = []
  private readonly opened: OpenElement[] = []
  private readonly blockQuotes: BlockQuote[] = []
  private readonly inlineQuotes: BlockQuote[] = []
  private readonly links: TextLink[] = []
  private readonly unquoted: TextRange[] = []
  private readonly anchors = new Map<string, number>()
  private silence = 0
  private openQuotes = 0

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (silent.has(name)) this.silence += 1
    if (name === 'br') this.text += '\n'
    else if (!inline.has(name)) this.endParagraph()
    // As authors write it in plain text; the words of the quotation end before it.
    if (this.openQuotes > 0 && (name === 'cite' || name === 'footer')) this.text += '\n— '
    if (attributes.id) this.anchors.set(`#${attributes.id}`, this.text.length)
    if (name === 'blockquote') this.openQuotes += 1
    this.opened.push({ name, start: this.text.length, attributes })
  }

  close(name: string): void {
    if (silent.has(name)) this.silence = Math.max(0, this.silence - 1)
    const at = this.opened.findLastIndex((element) => element.name === name)
    const element = this.opened[at]
    if (!element) return
    this.opened.length = at
    if (name === 'blockquote') this.openQuotes -= 1
    const { start, attributes } = element
    const end = this.text.length
    if (name === 'a' && attributes.href) this.links.push({ start, end, href: attributes.href })
    if (unquoted.has(name) && end - start <= longestUnquoted) this.unquoted.push({ start, end })
    if (name === 'q' && end > start)
      this.inlineQuotes.push(this.quoted(start, end, attributes.cite))
    if (name === 'blockquote' && this.text.slice(start, end).trim() !== '') {
      this.blockQuotes.push(this.quoted(start, end, attributes.cite))
    }
    if (!inline.has(name) && name !== 'br') this.endParagraph()
  }

  write(text: string, from: number, to: number): void {
    if (this.silence > 0) return
    this.pieces.push({ at: this.text.length, from, to, isVerbatim: text.length === to - from })
    this.text += text
  }

  finish(): ReadableText {
    const { text } = this
    return {
      text,
      scanned: this.scannedCopy(),
      paragraphs: paragraphsOf(text),
      blockQuotes: this.blockQuotes,
      inlineQuotes: this.inlineQuotes,
      links: this.links,
      notes: new Map([...this.anchors].map(([id, at]) => [id, this.noteAt(at)])),
      toGiven: ({ start, end }) => {
        const from = this.toGiven(start)
        return { start: from, end: Math.max(from, this.endInGiven(end)) }
      },
    }
  }

  private scannedCopy(): string {
    let copy = ''
    let at = 0
    const outermost = this.unquoted.sort(
      (left, right) => left.start - right.start || right.end - left.end,
    )
    for (const { start, end } of outermost) {
      if (start < at) continue
      copy += this.text.slice(at, start) + withoutQuotationMarks(this.text.slice(start, end))
      at = end
    }
    return copy + this.text.slice(at)
  }

  private quoted(start: number, end: number, cite: string | undefined): BlockQuote {
    const { words, attribution } = splitAttribution(this.text.slice(start, end).trim())
    return { start, end, words, attribution, cite }
  }

  private endParagraph(): void {
    if (this.text !== '' && !this.text.endsWith('\n\n')) this.text += '\n\n'
  }

  /** The words of the note that begins here, and where its links lead. */
  private noteAt(at: number): string {
    const end = Math.min(this.text.length, at + 600)
    const words = this.text.slice(at, end).split('\n\n')[0] ?? ''
    const links = this.links.filter(({ start }) => start >= at && start <= at + words.length)
    return `${words} ${links.map(({ href }) => href).join(' ')}`
  }

  private toGiven(offset: number): number {
    const piece = this.pieceAt(offset)
    if (!piece) return 0
    return Math.min(piece.to, piece.from + (piece.isVerbatim ? offset - piece.at : 0))
  }

  /** Where a range ends: behind its last character, not before the next one. */
  private endInGiven(offset: number): number {
    const piece = this.pieceAt(Math.max(0, offset - 1))
    if (!piece) return 0
    return piece.isVerbatim ? Math.min(piece.to, piece.from + offset - piece.at) : piece.to
  }

  /** The last piece that begins at or before an offset. */
  private pieceAt(offset: number) {
    let [low, high] = [0, this.pieces.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.pieces[middle]?.at ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return this.pieces[low - 1]
  }
}
