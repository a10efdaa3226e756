import type { AnswerFeatures } from './answerability.ts'
import { answerThreshold } from './calibration.ts'
import type { QuestionTerms } from './question-terms.ts'

/** Why a question or a part of one gets no answer. Stable: programs may branch on them. */
export const refusalReasons = [
  'no_match',
  'low_confidence',
  'out_of_scope',
  'not_a_question',
  'language_not_covered',
  'no_source_matches_filters',
  'false_premise',
] as const

export type RefusalReason = (typeof refusalReasons)[number]

/** Under this share of known weight a refused question is about something else altogether. */
const outOfScopeCoverage = 0.34

/** From this confidence on a question that is refused comes too near to be about something else. */
const nearConfidence = 0.2

/** What the decision looks at. */
export interface RefusalCase {
  readonly question: string
  readonly terms: QuestionTerms
  /** Primary languages of the articles that may be quoted. */
  readonly languages: ReadonlySet<string>
  /** How many articles pass the filters. */
  readonly articles: number
  readonly features: AnswerFeatures | undefined
  readonly probability: number
}

/** The reason to refuse, or undefined when the question is to be answered. */
export function refusalReason(refusalCase: RefusalCase): RefusalReason | undefined {
  const { question, terms, languages, articles, features, probability } = refusalCase
  if (!/[\p{L}\p{N}]/u.test(question)) return 'not_a_question'
  if (articles === 0) return 'no_source_matches_filters'
  if (!features) return 'no_match'
  if (probability >= answerThreshold) return undefined
  // "The of and is", "who who who": nothing is named that could be looked for.
  if (terms.weights.size === 0) return 'not_a_question'
  if (isHan(question) && !languages.has('zh') && !languages.has('ja')) return 'language_not_covered'
  const isCovered = features.articleCoverage >= outOfScopeCoverage || probability >= nearConfidence
  return isCovered ? 'low_confidence' : 'out_of_scope'
}

function isHan(question: string): boolean {
  const letters = question.match(/\p{L}/gu)?.length ?? 0
  const han = question.match(/\p{Script=Han}/gu)?.length ?? 0
  return han > letters / 2
}
