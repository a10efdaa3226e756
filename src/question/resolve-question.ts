import { correction, isName } from './back-pointers.ts'
import { type Exchange, readHistory, type Turn } from './history.ts'
import { leansOnHistory, pointsBySaying } from './leans-on-history.ts'
import { nounPhrases } from './noun-phrases.ts'
import type { Replaced } from './replace-pronouns.ts'
import { resolveChinese } from './resolve-chinese.ts'
import { resolveEnglish } from './resolve-english.ts'

export type { Turn } from './history.ts'

/** Most of an earlier question that is put before the last one, in UTF-16 units. */
const longestBefore = 300

export interface ResolvedQuestion {
  /** The last question as it was typed, white space trimmed. */
  readonly question: string
  /** Earlier questions that were put before the last one; empty where their words are in it, too. */
  readonly context: readonly string[]
  /** A question that can be read without the conversation; equal to `question` when that stands alone. */
  readonly text: string
  readonly changed: boolean
}

/**
 * Makes a standalone question of the last one, without a language model, only when it leans on what
 * was said before: what it points at is put in its place, from the earlier questions and the quotes
 * shown. Where nothing fits, the earlier question is put before it; more than that would pull old
 * passages back in. Earlier questions are resolved the same way first, so that a chain of follow-ups
 * keeps its subject. A question that stands alone is never touched.
 */
export function resolveQuestion(question: string, history: readonly Turn[] = []): ResolvedQuestion {
  const last = question.trim()
  const alone = { question: last, context: [], text: last, changed: false }
  if (!leansOnHistory(last)) return alone
  const exchanges: Exchange[] = []
  for (const { question: earlier, reply } of readHistory(history)) {
    const { text, center } = standalone(earlier, exchanges)
    exchanges.push({ question: text, reply, center })
  }
  const { text, before } = standalone(last, exchanges)
  const context = before === undefined ? [] : [before]
  return text === last ? alone : { question: last, context, text, changed: true }
}

/** A question made readable; `before` is the earlier one where that was put in front. */
interface Standalone extends Replaced {
  readonly before?: string
}

function standalone(question: string, exchanges: readonly Exchange[]): Standalone {
  const last = exchanges.at(-1)
  if (last === undefined || !leansOnHistory(question)) return { text: question, center: undefined }
  const found = /\p{Script=Han}/u.test(question)
    ? resolveChinese(question, exchanges)
    : resolveEnglish(question, exchanges)
  if (found) return found
  // Long enough to be looked for alone: the earlier question would only draw its own passages.
  if (saysEnough(question) && !pointsBySaying(question))
    return { text: question, center: undefined }
  const corrected = correction.test(question) ? nounPhrases(question)[0]?.text : undefined
  const before = last.question.slice(-longestBefore)
  return { text: `${before} ${question}`, center: corrected ?? last.center, before }
}

/**
 * Eight words, or sixteen characters of a script without spaces; but "why do these firms matter for the
 * city?", which names nothing, wants the question before it however long it is.
 */
function saysEnough(question: string): boolean {
  const isHan = /\p{Script=Han}/u.test(question)
  const words = question.match(/\p{Script=Han}|[\p{L}\p{N}'’-]+/gu) ?? []
  const namesNothing =
    /\b(he|she|him|her|his|this|these|those|there)\b/i.test(question) && !words.some(isName)
  return words.length >= (isHan ? 16 : 8) && !namesNothing && !pointsBySaying(question)
}
