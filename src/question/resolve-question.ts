import { leansOnHistory } from './leans-on-history.ts'

/** One earlier turn of the conversation. */
export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly content: string
}

export interface ResolvedQuestion {
  /** The last question as it was typed, white space trimmed. */
  readonly question: string
  /** Earlier questions that the last one leans on, oldest first; empty when it stands alone. */
  readonly context: readonly string[]
  /** A question that can be read without the conversation; equal to `question` when that stands alone. */
  readonly text: string
  readonly changed: boolean
}

/** At most this many earlier questions are taken along: more of them pulls old passages back in. */
const mostContext = 2

/** Most of an earlier question that is taken along, in UTF-16 units. */
const longestContext = 500

/**
 * Makes a standalone question of the last one, without a language model: the previous question is
 * put before it, only when the last one leans on it. A question that stands alone is never touched.
 */
export function resolveQuestion(question: string, history: readonly Turn[] = []): ResolvedQuestion {
  const last = question.trim()
  const alone = { question: last, context: [], text: last, changed: false }
  if (!leansOnHistory(last)) return alone
  const earlier = history.filter((turn) => turn.role === 'user').map((turn) => turn.content.trim())
  const context: string[] = []
  for (let at = earlier.length - 1; at >= 0 && context.length < mostContext; at -= 1) {
    const previous = earlier[at]
    if (!previous) continue
    context.unshift(previous.slice(0, longestContext))
    if (!leansOnHistory(previous)) break
  }
  if (context.length === 0) return alone
  return { question: last, context, text: [...context, last].join(' '), changed: true }
}
