import type { Article } from '../article/article.ts'
import type { QuestionKind } from '../question/question-kind.ts'
import type { RankedPassage } from '../retrieve/retrieve.ts'
import type { LexicalIndex } from '../store/lexical-index.ts'
import { type AlignedWord, alignment } from './align-words.ts'
import { type ArticleWords, articleWords, foldWords } from './article-words.ts'
import { calibrationFor } from './calibration.ts'
import type { Evidence } from './evidence.ts'
import { heldShare, questionTerms } from './question-terms.ts'

/** What speaks for and against the best evidence answering the question. Each reads by itself. */
export interface AnswerFeatures {
  /** Cosine similarity of the question and the best sentence, -1 to 1. */
  readonly sentenceSimilarity: number
  /** How near the passage comes to each word of the question, by weight, -1 to 1. */
  readonly alignment: number
  /** Standard deviations by which the best passage's similarity is above that of its rivals. */
  readonly standsOut: number
  /** Share of the question's weight that its article holds, 0 to 1. */
  readonly articleCoverage: number
  /** Share of the question's numbers (years, amounts) that its article lacks, 0 to 1. */
  readonly missingNumbers: number
  /** Share of the question's names that its article lacks, 0 to 1. */
  readonly missingNames: number
  /** 1 when a number or date is asked for and the best sentences hold none, else 0. */
  readonly missingKind: number
}

const numeral = /\d[\d,.]*\d|\d/g
/** Capitalised words that do not open the sentence, with the small words that join them. */
const name = /(?<=[\p{L}\p{N}'’,)]\s)\p{Lu}[\p{L}\p{N}&-]+/gu
const numberInText =
  /\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion|half|once|twice|first|second|third|an? \w+[’']s)\b|[一二三四五六七八九十百千万萬亿億]/i
const dateInText =
  /\d|\b(january|february|march|april|may|june|july|august|september|october|november|december|(mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|(last|this|next) (year|month|week)|century|decade|spring|summer|autumn|winter|noon|midnight|dawn|dusk|morning|evening|night)\b|[年月日時时點点]/i

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
  /** The words of either form of the question, held against the passage of the best sentence. */
  readonly alignedWords: readonly (readonly AlignedWord[])[]
}

/** A question without a word of weight is neither near nor far: about what unrelated words reach. */
const neutralAlignment = 0.7

/** Reads the features off. "Its article" is that of the best sentence. */
export function answerFeatures(answerCase: AnswerCase): AnswerFeatures {
  const { lexical, question, resolvedQuestion, kind, passages, evidence } = answerCase
  const words = articlesOf(answerCase).map((article) => articleWords(lexical, article))
  const held = new Set(words.flatMap(({ terms }) => [...terms]))
  const asked = [...new Set([question, resolvedQuestion])]
  const alignments = answerCase.alignedWords.flatMap((aligned) => alignment(aligned) ?? [])
  return {
    sentenceSimilarity: Math.max(0, ...evidence.map((item) => item.similarity)),
    alignment: alignments.length > 0 ? Math.max(...alignments) : neutralAlignment,
    standsOut: standardScore(passages.map((passage) => passage.denseScore)),
    articleCoverage: Math.max(
      ...asked.map((text) => heldShare(questionTerms(lexical, text), held)),
    ),
    missingNumbers: missingShare(question.match(numeral) ?? [], words),
    missingNames: missingShare(question.match(name) ?? [], words),
    missingKind: lacksKind(kind, evidence) ? 1 : 0,
  }
}

/** A comparison or a list may find what it names in several articles, anything else in one. */
function articlesOf({ kind, evidence }: AnswerCase): Article[] {
  const several = kind === 'comparison' || kind === 'list'
  const read = several ? evidence : evidence.slice(0, 1)
  return [...new Set(read.map((item) => item.ranked.article))]
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

function lacksKind(kind: QuestionKind, evidence: readonly Evidence[]): boolean {
  const texts = evidence.slice(0, 2).map((item) => item.text)
  if (kind === 'number') return !texts.some((text) => numberInText.test(text))
  if (kind === 'date') return !texts.some((text) => dateInText.test(text))
  return false
}
