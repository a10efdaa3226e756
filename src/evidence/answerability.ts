import type { QuestionKind } from '../question/question-kind.ts'
import type { RankedPassage } from '../retrieve/retrieve.ts'
import type { LexicalIndex } from '../store/lexical-index.ts'
import { calibrationFor } from './calibration.ts'
import type { Evidence } from './evidence.ts'
import { coverage, type QuestionTerms } from './question-terms.ts'

/** What speaks for and against the best evidence answering the question. Each reads by itself. */
export interface AnswerFeatures {
  /** Cosine similarity of the question and the best passage. */
  readonly passageSimilarity: number
  /** Cosine similarity of the question and the best sentence. */
  readonly sentenceSimilarity: number
  /** Share of the question's weight in the best passage, its title and headings, 0 to 1. */
  readonly passageCoverage: number
  /** The same for the best sentence alone with its title, 0 to 1. */
  readonly sentenceCoverage: number
  /** The same for the whole article that the best sentence is from, 0 to 1. */
  readonly articleCoverage: number
  /** Share of the question's weight in words that no article uses, 0 to 1. */
  readonly unknownShare: number
  /** Share of the question's numbers (years, amounts) that the best sentence's article lacks. */
  readonly missingNumbers: number
  /** Share of the question's names that the best passage lacks, 0 to 1. */
  readonly missingNames: number
  /** Share of the question's names that the best sentence's article lacks, 0 to 1. */
  readonly absentNames: number
  /** 1 when a number or date is asked for and the best sentences hold none, else 0. */
  readonly missingKind: number
}

const numeral = /\d[\d,.]*\d|\d/g
/** Capitalised words that do not open the sentence, with the small words that join them. */
const name = /(?<=[\p{L}\p{N}'’,)]\s)\p{Lu}[\p{L}\p{N}&-]+/gu
const numberInText =
  /\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion|half|once|twice|first|second|third|an? \w+[’']s)\b|[一二三四五六七八九十百千万萬亿億]/i
const dateInText =
  /\d|\b(january|february|march|april|may|june|july|august|september|october|november|december|(mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|(last|this|next) (year|month|week)|century|decade|spring|summer|autumn|winter)\b|[年月日]/i

/** Reads the features off the best passage and sentence. */
export function answerFeatures(
  lexical: LexicalIndex,
  question: string,
  kind: QuestionKind,
  terms: QuestionTerms,
  passages: readonly RankedPassage[],
  evidence: readonly Evidence[],
): AnswerFeatures {
  const best = evidence[0]
  const home = best?.ranked
  const near = home ? [home.passage.text, home.article.title, ...home.passage.headingPath] : []
  const whole = home ? [home.article.text, home.article.title, home.article.publishedAt ?? ''] : []
  const names = question.match(name) ?? []
  const unknown = new Set(terms.unknown.flatMap((word) => lexical.terms(word)))
  const unknownWeight = [...unknown].reduce((sum, term) => sum + (terms.weights.get(term) ?? 0), 0)
  return {
    passageSimilarity: Math.max(0, ...passages.map((passage) => passage.denseScore)),
    sentenceSimilarity: Math.max(0, ...evidence.map((item) => item.similarity)),
    passageCoverage: coverage(lexical, terms, near),
    sentenceCoverage: best?.coverage ?? 0,
    articleCoverage: coverage(lexical, terms, whole),
    unknownShare: terms.total > 0 ? unknownWeight / terms.total : 1,
    missingNumbers: missingShare(question.match(numeral) ?? [], whole),
    missingNames: missingShare(names, near),
    absentNames: missingShare(names, whole),
    missingKind: lacksKind(kind, evidence) ? 1 : 0,
  }
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

function missingShare(wanted: readonly string[], texts: readonly string[]): number {
  if (wanted.length === 0) return 0
  const fold = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/(?<=\d),(?=\d)/g, '')
  const text = fold(texts.join(' '))
  return wanted.filter((item) => !text.includes(fold(item))).length / wanted.length
}

function lacksKind(kind: QuestionKind, evidence: readonly Evidence[]): boolean {
  const texts = evidence.slice(0, 2).map((item) => item.text)
  if (kind === 'number') return !texts.some((text) => numberInText.test(text))
  if (kind === 'date') return !texts.some((text) => dateInText.test(text))
  return false
}
