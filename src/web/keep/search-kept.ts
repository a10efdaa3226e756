import type { KeptConversation, KeptSummary } from './kept-conversation.ts'

export interface KeptMatch {
  readonly summary: KeptSummary
  /** Words around the first match in a question or an answer; null where the title has it. */
  readonly excerpt: string | null
}

const sight = 60

/** Pure: whether a conversation has all the words, each in its title, a question or an answer. */
export function matchIn({ summary, turns }: KeptConversation, words: string): KeptMatch | null {
  const wanted = fold(words).split(/\s+/u).filter(Boolean)
  if (wanted.length === 0) return { summary, excerpt: null }
  const title = summary.title ?? summary.question
  const texts = turns.flatMap(({ question, answer }) => [
    question,
    answer.answer,
    ...answer.citations.map((citation) => `${citation.quote} ${citation.title}`),
  ])
  const folded = [title, ...texts].map(fold)
  if (!wanted.every((word) => folded.some((text) => text.includes(word)))) return null
  const [word = ''] = wanted
  if (folded[0]?.includes(word)) return { summary, excerpt: null }
  const text = texts.find((each) => fold(each).includes(word)) ?? ''
  return { summary, excerpt: excerptOf(text, word) }
}

function excerptOf(text: string, word: string): string {
  // Folding may change lengths; near enough for an excerpt.
  const at = fold(text).indexOf(word)
  const start = Math.max(0, at - sight)
  const end = Math.min(text.length, at + word.length + sight)
  const words = [...text.slice(start, end)].join('').replace(/\s+/gu, ' ').trim()
  return `${start > 0 ? '… ' : ''}${words}${end < text.length ? ' …' : ''}`
}

/** Width, accents and case do not matter to who searches. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}
