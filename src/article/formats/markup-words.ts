import { Parser } from 'htmlparser2'

/** The words of a title or a name that was written as HTML: no tags, entities resolved. */
export function markupWords(html: string): string {
  let words = ''
  new Parser({ ontext: (text) => (words += text) }, { decodeEntities: true }).end(html)
  return words.trim()
}
