import { covers, type Quote } from '../evidence/evidence.ts'
import { type PartFindings, quotesOfParts } from '../evidence/part-findings.ts'
import { nearestQuotes } from '../evidence/select-quotes.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { Citation, Disagreement, Premise, Refusal } from './answer.ts'
import { citeQuotes } from './cite-quotes.ts'
import type { Phrases } from './phrases.ts'

/** One part of a question with its verdict: citations, or a refusal. */
export interface CitedPart {
  /** With what its pronouns stand for, where that is told. */
  readonly question: string
  /** In reading order. A quote that serves two parts is cited by both. */
  readonly citations: readonly Citation[]
  /** Given exactly when there are no citations. */
  readonly refusal: Refusal | null
  readonly premise: Premise | null
  readonly disagreement: Disagreement | null
}

/** Verified citations of a whole question, numbered once, and of each of its parts. */
export interface CitedQuestion {
  readonly citations: readonly Citation[]
  readonly parts: readonly CitedPart[]
  /** Given exactly when no part is answered. */
  readonly refusal: Refusal | null
}

/** Makes citations of the quotes of all parts; a part whose quotes fail verification is refused. */
export async function citeParts(
  index: OpenIndex,
  findings: readonly PartFindings[],
  phrases: Phrases,
  onWithheld?: (quote: Quote) => void,
): Promise<CitedQuestion> {
  const quotes = quotesOfParts(findings)
  const citations = await citeQuotes(index, quotes, onWithheld)
  const parts = await Promise.all(
    findings.map(async (part) => {
      const holding = part.quotes.flatMap(
        (quote) => quotes.find((other) => covers(other, quote)) ?? [],
      )
      const own = [...new Set(holding)].flatMap((quote) => citationOf(citations, quote) ?? [])
      const refusal = own.length > 0 ? null : await refusePart(index, part, phrases, onWithheld)
      const premise = refusal && part.premise ? premiseOf(part.premise, refusal) : null
      const disagreement = part.disagreement ? disagreementOf(part.disagreement, own) : null
      const { context, question, text } = part.asked
      const asked = context.length === 0 ? text : question
      return { question: asked, citations: own, refusal, premise, disagreement }
    }),
  )
  return { citations, parts, refusal: citations.length > 0 ? null : joinRefusals(parts) }
}

/** The citation of a quote's own range. */
function citationOf(citations: readonly Citation[], { start, end, evidence }: Quote) {
  const { revision } = evidence.ranked.passage
  return citations.find(
    (citation) =>
      citation.revision === revision && citation.start === start && citation.end === end,
  )
}

/** With a wrong premise the sentence that says otherwise is all that is shown. */
async function refusePart(
  index: OpenIndex,
  { reason = 'low_confidence', premise, evidence, unknownWords }: PartFindings,
  phrases: Phrases,
  onWithheld?: (quote: Quote) => void,
): Promise<Refusal> {
  const correcting = premise?.evidence
  const nearest = correcting
    ? [{ evidence: correcting, start: correcting.start, end: correcting.end }]
    : nearestQuotes(evidence)
  return {
    reason,
    message: premise ? phrases.premise(premise.asked, premise.found) : phrases.refusals[reason],
    unknown_terms: [...unknownWords],
    nearest: await citeQuotes(index, nearest, onWithheld),
  }
}

function premiseOf(
  { kind, asked, found, foundStart, foundEnd, evidence }: NonNullable<PartFindings['premise']>,
  { nearest }: Refusal,
): Premise | null {
  const citation = nearest.find(
    ({ start, end }) => start === evidence.start && end === evidence.end,
  )
  if (!citation) return null
  const [start, end] = [evidence.start + foundStart, evidence.start + foundEnd]
  return { kind, asked, found, start, end, citation_id: citation.id }
}

/** Values whose quotes were verified; fewer than two are no disagreement. */
export function disagreementOf(
  { values }: NonNullable<PartFindings['disagreement']>,
  citations: readonly Citation[],
): Disagreement | null {
  const cited = values.flatMap(({ evidence, start, end, year }) => {
    const { revision } = evidence.ranked.passage
    const citation = citations.find(
      (one) => one.revision === revision && one.start <= start && one.end >= end,
    )
    if (!citation) return []
    const text = citation.quote.slice(start - citation.start, end - citation.start)
    const date = year === undefined ? citation.published_at : String(year)
    return [{ text, citation_id: citation.id, start, end, date }]
  })
  return cited.length < 2 ? null : { values: cited }
}

/** One refusal for several parts: the reason of the first, and what came nearest to each in turn. */
function joinRefusals(parts: readonly Omit<CitedPart, 'citations'>[]): Refusal | null {
  const refusals = parts.flatMap(({ refusal }) => refusal ?? [])
  const [first] = refusals
  if (!first || refusals.length === 1) return first ?? null
  const turns = first.nearest.flatMap((_, at) =>
    refusals.flatMap(({ nearest }) => nearest[at] ?? []),
  )
  const nearest = [...new Map(turns.map((citation) => [citation.id, citation])).values()]
  return {
    ...first,
    unknown_terms: [...new Set(refusals.flatMap(({ unknown_terms }) => unknown_terms))],
    nearest: nearest.slice(0, 3).map((citation, at) => ({ ...citation, number: at + 1 })),
  }
}
