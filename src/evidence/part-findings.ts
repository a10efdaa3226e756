import { nothing, type Without } from '../pipeline-part.ts'
import { asTypedWords, type Reading } from '../question/readings.ts'
import type { ResolvedQuestion } from '../question/resolve-question.ts'
import { type Disagreement, findDisagreement } from './disagreement.ts'
import { covers, type Quote } from './evidence.ts'
import type { Findings } from './find-evidence.ts'
import { premiseRefused } from './premise.ts'
import { orderQuotes } from './reading-order.ts'

/** What was found out about one part of a question, judged by itself. */
export interface PartFindings extends Findings {
  readonly asked: ResolvedQuestion
  /** How it was searched for. */
  readonly reading: Reading
  /** Different values for what the part asks; all of them are among its quotes. */
  readonly disagreement: Disagreement | undefined
}

/** How a part is judged. */
export interface JudgeOptions {
  readonly without?: Without
  readonly maxQuotes?: number | undefined
}

/**
 * Puts the quotes of a part in reading order, adds those of values that differ, or refuses the part
 * where an article says otherwise.
 */
export function judgePart(
  asked: ResolvedQuestion,
  reading: Reading,
  findings: Findings,
  { without = nothing, maxQuotes }: JudgeOptions = {},
): PartFindings {
  const { evidence } = findings
  const { question } = asked
  const found = findings.premise
  const premise = found && found.strength >= premiseRefused ? found : undefined
  const reason = premise ? 'false_premise' : findings.reason
  const isCompared = !reason && !without.has('disagreements')
  const differing = isCompared ? findDisagreement(question, evidence) : undefined
  const quotes = reason ? [] : withValues(findings.quotes, differing)
  const isTooMany = quotes.length > Math.max(findings.quotes.length, maxQuotes ?? quotes.length)
  return {
    ...findings,
    asked,
    reading,
    premise,
    disagreement: isTooMany ? undefined : differing,
    reason,
    quotes: orderQuotes(question, isTooMany ? findings.quotes : quotes),
    unknownWords: asTypedWords(reading, findings.unknownWords),
  }
}

/** The quotes, and the whole sentences of values that none of them holds, for a cut one in its place. */
function withValues(quotes: readonly Quote[], disagreement: Disagreement | undefined): Quote[] {
  const values = disagreement?.values ?? []
  const stated = values
    .filter((value) => !quotes.some((quote) => covers(quote, value)))
    .map(({ evidence }): Quote => ({ evidence, start: evidence.start, end: evidence.end }))
  const whole = quotes.map((quote) => stated.find((added) => covers(added, quote)) ?? quote)
  return [...whole, ...stated.filter((added) => !whole.some((quote) => covers(quote, added)))]
}

/** All quotes of the parts in their order, without those that lie inside another one. */
export function quotesOfParts(parts: readonly PartFindings[]): Quote[] {
  const kept: Quote[] = []
  for (const quote of parts.flatMap(({ quotes }) => quotes)) {
    if (kept.some((other) => covers(other, quote))) continue
    const at = kept.findIndex((other) => covers(quote, other))
    if (at < 0) kept.push(quote)
    else
      kept.splice(
        at,
        kept.length - at,
        quote,
        ...kept.slice(at).filter((other) => !covers(quote, other)),
      )
  }
  return kept
}

/**
 * The findings of all parts as those of one question. The probability is the mean of theirs: the
 * share of the question that is expected to be answered.
 */
export function joinFindings(parts: readonly PartFindings[]): Omit<Findings, 'reason'> {
  const [first] = parts
  if (!first) throw new Error('a question has at least one part')
  if (parts.length === 1) return first
  const passages = new Map(
    parts.flatMap((part) => part.passages).map((one) => [one.passage.id, one]),
  )
  return {
    passages: [...passages.values()],
    ranked: parts.flatMap((part) => part.ranked),
    evidence: parts.flatMap((part) => part.evidence),
    quotes: quotesOfParts(parts),
    unknownWords: [...new Set(parts.flatMap((part) => part.unknownWords))],
    features: first.features,
    premise: parts.find((part) => part.premise)?.premise,
    probability: parts.reduce((sum, part) => sum + part.probability, 0) / parts.length,
  }
}
