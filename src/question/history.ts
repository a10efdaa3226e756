/** One earlier turn of the conversation. */
export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

/** An earlier question and the answer that was shown to it, which may be empty. */
export interface Exchange {
  readonly question: string
  readonly reply: string
  /** What the question's own pronouns stood for: the next question likely goes on about it. */
  readonly center?: string | undefined
}

/** Older exchanges hardly ever hold what a question leans on. */
const exchangesRead = 8

/** Most of an earlier text that is looked at, in UTF-16 units. */
const longestQuestion = 500
const longestReply = 4000

/** The last few earlier questions with their answers, oldest first. Empty questions are left out. */
export function readHistory(turns: readonly Turn[]): Exchange[] {
  const exchanges: Exchange[] = []
  for (const { role, content } of turns) {
    const text = content.trim()
    if (role === 'user') {
      if (text) exchanges.push({ question: text.slice(0, longestQuestion), reply: '' })
      continue
    }
    const last = exchanges.pop()
    if (last) exchanges.push({ ...last, reply: text.slice(0, longestReply) })
  }
  return exchanges.slice(-exchangesRead)
}

/** The quotes in an answer as it was shown: `> quote [1]` lines, else what stands in quotation marks. */
export function shownQuotes(reply: string): string[] {
  const marked = [...reply.matchAll(/^> (.+?)(?: \[\d+\])?$/gm)].map(([, quote = '']) => quote)
  if (marked.length > 0) return marked
  return [...reply.matchAll(/“([^“”]+)”|"([^"]+)"|「([^「」]+)」/g)].map(
    ([, curly, straight, corner]) => curly ?? straight ?? corner ?? '',
  )
}
