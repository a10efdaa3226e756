import { antecedent, asWritten } from './antecedent.ts'
import { correction } from './back-pointers.ts'
import type { Exchange } from './history.ts'
import { lacksTopic } from './lacks-topic.ts'
import { nounPhrases } from './noun-phrases.ts'
import { type Replaced, replacePronouns } from './replace-pronouns.ts'
import { replaceSlot } from './replace-slot.ts'
import { articleShown } from './shown-article.ts'
import { quoteShown } from './shown-reference.ts'

/** "Tell me more", "go on", "anything else?": nothing new is named. */
const more =
  /^(?:(?:and|ok(?:ay)?|please|so)\b,?\s*)*(?:(?:can|could|would) you )?(?:please )?(tell me more|(?:say|give me|explain) more|more(?: details?| information)?|go on|continue|elaborate|anything else|what else)(?: please)?(?: about (?:it|this|that|them))?\s*[?.!]*$/i

/**
 * The English question made readable alone, by the first of these that fits: the quote it points at,
 * the part of the earlier question that it replaces, what its pronouns stand for, what it is about.
 * Undefined when none does.
 */
export function resolveEnglish(
  question: string,
  exchanges: readonly Exchange[],
): Replaced | undefined {
  if (more.test(question)) {
    const topic = antecedent('any', exchanges, question)
    return topic && { text: `Tell me more about ${asWritten(topic)}.`, center: topic.text }
  }
  const rewritten =
    articleShown(question, exchanges) ??
    quoteShown(question, exchanges) ??
    replaceSlot(question, exchanges)
  if (rewritten !== undefined) return { text: rewritten, center: exchanges.at(-1)?.center }
  if (correction.test(question)) return undefined
  return (
    replaceOne(question, exchanges) ??
    replacePronouns(question, exchanges) ??
    nameTopic(question, exchanges)
  )
}

/** "How can I create one?", "are there cheaper ones?": the noun it stands for in its place. */
function replaceOne(question: string, exchanges: readonly Exchange[]): Replaced | undefined {
  const one = /\b(ones|one)(?=\s*[?.!]*$)/i.exec(question)
  if (!one) return undefined
  const isSeveral = one[1] === 'ones'
  const found = antecedent(isSeveral ? 'things' : 'thing', exchanges, question)
  if (!found || found.kind === 'name') return undefined
  const isBare = !/\b(a|an|the|this|that|another|\p{L}+er|other|new)\s+(\p{L}+\s+)?$/iu.test(
    question.slice(0, one.index),
  )
  const noun =
    isBare && !isSeveral ? `${/^[aeiou]/i.test(found.text) ? 'an' : 'a'} ${found.text}` : found.text
  const text = question.slice(0, one.index) + noun + question.slice(one.index + one[0].length)
  return { text, center: found.text }
}

/** The topic of the earlier question put behind: "any awards for the Gull Island ferry?" */
function nameTopic(question: string, exchanges: readonly Exchange[]): Replaced | undefined {
  if (!lacksTopic(question) && (question.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) > 5)
    return undefined
  const own = nounPhrases(question)
  const topic = antecedent('any', exchanges, question)
  if (own.length === 0 || !topic) return undefined
  const [, stem = question, end = ''] = /^(.*?)([?.!\s]*)$/s.exec(question) ?? []
  const last = own.at(-1)
  const isOf = last?.end === stem.length && last.determiner === 'the'
  const preposition = topic.entity === 'place' ? 'in' : isOf ? 'of' : 'for'
  const text = `${stem} ${preposition} ${asWritten(topic)}${end.trim() || '?'}`
  return { text, center: topic.text }
}
