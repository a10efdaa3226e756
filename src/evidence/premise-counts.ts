import {
  agreement,
  conflictAt,
  contentTerms,
  type PremiseCase,
  type PremiseConflict,
  type ReadWord,
} from './premise-words.ts'
import { yearAt } from './premise-years.ts'

const ordinalWords =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const cardinalWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(
  ' ',
)

/** Nouns that all mean a place in an order: "second place", "ranked second", "in third position". */
const rankTerms = new Set(['place', 'rank', 'posit', 'spot', 'finish'])

interface Ordinal {
  readonly at: number
  readonly value: number
  readonly head: string
  readonly start: number
  readonly end: number
}

/** "23rd Plenary", "second-place", "ranked second": a number in an order, and what is in it. */
function ordinals(words: readonly ReadWord[]): Ordinal[] {
  return words.flatMap((word, at) => {
    const digits = /^(\d{1,4})(?:st|nd|rd|th)$/i.exec(word.text)?.[1]
    const value = digits ? Number(digits) : ordinalWords.indexOf(word.text.toLowerCase())
    if (value < 1) return []
    const before = words[at - 1]
    const next = words[at + 1]
    if (before && rankTerms.has(before.term)) {
      return [{ at, value, head: 'place', start: before.start, end: word.end }]
    }
    if (!next || next.term === '' || next.start - word.end > 1) return []
    const head = rankTerms.has(next.term) ? 'place' : next.term
    return [{ at, value, head, start: word.start, end: next.end }]
  })
}

/** Another place in the same order: "third place" where the sentence has "second place". */
export function ordinalConflicts(premiseCase: PremiseCase): PremiseConflict[] {
  const { question, sentence } = premiseCase
  const said = ordinals(premiseCase.said)
  return ordinals(premiseCase.asked).flatMap((wanted) => {
    const same = said.filter(({ head }) => head === wanted.head)
    const [other] = same
    if (!other || same.some(({ value }) => value === wanted.value)) return []
    const strength = (0.3 + 0.7 * agreement(premiseCase, [wanted.at])) * 0.95
    const typed = question.slice(wanted.start, wanted.end)
    return [conflictAt('ordinal', typed, sentence, other.start, other.end, strength)]
  })
}

interface Amount {
  readonly at: number
  readonly value: number
  readonly unit: string
  readonly start: number
  readonly end: number
}

const scales: Readonly<Record<string, number>> = {
  hundr: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
}

/** A number at a place, spelled or in digits, with "million" and the like; no year. */
export function amountAt(
  words: readonly ReadWord[],
  at: number,
): { value: number; next: number } | undefined {
  const text = words[at]?.text ?? ''
  const isDigits = /^\d+(?:[.,]\d+)*$/.test(text)
  const value = isDigits
    ? Number(text.replaceAll(',', ''))
    : cardinalWords.indexOf(text.toLowerCase())
  if (!(value >= 0) || yearAt(words, at) !== undefined) return undefined
  const scale = scales[words[at + 1]?.term ?? '']
  return scale ? { value: value * scale, next: at + 2 } : { value, next: at + 1 }
}

/** "3,400 enterprises", "two agreements", "95 percent": how many, and of what. */
function amounts(words: readonly ReadWord[]): Amount[] {
  return words.flatMap((word, at) => {
    const amount = amountAt(words, at)
    const unit = words[amount?.next ?? -1]
    if (!amount || !unit || unit.term === '' || unit.isName) return []
    if (unit.start - (words[amount.next - 1]?.end ?? 0) > 1) return []
    return [{ at, value: amount.value, unit: unit.term, start: word.start, end: unit.end }]
  })
}

/** Telling words that the question and the sentence share before their amounts are compared. */
const leastInCommon = 4

function commonTerms({ asked, said }: PremiseCase): number {
  const held = contentTerms(said)
  return [...contentTerms(asked)].filter((term) => held.has(term)).length
}

/** Another count of the same things. */
export function amountConflicts(premiseCase: PremiseCase): PremiseConflict[] {
  const { question, sentence } = premiseCase
  const said = amounts(premiseCase.said)
  return amounts(premiseCase.asked).flatMap((wanted) => {
    const same = said.filter(({ unit }) => unit === wanted.unit)
    const [other] = same
    if (!other || same.some(({ value }) => value === wanted.value)) return []
    // A part and its total, or two counts of two things: only a close match of much tells.
    const strength = agreement(premiseCase, [wanted.at, wanted.at + 1]) ** 2 * 0.8
    if (commonTerms(premiseCase) < leastInCommon) return []
    const typed = question.slice(wanted.start, wanted.end)
    return [conflictAt('number', typed, sentence, other.start, other.end, strength)]
  })
}
