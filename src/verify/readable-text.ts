import type { TextRange } from '../passage/passage.ts'

/** A text with what its format says of it, for finding quotations. Offsets are into `text`. */
export interface ReadableText {
  /** The words; of Markdown the text itself. */
  readonly text: string
  /** As long as `text`, with blanks for code, addresses and tags: no quotation marks are in these. */
  readonly scanned: string
  readonly paragraphs: readonly TextRange[]
  readonly blockQuotes: readonly BlockQuote[]
  /** Ranges that the format itself calls a quotation: HTML's `<q>`. */
  readonly inlineQuotes: readonly BlockQuote[]
  readonly links: readonly TextLink[]
  /** What notes say, by what refers to them: `^1`, `1`, `#fn1`. */
  readonly notes: ReadonlyMap<string, string>
  /** Where a range is in the text as it was given. */
  toGiven(range: TextRange): TextRange
}

export interface BlockQuote extends TextRange {
  /** The words, without the markers of their lines and without who said them. */
  readonly words: string
  /** The line at the end that says whose words these are. */
  readonly attribution: string
  /** HTML's `cite`. */
  readonly cite?: string | undefined
}

export interface TextLink extends TextRange {
  readonly href: string
}

export type TextFormat = 'plain' | 'markdown' | 'html'

/** Tells the format of a text by what it holds. */
export function detectTextFormat(text: string): TextFormat {
  const opening = text.slice(0, 20_000)
  const tags = opening.match(
    /<\/?(?:html|body|p|div|blockquote|q|span|h[1-6]|ul|li|br|article)\b[^<>]{0,300}>/gi,
  )
  if (/^\s*<(?:!doctype html|html)\b/i.test(text.slice(0, 1000)) || (tags?.length ?? 0) >= 2)
    return 'html'
  const markdown =
    /^(?:#{1,6} |> ?\S|```|\[\^?[\w-]{1,40}\]: )|\]\([^()\s]{1,300}\)|\*\*[^*\n]{1,200}\*\*/m
  return markdown.test(opening) ? 'markdown' : 'plain'
}

/** Runs of lines between blank ones. */
export function paragraphsOf(text: string): TextRange[] {
  const paragraphs: TextRange[] = []
  let start = -1
  let end = 0
  let at = 0
  for (const line of text.split(/(?<=\n)/)) {
    const words = line.trim()
    if (words === '') {
      if (start >= 0) paragraphs.push({ start, end })
      start = -1
    } else {
      const from = at + line.indexOf(words)
      if (start < 0) start = from
      end = from + words.length
    }
    at += line.length
  }
  if (start >= 0) paragraphs.push({ start, end })
  return paragraphs
}

/** Takes the line that says whose words these are off the end of a block quotation. */
export function splitAttribution(words: string): { words: string; attribution: string } {
  const lines = words.split('\n')
  let last = lines.length - 1
  while (last > 0 && lines[last]?.trim() === '') last -= 1
  const line = lines[last]?.trim() ?? ''
  const isAttribution = last > 0 && line.length <= 300 && /^(?:[—–―]|--)\s*\S/u.test(line)
  const rest = isAttribution ? lines.slice(0, last).join('\n') : words
  return { words: withoutMarks(rest.trim()), attribution: isAttribution ? line : '' }
}

/** A block quotation that is between quotation marks as well is what stands inside them. */
function withoutMarks(words: string): string {
  const inner = /^(?:“([^“”]*)”|"([^"]*)"|«([^«»]*)»|「([^「」]*)」|『([^『』]*)』)$/u.exec(words)
  return inner?.slice(1).find((group) => group !== undefined) ?? words
}
