import { readerAddress } from './addresses.ts'
import type { Turn } from './chat-state.ts'

/**
 * An answer to paste elsewhere: the question, the quotes with their numbers, and under them what each
 * number stands for, with a link to its place at `origin`.
 */
export function quotedText({ question, content, citations }: Turn, origin: string): string {
  const numberOf = new Map(citations.map(({ id, number }) => [id, number]))
  const quotes = content.flatMap((part) => {
    if (part.type !== 'quote') return []
    const numbers = part.citation_ids.map((id) => `[${numberOf.get(id)}]`).join(' ')
    return [`“${part.text}” ${numbers}`]
  })
  const notes = citations.map((citation) => {
    const { number, title, title_origin: titleOrigin, publisher, published_at: date } = citation
    const name = titleOrigin === 'first-sentence' ? `Untitled, begins: ${title}` : title
    const known = [name, publisher, date].filter(Boolean).join(', ')
    return `[${number}] ${known}. ${origin}${readerAddress(citation)}`
  })
  return [question, ...quotes, notes.join('\n')].join('\n\n')
}
