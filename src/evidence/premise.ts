import { questionKind } from '../question/question-kind.ts'
import type { Evidence } from './evidence.ts'
import { amountConflicts, ordinalConflicts } from './premise-counts.ts'
import { nameConflicts } from './premise-names.ts'
import { oppositeConflicts } from './premise-opposites.ts'
import { contentTerms, type PremiseConflict, readWords, sharedTerms } from './premise-words.ts'
import { yearConflicts } from './premise-years.ts'

export type { PremiseConflict } from './premise-words.ts'

/** What a question supposes, and the sentence that says otherwise. */
export interface Premise extends PremiseConflict {
  readonly evidence: Evidence
}

/** The best sentences are held against the question; others speak of something else. */
const sentencesRead = 3

/**
 * From this strength on the question is not answered but met with the sentence that says otherwise:
 * none of the answerable questions of the sets reaches it (docs/decisions/0017).
 */
export const premiseRefused = 0.5

/** Under this strength a conflict says nothing. */
const weakest = 0.1

/**
 * What a question supposes and a sentence says otherwise, strongest first: another year, ordinal or
 * amount of the same thing, another name in the same place, names the other way round, or the
 * opposite word beside the same things. A question that asks whether something is so supposes
 * nothing. Plain words are compared, no meaning: the strength says how much of the rest agrees.
 *
 * @param publishedAt ISO date of the article, for "this year"; null where it is not known
 */
export function premiseConflicts(
  question: string,
  sentence: string,
  publishedAt: string | null,
): PremiseConflict[] {
  if (questionKind(question) === 'yes-no') return []
  const premiseCase = {
    question,
    sentence,
    asked: readWords(question),
    said: readWords(sentence),
    publishedAt,
  }
  return [
    ...yearConflicts(premiseCase),
    ...ordinalConflicts(premiseCase),
    ...amountConflicts(premiseCase),
    ...nameConflicts(premiseCase),
    ...oppositeConflicts(premiseCase),
  ]
    .filter(({ strength }) => strength >= weakest)
    .sort((left, right) => right.strength - left.strength)
}

/** A sentence with at least this share of what the conflicting one has in common with the question speaks of it, too. */
const alsoSpeaks = 0.5

/**
 * The strongest conflict of the question with one of the best sentences. What another sentence of
 * its paragraph or of the best paragraph says as it was asked, or a heading or the title, is no conflict.
 * @param evidence best first
 */
export function findPremise(question: string, evidence: readonly Evidence[]): Premise | undefined {
  const asked = contentTerms(readWords(question))
  const found = evidence.slice(0, sentencesRead).flatMap((item) => {
    const { article, passage } = item.ranked
    const conflicts = premiseConflicts(question, item.text, article.publishedAt)
    if (conflicts.length === 0) return []
    const common = sharedTerms(asked, contentTerms(readWords(item.text)))
    const beside = evidence
      .filter(({ ranked }) =>
        [passage.id, evidence[0]?.ranked.passage.id].includes(ranked.passage.id),
      )
      .map(({ text }) => contentTerms(readWords(text)))
      .filter((terms) => sharedTerms(asked, terms) >= common * alsoSpeaks)
    const over = contentTerms([...passage.headingPath, article.title].flatMap(readWords))
    return conflicts
      .filter(
        ({ kind, asked }) =>
          kind === 'direction' || ![over, ...beside].some((held) => holds(held, asked)),
      )
      .map((conflict) => ({ ...conflict, evidence: item }))
  })
  return found.sort((left, right) => right.strength - left.strength)[0]
}

/** All telling words of what was asked: a sentence with "third" and "place" speaks of both. */
function holds(held: ReadonlySet<string>, asked: string): boolean {
  return sharedTerms(contentTerms(readWords(asked)), held) === 1
}
