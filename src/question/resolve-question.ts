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

/** Most of an earlier question that is taken along, in UTF-16 units. */
const longestContext = 500

/**
 * Makes a standalone question of the last one, without a language model: the nearest earlier question
 * that can be read alone and the newest one are put before it, only when it leans on them. More would
 * pull old passages back in. A question that stands alone is never touched.
 */
export function resolveQuestion(question: string, history: readonly Turn[] = []): ResolvedQuestion {
  const last = question.trim()
  const alone = { question: last, context: [], text: last, changed: false }
  if (!leansOnHistory(last)) return alone
  const earlier = history.filter((turn) => turn.role === 'user').map((turn) => turn.content.trim())
  const named = earlier.filter(Boolean)
  // The nearest one that can be read alone names the subject; the newest may have narrowed it.
  const subject = named.findLastIndex((previous) => !leansOnHistory(previous))
  const picked = [...new Set([subject, named.length - 1])].filter((at) => at >= 0)
  const context = picked.map((at) => (named[at] ?? '').slice(0, longestContext))
  if (context.length === 0) return alone
  return { question: last, context, text: [...context, last].join(' '), changed: true }
}
