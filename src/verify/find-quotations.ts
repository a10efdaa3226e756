import { findMarked } from './quotation-marks.ts'
import { readHtmlText } from './read-html-text.ts'
import { readMarkdownText } from './read-markdown-text.ts'
import type { BlockQuote, ReadableText, TextFormat } from './readable-text.ts'

/** A quotation in a text, and what stands beside it. */
export interface FoundQuotation {
  readonly quote: string
  /** Where it stands in the text as given, in UTF-16 units, without its marks. */
  readonly start: number
  readonly end: number
  /** Between quotation marks, in a block of its own, or in an element for quotations. */
  readonly form: 'marks' | 'block' | 'element'
  /** How many other quotations it stands in. */
  readonly depth: number
  /** What may say where it is from, the surest first. */
  readonly beside: Beside
}

export interface Beside {
  /** Behind it, up to the next quotation, and the attribution of a block. */
  readonly after: string
  /** Before it, from the beginning of the sentence. */
  readonly before: string
  /** Addresses of links around or right behind it. */
  readonly links: readonly string[]
  /** What the notes that are referred to right behind it say. */
  readonly notes: readonly string[]
}

export interface FoundQuotations {
  readonly quotations: readonly FoundQuotation[]
  /** Opening quotation marks that nothing closes, as offsets into the given text. */
  readonly unclosed: readonly number[]
}

/** How far what stands beside a quotation is read, in UTF-16 units. */
const sightAfter = 240
const sightBefore = 160
/** A reference to a note stands right behind the quotation. */
const noteSight = 24
const noteDefinition = /\n[ \t]*\[(?:\^?[^\]\s]{1,40}\]:|\d{1,3}\][ \t])/u
const references = /\[\^?([^\]\s]{1,40})\]/gu

/** Finds the quotations of a text in order of place. Linear in its length. */
export function findQuotations(text: string, format: TextFormat): FoundQuotations {
  const read =
    format === 'html' ? readHtmlText(text) : readMarkdownText(text, format === 'markdown')
  const blocks = read.blockQuotes.map((quote) => ({ ...quote, form: 'block' as const }))
  const elements = read.inlineQuotes.map((quote) => ({ ...quote, form: 'element' as const }))
  const { marked, unclosed } = findMarked(read.scanned, read.paragraphs)
  const named = [...blocks, ...elements]
  const between = marked
    .map(({ start, end }) => ({ start, end, ...wordsOf(read, start, end), form: 'marks' as const }))
    .filter((quote) => !named.some((other) => isSame(quote, other)))
  const all = [...named, ...between].sort(
    (left, right) => left.start - right.start || right.end - left.end,
  )
  const quotations = withDepth(all).map(({ depth, ...quote }, at) => ({
    quote: quote.words,
    ...read.toGiven(quote),
    form: quote.form,
    depth,
    beside: besideOf(read, quote, all[at - 1], all.slice(at + 1, at + 10)),
  }))
  return {
    quotations: quotations.filter(({ quote }) => /[\p{L}\p{N}]/u.test(quote)),
    unclosed: unclosed.map((start) => read.toGiven({ start, end: start + 1 }).start),
  }
}

type Found = BlockQuote & { readonly form: FoundQuotation['form'] }

function wordsOf(read: ReadableText, start: number, end: number) {
  // Only the markers of a block quotation's lines are blanks in the copy, and no part of the words.
  const words = read.text.slice(start, end).replace(/\n[ \t]{0,3}>[ \t]?/g, '\n')
  return { words: words.trim(), attribution: '' }
}

/** Whether words between marks are all that a block or an element quotes. */
function isSame(quote: Found, other: Found): boolean {
  const isInside = other.start <= quote.start && quote.end <= other.end
  return isInside && quote.words === other.words
}

function withDepth(all: readonly Found[]): (Found & { depth: number })[] {
  const around: Found[] = []
  return all.map((quote) => {
    while (around.length > 0 && (around.at(-1) as Found).end < quote.end) around.pop()
    while (around.length > 0 && (around.at(-1) as Found).end <= quote.start) around.pop()
    const depth = around.length
    around.push(quote)
    return { ...quote, depth }
  })
}

function besideOf(
  read: ReadableText,
  quote: Found,
  previous: Found | undefined,
  following: readonly Found[],
): Beside {
  const paragraph = read.paragraphs.find(({ end }) => end >= quote.end)
  const next = following.find(({ start }) => start >= quote.end)
  // What follows a block may name its source: the next line, or the one after a blank.
  const limit = quote.form === 'block' ? quote.end + sightAfter : (paragraph?.end ?? quote.end)
  const seen = Math.min(limit, next?.start ?? read.text.length, quote.end + sightAfter)
  // Notes stand together below: the first of them is no more of this quotation than the others.
  const firstNote = read.text.slice(quote.end, seen).search(noteDefinition)
  const end = firstNote < 0 ? seen : quote.end + firstNote
  const behind = read.text.slice(quote.end, Math.max(end, quote.end))
  const from = Math.max(
    paragraph && quote.form !== 'block' ? Math.min(paragraph.start, quote.start) : 0,
    previous && previous.end <= quote.start ? previous.end : 0,
    quote.start - sightBefore,
  )
  const before = read.text.slice(from, quote.start).replace(/^[\s\S]*[.!?。！？]["”’)]*(?=\s)/u, '')
  const near = read.links.filter(
    ({ start, end: linkEnd }) =>
      (start <= quote.start && linkEnd >= quote.end) || (start >= quote.end && start < end),
  )
  const links = [...(quote.cite ? [quote.cite] : []), ...near.map(({ href }) => href)]
  const within = `${quote.attribution} ${read.text.slice(quote.end, quote.end + noteSight)}`
  const labels = [...within.matchAll(references)].map(([, label = '']) => label)
  const anchors = near.filter(
    ({ start, href }) => href.startsWith('#') && start <= quote.end + noteSight,
  )
  const notes = [...labels, ...anchors.map(({ href }) => href)].flatMap(
    (label) => read.notes.get(label) ?? [],
  )
  return { after: `${quote.attribution}\n${behind}`, before, links, notes }
}
