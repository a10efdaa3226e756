import { ellipses } from '../answer/ellipses.ts'
import { readerAddress } from './addresses.ts'
import type { Turn } from './chat-state.ts'
import type { Words } from './messages/words.ts'

/**
 * An answer to paste elsewhere: the question, the quotes with their numbers, and under them what each
 * number stands for, with a link to its place at `origin`, in the words of the page's language.
 */
export function quotedText(
  { question, content, citations }: Turn,
  origin: string,
  { say }: Words,
): string {
  const byId = new Map(citations.map((citation) => [citation.id, citation]))
  const quotes = content.flatMap((part) => {
    if (part.type !== 'quote') return []
    const cited = part.citation_ids.flatMap((id) => byId.get(id) ?? [])
    const { before, after } = cited[0] ? ellipses(cited[0]) : { before: '', after: '' }
    return [`${before}“${part.text}”${after} ${cited.map(({ number }) => `[${number}]`).join(' ')}`]
  })
  const notes = citations.map((citation) => {
    const { number, title, title_origin: titleOrigin, publisher, published_at: date } = citation
    const name = titleOrigin === 'first-sentence' ? say('copy.untitled', { title }) : title
    const known = [name, publisher, date].filter(Boolean).join(say('copy.separator'))
    return `[${number}] ${known}. ${origin}${readerAddress(citation)}`
  })
  return [question, ...quotes, notes.join('\n')].join('\n\n')
}
