import type { Article } from '../article/article.ts'
import type { QuestionKind } from '../question/question-kind.ts'
import type { RankedPassage } from '../retrieve/retrieve.ts'
import type { LexicalIndex } from '../store/lexical-index.ts'
import type { PassageAlignment } from './align-passages.ts'
import { type ArticleWords, articleWords, foldWords } from './article-words.ts'
import { kindInText } from './asked-kind.ts'
import { calibrationFor } from './calibration.ts'
import type { Evidence } from './evidence.ts'
import type { Premise } from './premise.ts'
import { heldShare, questionTerms } from './question-terms.ts'
import { type WordSupport, wordSupport } from './word-support.ts'

/** What speaks for and against the best evidence answering the question. Each reads by itself. */
export interface AnswerFeatures extends WordSupport {
  /** Cosine similarity of the question and the best sentence, -1 to 1. */
  readonly sentenceSimilarity: number
  /** Standard deviations by which the best passage's similarity is above that of its rivals. */
  readonly standsOut: number
  /** Share of the question's weight that its article holds, 0 to 1. */
  readonly articleCoverage: number
  /** Share of the question's numbers (years, amounts) that its article lacks, 0 to 1. */
  readonly missingNumbers: number
  /** Share of the question's names that its article lacks, 0 to 1. */
  readonly missingNames: number
  /** 1 when a number or date is asked for and the best sentence holds none of its own, else 0. */
  readonly missingKind: number
  /**
   * 1 for a question typed like a search, without a capital letter or a question mark: whoever types
   * so does not have the articles before them, and finds something of the subject anyway. A script
   * without capitals does not tell.
   */
  readonly searchStyle: number
  /** Strength of what the best sentences say otherwise than the question supposes, 0 to 1. */
  readonly premiseConflict: number
  /** 1 for a question put into another language word by word: it has the words, but not their sense. */
  readonly glossed: number
}

const numeral = /\d[\d,.]*\d|\d/g
/** Capitalised words that do not open the sentence, with the small words that join them. */
const name = /(?<=[\p{L}\p{N}'’,)]\s)\p{Lu}[\p{L}\p{N}&-]+/gu

/** Best sentences that the answer to a comparison or a list stands on. */
const sentencesOfSeveral = 4

/** What the features are read off. Passages and evidence best first, neither empty. */
export interface AnswerCase {
  readonly lexical: LexicalIndex
  /** The question alone, and with the earlier ones it leans on; the same where it leans on none. */
  readonly question: string
  readonly resolvedQuestion: string
  readonly kind: QuestionKind
  /** All that were ranked, not only those whose sentences were weighed. */
  readonly passages: readonly RankedPassage[]
  readonly evidence: readonly Evidence[]
  /** The words of either form of the question, held against the passages; by passage id. */
  readonly alignments: ReadonlyMap<string, PassageAlignment>
  /** What the question supposes and one of the best sentences says otherwise. */
  readonly premise: Premise | undefined
  /** The question is a gloss, word by word, of one in another language. */
  readonly isGlossed: boolean
}

/** Reads the features off. "Its article" is that of the best sentence. */
export function answerFeatures(answerCase: AnswerCase): AnswerFeatures {
  const { lexical, question, resolvedQuestion, kind, passages, evidence, alignments } = answerCase
  const several = kind === 'comparison' || kind === 'list'
  const words = articlesOf(several ? evidence : evidence.slice(0, 1)).map((article) =>
    articleWords(lexical, article),
  )
  const held = new Set(words.flatMap(({ terms }) => [...terms]))
  const asked = [...new Set([question, resolvedQuestion])]
  return {
    sentenceSimilarity: Math.max(0, ...evidence.map((item) => item.similarity)),
    standsOut: standardScore(passages.map((passage) => passage.denseScore)),
    articleCoverage: Math.max(
      ...asked.map((text) => heldShare(questionTerms(lexical, text), held)),
    ),
    missingNumbers: missingShare(question.match(numeral) ?? [], words),
    missingNames: missingShare(question.match(name) ?? [], words),
    missingKind: lacksKind(kind, question, evidence) ? 1 : 0,
    premiseConflict: answerCase.premise?.strength ?? 0,
    glossed: answerCase.isGlossed ? 1 : 0,
    searchStyle: /\p{Lu}|\p{Script=Han}|[?？]/u.test(question) || answerCase.isGlossed ? 0 : 1,
    ...wordSupport(lexical, evidence.slice(0, several ? sentencesOfSeveral : 1), alignments),
  }
}

/** A comparison or a list may find what it names in several articles, anything else in one. */
function articlesOf(evidence: readonly Evidence[]): Article[] {
  return [...new Set(evidence.map((item) => item.ranked.article))]
}

/** How many standard deviations the first value is above the mean of all; 0 when all are equal. */
function standardScore(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return variance > 0 ? ((values[0] ?? mean) - mean) / Math.sqrt(variance) : 0
}

/** Probability, 0 to 1, that the best evidence answers the question: a logistic of the features. */
export function answerProbability(features: AnswerFeatures, model: string): number {
  const { intercept, weights } = calibrationFor(model)
  let sum = intercept
  for (const [feature, weight] of Object.entries(weights)) {
    sum += weight * features[feature as keyof AnswerFeatures]
  }
  return 1 / (1 + Math.exp(-sum))
}

function missingShare(wanted: readonly string[], articles: readonly ArticleWords[]): number {
  if (wanted.length === 0) return 0
  const isThere = (item: string) => articles.some(({ folded }) => folded.includes(foldWords(item)))
  return wanted.filter((item) => !isThere(item)).length / wanted.length
}

function lacksKind(kind: QuestionKind, question: string, evidence: readonly Evidence[]): boolean {
  if (kind !== 'number' && kind !== 'date') return false
  const [best] = evidence
  return best !== undefined && kindInText(kind, best.text, question) === 0
}
