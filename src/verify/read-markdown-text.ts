import type { TextRange } from '../passage/passage.ts'
import {
  type BlockQuote,
  paragraphsOf,
  type ReadableText,
  splitAttribution,
  type TextLink,
} from './readable-text.ts'

const quoteMarker = /^[ \t]{0,3}>[ \t]?/
const note = /^\[\^?([^\]\s]{1,40})\](?::\s*|[ \t]+)(\S.*)$/
const link = /\[[^[\]\n]{0,1000}\]\(([^()\s]{1,1000})(?:[ \t]+"[^"\n]{0,200}")?\)/g
const hidden = [
  /`[^`\n]{1,1000}`/g,
  /\]\([^()\s]{1,1000}(?:[ \t]+"[^"\n]{0,200}")?\)/g,
  /<[a-z/!][^<>\n]{0,1000}>/gi,
  /^[ \t]{0,3}\[[^\]\n^]{1,100}\]:[ \t]+\S.*$/gm,
]

/** A line and where it begins. */
interface Line {
  readonly text: string
  readonly start: number
}

/**
 * Reads Markdown line by line for what is a quotation and what cannot be one; plain text is read the
 * same way, without block quotations. A whole parser takes time with the square of a paragraph, and
 * nothing here depends on more than lines.
 */
export function readMarkdownText(text: string, isMarkdown: boolean): ReadableText {
  const lines = linesOf(text)
  const code = isMarkdown ? codeRanges(lines) : []
  const { scanned, quotes } = isMarkdown
    ? readQuotes(text, lines, code)
    : { scanned: text, quotes: [] }
  return {
    text,
    scanned,
    paragraphs: paragraphsOf(scanned),
    blockQuotes: quotes,
    inlineQuotes: [],
    links: isMarkdown ? linksIn(text) : [],
    notes: notesOf(lines),
    toGiven: ({ start, end }) => ({ start, end }),
  }
}

function linesOf(text: string): Line[] {
  let start = 0
  return text.split(/(?<=\n)/).map((line) => {
    const found = { text: line, start }
    start += line.length
    return found
  })
}

/** Fenced code; a fence that nothing closes reaches to the end. */
function codeRanges(lines: readonly Line[]): TextRange[] {
  const ranges: TextRange[] = []
  let fence = ''
  let start = 0
  for (const line of lines) {
    const found = /^[ \t>]{0,12}(`{3,}|~{3,})/.exec(line.text)?.[1]
    if (fence === '' && found) [fence, start] = [found, line.start]
    else if (fence !== '' && found?.startsWith(fence)) {
      ranges.push({ start, end: line.start + line.text.length })
      fence = ''
    }
  }
  const last = lines.at(-1)
  if (fence !== '' && last) ranges.push({ start, end: last.start + last.text.length })
  return ranges
}

function readQuotes(text: string, lines: readonly Line[], code: readonly TextRange[]) {
  const quotes: BlockQuote[] = []
  let run: Line[] = []
  const finish = (): void => {
    const quote = blockQuote(run)
    if (quote) quotes.push(quote)
    run = []
  }
  let inCode = 0
  for (const line of lines) {
    while (code[inCode] && (code[inCode] as TextRange).end <= line.start) inCode += 1
    const isCode = (code[inCode]?.start ?? Number.POSITIVE_INFINITY) <= line.start
    if (!isCode && quoteMarker.test(line.text)) run.push(line)
    // A paragraph goes on without its marker.
    else if (run.length > 0 && !isCode && /^[ \t]{0,3}[\p{L}“"「]/u.test(line.text)) run.push(line)
    else finish()
  }
  finish()
  return { quotes, scanned: scannedCopy(text, lines, code) }
}

function blockQuote(run: readonly Line[]): BlockQuote | undefined {
  const [first] = run
  const last = run.at(-1)
  if (!first || !last) return undefined
  const bare = run.map(({ text }) => text.replace(/^(?:[ \t]{0,3}>[ \t]?)+/, '')).join('')
  if (/^\s*\[![A-Z]+\]/.test(bare)) return undefined
  const { words, attribution } = splitAttribution(bare.trim())
  if (words === '') return undefined
  return { start: first.start, end: last.start + last.text.trimEnd().length, words, attribution }
}

/** Blanks of the same length for code, addresses, tags and the markers of block quotations. */
function scannedCopy(text: string, lines: readonly Line[], code: readonly TextRange[]): string {
  let copy = ''
  let at = 0
  for (const { start, end } of code) {
    copy += text.slice(at, start) + blank(text.slice(start, end))
    at = end
  }
  copy += text.slice(at)
  for (const pattern of hidden) copy = copy.replace(pattern, blank)
  return lines
    .map((line) =>
      copy.slice(line.start, line.start + line.text.length).replace(quoteMarker, blank),
    )
    .join('')
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

function linksIn(text: string): TextLink[] {
  return [...text.matchAll(link)].map(({ 0: whole, 1: href = '', index }) => {
    return { start: index, end: index + whole.length, href }
  })
}

/** `[^1]: …`, `[1]: …` and `[1] …` at the beginning of a line, with the lines below that are indented. */
function notesOf(lines: readonly Line[]): Map<string, string> {
  const notes = new Map<string, string>()
  let label = ''
  for (const { text } of lines) {
    const found = note.exec(text.trim())
    if (found?.[1] && found[2] && /^\S/.test(text)) {
      label = found[1]
      notes.set(label, found[2])
    } else if (label !== '' && /^[ \t]+\S/.test(text)) {
      notes.set(label, `${notes.get(label)} ${text.trim()}`.slice(0, 2000))
    } else label = ''
  }
  return notes
}
