import type { QuestionKind } from '../question/question-kind.ts'

const numberInText =
  /\d+(?:[,.]\d+)*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion|half|once|twice)\b|[一二三四五六七八九十百千万萬亿億]+/gi
const dateInText =
  /\b1\d{3}s?\b|\b20\d{2}s?\b|\b\d{1,2}:\d\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|(?:last|this|next) (?:year|month|week)|century|decade|spring|summer|autumn|winter|noon|midnight|dawn|dusk|morning|evening|night)\b|\d+[年月日]|[一二三四五六七八九十]+[月日時时點点]/gi
/** Capitalised behind the first character: the first word is always so. */
const nameInText = /(?<=[^\p{L}\p{N}])\p{Lu}[\p{L}’'-]+/gu
const word = /[\p{L}\p{N}]+(?:[.,:’'-]+[\p{L}\p{N}]+)*/gu

const patterns: Readonly<Partial<Record<QuestionKind, RegExp>>> = {
  number: numberInText,
  date: dateInText,
  person: nameInText,
  place: nameInText,
}

/**
 * Whether a text holds a thing of the kind that is asked for and that the question does not itself
 * name: 1 or 0; undefined where the kind has no form to tell it by.
 */
export function kindInText(kind: QuestionKind, text: string, question: string): number | undefined {
  const pattern = patterns[kind]
  if (!pattern) return undefined
  // Chinese has no space between a number and the words around it.
  const asked = new Set([word, pattern].flatMap((some) => matches(question, some)))
  return matches(text, pattern).some((item) => !asked.has(item)) ? 1 : 0
}

/** What matches, folded, so that "Varga’s" is "varga". */
function matches(text: string, pattern: RegExp): string[] {
  return (text.match(pattern) ?? []).map((item) => item.toLowerCase().replace(/['’]s?$/, ''))
}
