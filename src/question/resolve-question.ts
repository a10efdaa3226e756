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

const opener =
  /^(and|but|so|or|also|then|what about|how about|what else|who else|anything else|tell me more|more|why|why not|how so|since when|really|which ones?|那|那么|那麼|还有|還有|呢)\b|^(那|那么|那麼|还有|還有)|呢[？?]?$/i
const pronoun =
  /\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those|there|then|such|same|one|ones|former|latter|second one|first one|other|others)\b|[他她它]|这个|這個|那个|那個|那里|那裡|这里|這裡|其中/i
/** "It is … that", "there is", "that" as a conjunction: words that look like pronouns and are none. */
const notPronoun =
  /\b(is|was|are|were|does|do) (it|there)\b|\bthere (is|are|was|were)\b|\b(said|say|says|argued|claimed|believe[ds]?|shows?|reported|stated|noted|think|suggest(s|ed)?|found|known|true|sure|so|such|the \p{L}+|\p{L}{3,}(?<!thi)s|\p{L}{2,}ed) that\b|\bone (of|country|day|year|hour|thing|person)\b|\b(at|in) (that|this) (time|year|month)\b/giu
const properName = /(?<!^)(?<![.?!]\s)\b[A-Z][\p{L}\d&-]+/u
const shortQuestionWords = 4

/** True when a question cannot be read alone: it opens as a continuation, points back, or is a stub. */
export function leansOnHistory(question: string): boolean {
  const text = question.trim()
  if (opener.test(text)) return true
  const words = text.match(/[\p{L}\p{N}'’-]+/gu) ?? []
  if (pronoun.test(text.replace(notPronoun, ' '))) return true
  return (
    words.length <= shortQuestionWords && !properName.test(text) && !/\p{Script=Han}{6}/u.test(text)
  )
}

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
    context.unshift(previous)
    if (!leansOnHistory(previous)) break
  }
  if (context.length === 0) return alone
  return { question: last, context, text: [...context, last].join(' '), changed: true }
}
