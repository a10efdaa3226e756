import { isRequestWord } from '../question/request-words.ts'
import type { Evidence } from './evidence.ts'
import { contentTerms, type ReadWord, readWords, sharedTerms } from './premise-words.ts'
import { yearAt } from './premise-years.ts'
import { type AskedValue, askedValue, type SaidValue, saidValues } from './stated-values.ts'

/** A value of what was asked, as one sentence states it. */
export interface StatedValue {
  readonly evidence: Evidence
  /** Place of the value in the article, in UTF-16 units: `article.text.slice(start, end)`. */
  readonly start: number
  readonly end: number
  /** The year that its sentence names, where it names one. */
  readonly year: number | undefined
}

/** Two or more different values of the same thing, best evidence first. */
export interface Disagreement {
  readonly values: readonly StatedValue[]
}

/** Sentences read: a value further down speaks of something else. */
const sentencesRead = 12

/** How far below the best sentence another may be. */
const margin = 0.7

/** Share of the question's words, names aside, that a sentence has to hold. */
const leastOfQuestion = 0.6

/** Share of the shorter sentence's words that the other one has to hold. */
const leastInCommon = 0.4

/** How far before and behind a value a name makes it a value of something else, in words. */
const nearValue = { before: 7, behind: 4 }

/** A count of what is added to, or planned, is no count of the whole, or of today. */
const partial =
  /\b(?:another|additional|additionally|more|new|other|extra|further|remaining|rest|half|each|every|per|an? (?:year|month|week|day|hour)|yearly|monthly|annually|of which|of whom|of them|including)\b/i
const planned =
  /\b(?:would|could|will|plans?|planned|planning|targets?|aims?|goals?|expects?|expected|forecasts?|projected|proposed|hopes?|intends?|promised|pledged)\b/i

/** A sentence with the one value it states, and what it says beside it. */
interface Statement {
  readonly evidence: Evidence
  readonly said: SaidValue
  readonly words: readonly ReadWord[]
  readonly terms: ReadonlySet<string>
  /** Names near the value that the question does not have. */
  readonly names: ReadonlySet<string>
  readonly years: readonly number[]
}

/**
 * Different values for what was asked: the same unit, in sentences that hold the names and most of
 * the words of the question, say nearly the same beside it, and come from different articles or
 * name different years. A sentence with several values, a part of a whole, a plan, another name near
 * the value, or "about" so much, is left out: a wrong claim of disagreement is worse than none.
 * @param evidence best first
 */
export function findDisagreement(
  question: string,
  evidence: readonly Evidence[],
): Disagreement | undefined {
  const asked = askedValue(question)
  const best = evidence[0]
  if (!asked || !best) return undefined
  const words = readWords(question)
  const years = words.flatMap((_, at) => yearAt(words, at) ?? [])
  if (years.length > 1) return undefined
  const statements = evidence
    .slice(0, sentencesRead)
    .filter(({ score }) => score >= best.score - margin)
    .flatMap((item) => statementOf(item, asked, words) ?? [])
    .filter((statement) => years.every((year) => isOfYear(statement, year)))
  const [first] = statements
  if (!first) return undefined
  const differing: Statement[] = [first]
  for (const other of statements.slice(1)) {
    if (differing.every((one) => differs(one, other))) differing.push(other)
  }
  if (differing.length < 2) return undefined
  return { values: differing.map(statedValue) }
}

function statementOf(
  evidence: Evidence,
  asked: AskedValue,
  question: readonly ReadWord[],
): Statement | undefined {
  const words = readWords(evidence.text)
  const [said, ...others] = saidValues(evidence.text, words, asked)
  if (!said || others.some(({ value }) => value !== said.value)) return undefined
  const { article, passage } = evidence.ranked
  const over = contentTerms([...passage.headingPath, article.title].flatMap(readWords))
  const terms = contentTerms(words)
  const held = new Set([...terms, ...over])
  const names = contentTerms(question.filter(({ isName }) => isName))
  const left = contentTerms(
    question.filter(
      ({ isName, term, text }) => !isName && !/^\d/.test(term) && !isRequestWord(text),
    ),
  )
  for (const unit of asked.units) left.delete(unit)
  const isAbout = [...names].every((name) => held.has(name))
  if (!isAbout || (left.size > 0 && sharedTerms(left, held) < leastOfQuestion)) return undefined
  if (names.size + left.size === 0) return undefined
  if (isPartOrPlan(evidence.text, words, said)) return undefined
  const strange = wordsNear(evidence.text, words, said).filter(
    ({ isName, term }) => isName && !names.has(term) && !left.has(term),
  )
  const years = words.flatMap((_, at) => yearAt(words, at) ?? [])
  return { evidence, said, words, terms, names: contentTerms(strange), years }
}

function isPartOrPlan(text: string, words: readonly ReadWord[], said: SaidValue): boolean {
  const near = words.slice(Math.max(0, said.from - 4), said.to + 3)
  const around = text.slice(near[0]?.start ?? 0, near.at(-1)?.end ?? 0)
  return partial.test(around.replace(/\bmore than\b/i, 'over')) || planned.test(text)
}

/** Words around a value; behind it only those of the same clause. */
function wordsNear(text: string, words: readonly ReadWord[], said: SaidValue): ReadWord[] {
  const stop = text.slice(said.end).search(/[,;:.()“”"]/)
  const end = stop < 0 ? text.length : said.end + stop
  const behind = words.slice(said.to + 1, said.to + 1 + nearValue.behind)
  const before = words.slice(Math.max(0, said.from - nearValue.before), said.from)
  return [...before, ...behind.filter((word) => word.end <= end)]
}

/** The year asked for is the only one that the sentence names, or that of its article. */
function isOfYear({ years, evidence }: Statement, year: number): boolean {
  if (years.length > 0) return years.includes(year)
  return evidence.ranked.article.publishedAt?.startsWith(String(year)) === true
}

function differs(left: Statement, right: Statement): boolean {
  if (left.said.unit !== right.said.unit || isSame(left.said, right.said)) return false
  if (isFar(left.said, right.said)) return false
  const isElsewhere = left.evidence.ranked.article.id !== right.evidence.ranked.article.id
  const isOfOtherYear = !left.years.some((year) => right.years.includes(year))
  const isDated = left.years.length > 0 && right.years.length > 0
  if (!isElsewhere && !(isDated && isOfOtherYear && left.said.unit !== 'date')) return false
  const [short, long] = [left.terms, right.terms].sort((one, other) => one.size - other.size)
  if (!short || !long || sharedTerms(short, long) < leastInCommon) return false
  return isCloseTo(left.names, right.terms) && isCloseTo(right.names, left.terms)
}

/** Equal, or one of them rough and the other not far from it. */
function isSame(left: SaidValue, right: SaidValue): boolean {
  if (left.value === right.value) return true
  if (!left.isRough && !right.isRough) return false
  const [low, high] = [Math.min(left.value, right.value), Math.max(left.value, right.value)]
  return left.unit === 'date' ? high - low <= 2 : high <= low * 1.25
}

/** So far apart that the two are hardly of the same thing. */
function isFar(left: SaidValue, right: SaidValue): boolean {
  const [low, high] = [Math.min(left.value, right.value), Math.max(left.value, right.value)]
  return high > low * 20
}

/** Names near one value stand in the other sentence, too. */
function isCloseTo(names: ReadonlySet<string>, terms: ReadonlySet<string>): boolean {
  return [...names].every((name) => terms.has(name))
}

function statedValue({ evidence, said, years }: Statement): StatedValue {
  // A date that was asked for is no date of the sentence.
  const year = said.unit === 'date' ? undefined : years[0]
  return { evidence, start: evidence.start + said.start, end: evidence.start + said.end, year }
}
