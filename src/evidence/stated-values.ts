import { amountAt } from './premise-counts.ts'
import { contentTerms, type ReadWord, readWords } from './premise-words.ts'
import { yearAt } from './premise-years.ts'

/** What a question wants to have a number or a date of. */
export interface AskedValue {
  readonly kind: 'count' | 'money' | 'date'
  /** Terms of the nouns that are counted or measured in; empty for the other kinds. */
  readonly units: ReadonlySet<string>
}

/** A value as a sentence states it. */
export interface SaidValue {
  /** Comparable with others of the same `unit` only. */
  readonly value: number
  readonly unit: string
  /** "About", "over", "nearly": close to the value, or above or below it. */
  readonly isRough: boolean
  /** Place in the sentence, in UTF-16 units. */
  readonly start: number
  readonly end: number
  /** Places of the words it is made of. */
  readonly from: number
  readonly to: number
}

const measures: readonly (readonly [RegExp, string])[] = [
  [/\bhow (?:long|old)\b/i, 'years months weeks days hours minutes decades'],
  [/\bhow far\b/i, 'kilometers kilometres km miles meters metres'],
  [/\bhow (?:tall|high|deep|wide)\b/i, 'meters metres feet kilometers kilometres km'],
  [/\bhow (?:large|big)\b/i, 'square hectares acres'],
  [/\b(?:what|which) (?:percentage|proportion|share|percent)\b/i, 'percent per cent'],
]
const counting = /\b(?:how many|(?:the )?number of)\s+(.{1,80})/is
const untilVerb =
  /\s(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|may|might|must|should|that|who|which|in|on|at|of|from|for|by|with|there)\b|[?.,;:]/i
const money = /\bhow much\b|\bwhat (?:is|was|were|are) the (?:price|cost|value|budget|revenue)\b/i
const dated = /\bwhen (?:is|was|were|did|does|has|had|will)\b|\b(?:what|which) (?:year|date|day)\b/i

/** What a question asks for, where that is a number or a date. */
export function askedValue(question: string): AskedValue | undefined {
  const counted = counting.exec(question)?.[1]
  if (counted) {
    const nouns = readWords(counted.split(untilVerb)[0] ?? '').filter(({ isName }) => !isName)
    const units = contentTerms(nouns.slice(-2))
    return units.size > 0 ? { kind: 'count', units } : undefined
  }
  const measure = measures.find(([pattern]) => pattern.test(question))
  if (measure) return { kind: 'count', units: contentTerms(readWords(measure[1])) }
  if (money.test(question)) return { kind: 'money', units: new Set() }
  return dated.test(question) ? { kind: 'date', units: new Set() } : undefined
}

/** All values of the kind asked for that a sentence states. */
export function saidValues(
  sentence: string,
  words: readonly ReadWord[],
  { kind, units }: AskedValue,
): SaidValue[] {
  if (kind === 'count') return words.flatMap((_, at) => countAt(words, at, units) ?? [])
  if (kind === 'money') return words.flatMap((_, at) => moneyAt(sentence, words, at) ?? [])
  return words.flatMap((word, at) => {
    const value = yearAt(words, at)
    if (value === undefined) return []
    const { start, end } = word
    return [{ value, unit: 'date', isRough: isRoughAt(words, at), start, end, from: at, to: at }]
  })
}

/** "3,400 small enterprises": the number, and the last of the nouns at most three words behind it. */
function countAt(
  words: readonly ReadWord[],
  at: number,
  units: ReadonlySet<string>,
): SaidValue | undefined {
  const amount = amountAt(words, at)
  const first = words[at]
  if (!amount || !first) return undefined
  let found: SaidValue | undefined
  for (let to = amount.next; to <= amount.next + 3; to += 1) {
    const [word, before] = [words[to], words[to - 1]]
    if (!word || !before || word.term === '' || word.start - before.end > 1) break
    if (!units.has(word.term)) continue
    const place = { start: first.start, end: word.end, from: at, to }
    found = { value: amount.value, unit: word.term, isRough: isRoughAt(words, at), ...place }
  }
  return found
}

const currencyWord = /^(?:yuan|rmb|renminbi|dollars?|euros?|pounds?|yen|francs?|crowns?)$/i

/** "$14.6 billion", "80 million yuan". */
function moneyAt(sentence: string, words: readonly ReadWord[], at: number) {
  const amount = amountAt(words, at)
  const word = words[at]
  if (!amount || !word) return undefined
  const sign = /(?:[A-Z]{1,3})?[$€£¥]$/.exec(
    sentence.slice(Math.max(0, word.start - 4), word.start),
  )?.[0]
  const behind = words[amount.next]
  const named = behind && currencyWord.test(behind.text) ? behind : undefined
  const last = named ?? words[amount.next - 1]
  if ((!sign && !named) || !last) return undefined
  const unit = sign ?? named?.term ?? ''
  const start = word.start - (sign?.length ?? 0)
  const isRough = isRoughAt(words, at)
  return { value: amount.value, unit, isRough, start, end: last.end, from: at, to: amount.next }
}

function isRoughAt(words: readonly ReadWord[], at: number): boolean {
  const before = words
    .slice(Math.max(0, at - 3), at)
    .map(({ text }) => text)
    .join(' ')
  return /\b(?:about|over|nearly|almost|around|some|approximately|roughly|circa|than|least|most|up to|exceeding|exceeded|topped|under|below|above|estimated)\b/i.test(
    before,
  )
}
