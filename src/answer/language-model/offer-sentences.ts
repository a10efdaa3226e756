import { createHash } from 'node:crypto'
import type { Evidence } from '../../evidence/evidence.ts'
import type { PartFindings } from '../../evidence/part-findings.ts'
import { sentenceId } from '../../passage/passage.ts'

/** Sentences offered at most, and their UTF-16 units in all. */
const mostSentences = 32
const mostText = 12_000

/** What speaks to a part: so many of its best sentences, as long as they are so near to the first. */
const bestOfPart = 12
const margin = 0.7

/** A sentence that may be quoted, under the id that stands for it in one answer. */
export interface OfferedSentence {
  readonly id: string
  readonly evidence: Evidence
  /** Places of the parts of the question that it was found for. */
  readonly parts: ReadonlySet<number>
  /** It holds one of values that differ: where one is quoted, all of them are. */
  readonly isRequired: boolean
}

/**
 * The sentences that a language model may choose from: those of the extractive answer, then the best
 * of each part in turns. Parts that are refused offer none.
 * @param answerId the same answer gets the same ids, another one gets others
 */
export function offerSentences(
  answerId: string,
  parts: readonly PartFindings[],
): OfferedSentence[] {
  const chosen = new Map<string, Evidence>()
  let length = 0
  for (const evidence of inTurns(parts)) {
    const name = nameOf(evidence)
    const isTooMuch = chosen.size === mostSentences || length + evidence.text.length > mostText
    if (chosen.has(name) || isTooMuch) continue
    chosen.set(name, evidence)
    length += evidence.text.length
  }
  const required = new Set(parts.flatMap((part) => requiredOf(part).map(nameOf)))
  const foundFor = parts.map((part) => new Set(speakingTo(part).map(nameOf)))
  const taken = new Set<string>()
  return [...chosen].map(([name, evidence]) => ({
    id: newId(answerId, name, taken),
    evidence,
    parts: new Set(foundFor.flatMap((names, at) => (names.has(name) ? [at] : []))),
    isRequired: required.has(name),
  }))
}

function nameOf({ ranked, start, end }: Evidence): string {
  return sentenceId(ranked.passage.revision, { start, end })
}

function requiredOf({ reason, disagreement }: PartFindings): Evidence[] {
  return reason ? [] : (disagreement?.values ?? []).map(({ evidence }) => evidence)
}

/** Values that differ and sentences that were quoted come before the rest. */
function inTurns(parts: readonly PartFindings[]): Evidence[] {
  const lists = parts.map((part) => (part.reason ? [] : part.evidence))
  const longest = Math.max(0, ...lists.map((list) => list.length))
  const turns = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? []))
  return [...parts.flatMap(requiredOf), ...parts.flatMap(quotedOf), ...turns.flat()]
}

function quotedOf({ quotes, evidence }: PartFindings): Evidence[] {
  return evidence.filter(({ ranked, start, end }) =>
    quotes.some(
      (quote) =>
        quote.evidence.ranked.passage.revision === ranked.passage.revision &&
        quote.start < end &&
        start < quote.end,
    ),
  )
}

function speakingTo(part: PartFindings): Evidence[] {
  if (part.reason) return []
  const best = part.evidence.slice(0, bestOfPart)
  const least = (best[0]?.score ?? 0) - margin
  return [...best.filter(({ score }) => score >= least), ...requiredOf(part), ...quotedOf(part)]
}

/** No vowels and no digits: ids are neither words nor places in a list. */
const letters = 'bcdfghjkmnpqrstvwxz'

/** Four letters that stand for one sentence in one answer and tell nothing of either. */
function newId(answerId: string, name: string, taken: Set<string>): string {
  for (let attempt = 0; ; attempt += 1) {
    const digest = createHash('sha256').update(`${answerId} ${name} ${attempt}`).digest()
    const id = [...digest.subarray(0, 4)].map((byte) => letters[byte % letters.length]).join('')
    if (taken.has(id)) continue
    taken.add(id)
    return id
  }
}
