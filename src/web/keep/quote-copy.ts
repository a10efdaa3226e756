import type { Citation } from '../../answer/answer.ts'
import { ellipses } from '../../answer/ellipses.ts'
import { readerAddress } from '../addresses.ts'
import type { Words } from '../messages/words.ts'

/** A quote with its reference in one line, to paste anywhere. */
export function quoteText(citation: Citation, origin: string, words: Words): string {
  const { before, after } = ellipses(citation)
  const reference = referenceOf(citation, words)
  return `${before}“${citation.quote}”${after} — ${reference}. ${origin}${readerAddress(citation)}`
}

/** The same for editors that take HTML. Made of elements, so nothing in it acts as markup. */
export function quoteMarkup(citation: Citation, origin: string, words: Words): string {
  const address = `${origin}${readerAddress(citation)}`
  const { before, after } = ellipses(citation)
  const quote = document.createElement('blockquote')
  quote.cite = address
  quote.textContent = `${before}${citation.quote}${after}`
  const source = document.createElement('p')
  const link = document.createElement('a')
  link.href = address
  link.textContent = referenceOf(citation, words)
  source.append('— ', link)
  return `${quote.outerHTML}${source.outerHTML}`
}

/** Puts it on the clipboard in both forms. @throws where the page may not copy */
export async function copyQuote(citation: Citation, origin: string, words: Words): Promise<void> {
  const plain = quoteText(citation, origin, words)
  const markup = quoteMarkup(citation, origin, words)
  const blob = (text: string, type: string) => new Blob([text], { type })
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/plain': blob(plain, 'text/plain'),
      'text/html': blob(markup, 'text/html'),
    }),
  ])
}

function referenceOf(citation: Citation, { say, date }: Words): string {
  const { title, title_origin: origin, publisher, published_at: day, page, page_end } = citation
  const name = origin === 'first-sentence' ? say('copy.untitled', { title }) : title
  const pages =
    page === null || page === undefined
      ? null
      : typeof page_end === 'number'
        ? say('quote.pages', { page, end: page_end })
        : say('quote.page', { page })
  return [name, publisher, day && date(day), pages].filter(Boolean).join(say('copy.separator'))
}
