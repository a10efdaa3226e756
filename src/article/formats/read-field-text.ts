import type { Reading } from '../reading.ts'
import { readMarkdown } from './read-markdown.ts'
import { readText } from './read-text.ts'

/** How a field's text is written. */
export type Markup = 'html' | 'markdown' | 'text'

const element =
  /<(?:p|div|br|h[1-6]|ul|ol|li|table|blockquote|article|section|span|a|strong|em|b|i|figure|img)(?:\s[^<>]*)?\/?>/gi
const closing =
  /<\/(?:p|div|h[1-6]|ul|ol|li|table|blockquote|article|section|span|a|strong|em|b|i|figure)>/i

/**
 * How a field's text is written: as HTML where it begins with one of its elements or holds two and
 * closes one; as Markdown where it begins with front matter or holds two of its marks; else as plain text.
 */
export function markupOf(text: string): Markup {
  const sample = text.slice(0, 20_000)
  const elements = sample.match(element) ?? []
  const beginsWithOne = elements[0] !== undefined && sample.trimStart().startsWith(elements[0])
  if (beginsWithOne || (elements.length >= 2 && closing.test(sample))) return 'html'
  const marks = sample.match(/^(?:#{1,6} \S|```)|\]\(https?:\/\//gm)?.length ?? 0
  return /^---[ \t]*\r?\n[\w-]+:/.test(sample) || marks >= 2 ? 'markdown' : 'text'
}

/**
 * Text and blocks of a field. Plain text and Markdown stay as they are; of HTML it is what it shows.
 * @throws FootnoteError `article_unreadable` when HTML shows no text, or is made to hurt
 */
export async function readFieldText(
  text: string,
  path: string,
  markup: Markup = markupOf(text),
): Promise<Pick<Reading, 'text' | 'blocks'>> {
  if (markup === 'html') return (await import('./html/read-piece.ts')).readPiece(text, path)
  if (markup === 'markdown') return { text, blocks: readMarkdown(text) }
  return { text, blocks: readText(text) }
}

/** A title or a name as it reads: its tags and entities, where it was written as HTML, are none of it. */
export async function plainWords(words: string): Promise<string> {
  if (!/<\/?[a-z]|&(?:#\w+|[a-z]\w*);/i.test(words)) return words
  return (await import('./markup-words.ts')).markupWords(words)
}
