import { leansOnHistory } from './leans-on-history.ts'
import type { ResolvedQuestion } from './resolve-question.ts'

/** Most parts that a question is taken apart into; one with more stays whole. */
const mostParts = 4

const asking = '(?:who|whom|whose|what|which|when|where|why|how)'
const auxiliary =
  '(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)'

/** A question word, up to ten words of what is asked for, and an auxiliary with its subject behind it. */
const inverted = new RegExp(
  String.raw`^${asking}\b(?:\s+(?!${auxiliary}\b)[\p{L}\p{N}'’-]+){0,10}?\s+${auxiliary}\s+\S`,
  'iu',
)
/** A question word that is the subject itself: "who signed it", "what caused the delay". */
const subjectAsked =
  /^(?:who|what)\s+(?!(?:the|a|an|this|that|these|those|he|she|it|they|we|you|i|his|her|its|their|to|kind|sort)\b)[\p{L}'’-]+(?:s|ed|d|t|ew|ave|old|ade|aid|ook|ent|ame|un|on|ote|oke)\s+\S/iu

/** Where a second question may begin. */
const joint = new RegExp(
  String.raw`(?:,\s*|\s+|;\s*)(?:and|but)(?:\s+also)?\s+(?=${asking}\b)`,
  'giu',
)

/** Each sentence that ends in a question mark, and a last one that does not. */
const sentence = /[^?？]+[?？]+["”’)]*|[^?？]+$/gu

const endsAsked = /[?？]["”’)]*$/u

const comparing = /^(?:please\s+)?(?:compare|contrast)\s+(.+?)[.?!]*$/isu
const name = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]/u
const pointing = /\b(?:it|they|them|he|she|him|there|this|these|those)\b/iu
const possessing = /\b(?:its|their|his|hers)\b/iu

/**
 * The questions that a question is made of, each one to be read by itself; the question alone where
 * it is one, or where that is not sure: "how and why", "who said what and when". Taken apart are
 * sentences that each end in a question mark, whole questions joined by "and", and the things that
 * are to be compared where each has a name. A later part that points back, or is cut short, takes the
 * only name of the first part, or else the first part, along.
 * @param atMost a question with more parts stays whole; never more than four
 */
export function splitQuestion(
  resolved: ResolvedQuestion,
  atMost: number = mostParts,
): ResolvedQuestion[] {
  const whole = [resolved]
  // Earlier questions stand before this one, or their words are in it already.
  const asked = resolved.context.length > 0 ? resolved.question : resolved.text
  const parts = comparedParts(asked) ?? joinedParts(asked)
  if (parts.length < 2 || parts.length > Math.min(atMost, mostParts)) return whole
  const [first = ''] = parts
  return parts.map((part, at) => {
    const context = at === 0 ? resolved.context : [...resolved.context, first]
    const named = at === 0 ? part : withName(part, first)
    const isAlone = at === 0 ? resolved.context.length === 0 : named !== part || !needsFirst(part)
    const text = isAlone ? named : [...context, part].join(' ')
    return {
      ...resolved,
      question: part,
      context: isAlone ? [] : context,
      text,
      changed: text !== part,
    }
  })
}

function joinedParts(question: string): string[] {
  const sentences = (question.match(sentence) ?? []).map((text) => text.trim()).filter(Boolean)
  if (sentences.length > 1) {
    const isWhole = sentences.every((text) => endsAsked.test(text) && standsAlone(text))
    return isWhole ? sentences.map(asQuestion) : [question]
  }
  const parts: string[] = []
  let from = 0
  for (const match of question.matchAll(joint)) {
    const [before, behind] = [
      question.slice(from, match.index),
      question.slice(match.index + match[0].length),
    ]
    if (!isQuestion(before) || !isQuestion(behind)) continue
    parts.push(asQuestion(before))
    from = match.index + match[0].length
  }
  return [...parts, asQuestion(question.slice(from))]
}

/** "Compare the quays of Leith in 2017, Oban and Wick": what is said of each of the names. */
function comparedParts(question: string): string[] | undefined {
  const compared = comparing.exec(question)?.[1]
  if (!compared || compared.length > 400) return undefined
  const items = compared.split(/,\s+(?:and\s+|with\s+)?|\s+(?:and|with)\s+/u)
  const [first = '', ...others] = items
  const lead = /^(.*?\b(?:of|for|in|at|from|between|by)\s+)(?:the\s+)?(\p{Lu}.*)$/su.exec(first)
  if (!lead || others.length === 0) return undefined
  if (!others.every((item) => /^(?:the\s+)?\p{Lu}/u.test(item))) return undefined
  const head = (lead[1] ?? '').replace(/between\s+$/u, 'of ')
  return [`${head}${lead[2]}`, ...others.map((item) => `${head}${item}`)].map(asQuestion)
}

/** Chinese sentences that end in a question mark, and English ones that are questions by their form. */
function standsAlone(text: string): boolean {
  return (
    /\p{Script=Han}/u.test(text) ||
    isQuestion(text) ||
    new RegExp(`^${auxiliary}\\b`, 'i').test(text)
  )
}

function isQuestion(text: string): boolean {
  const plain = text.trim().replace(/^(?:and|but|so)\s+/i, '')
  return inverted.test(plain) || subjectAsked.test(plain)
}

function asQuestion(text: string): string {
  const bare = text
    .trim()
    .replace(/^(?:and|but)\s+/i, '')
    .replace(/[\s,;.?？!]+$/u, '')
  const mark = /\p{Script=Han}/u.test(bare) ? '？' : '?'
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}${mark}`
}

/** A part that says too little by itself, or points at something that it does not name. */
function needsFirst(part: string): boolean {
  const words = part.match(/[\p{L}\p{N}'’-]+/gu) ?? []
  const pointsBack = (pointing.test(part) || possessing.test(part)) && !name.test(part.slice(1))
  return pointsBack || words.length <= 4 || leansOnHistory(part)
}

/** The part with the only name of the first one in the place of its first pronoun, where that is sure. */
function withName(part: string, first: string): string {
  const names = [
    ...first
      .slice(1)
      .matchAll(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*(?:[\s-]\p{Lu}[\p{L}\p{N}]*)*/gu),
  ]
  const [only] = names
  if (names.length !== 1 || !only || name.test(part.slice(1))) return part
  if (pointing.test(part)) return part.replace(/\b(?:it|they|them|he|she|him|there)\b/iu, only[0])
  return part.replace(possessing, `${only[0]}'s`)
}
