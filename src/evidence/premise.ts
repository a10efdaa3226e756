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

/**
 * The strongest conflict of the question with one of the best sentences. What the paragraph of that
 * sentence, its headings or its title, or the paragraph of the best sentence, hold as it was asked is
 * no conflict.
 * @param evidence best first
 */
export function findPremise(question: string, evidence: readonly Evidence[]): Premise | undefined {
  const [best] = evidence
  if (!best) return undefined
  const found = evidence.slice(0, sentencesRead).flatMap((item) => {
    const { article } = item.ranked
    const conflicts = premiseConflicts(question, item.text, article.publishedAt)
    if (conflicts.length === 0) return []
    const held = contentTerms([best, item].flatMap(surroundings).flatMap(readWords))
    return conflicts
      .filter(({ kind, asked }) => kind === 'direction' || !holds(held, asked))
      .map((conflict) => ({ ...conflict, evidence: item }))
  })
  return found.sort((left, right) => right.strength - left.strength)[0]
}

function surroundings({ ranked }: Evidence): string[] {
  return [ranked.passage.text, ...ranked.passage.headingPath, ranked.article.title]
}

/** All telling words of what was asked: a paragraph with "third" and "place" speaks of both. */
function holds(held: ReadonlySet<string>, asked: string): boolean {
  return sharedTerms(contentTerms(readWords(asked)), held) === 1
}
