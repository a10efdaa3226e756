import { questionKind } from '../question/question-kind.ts'
import type { ResolvedQuestion } from '../question/resolve-question.ts'
import { type ArticleFilters, filterArticles } from '../retrieve/filter.ts'
import { type RankedPassage, type RetrievalQuery, retrieve } from '../retrieve/retrieve.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { type AnswerFeatures, answerFeatures, answerProbability } from './answerability.ts'
import type { Evidence, Quote } from './evidence.ts'
import { questionTerms } from './question-terms.ts'
import { type RefusalReason, refusalReason } from './refuse.ts'
import { scoreSentences } from './score-sentences.ts'
import { selectQuotes } from './select-quotes.ts'

/** Passages whose sentences are weighed as evidence. */
const passagesRead = 6

export interface EvidenceRequest {
  readonly resolved: ResolvedQuestion
  /** The resolved question first; a follow-up also alone. */
  readonly queries: readonly RetrievalQuery[]
  readonly filters?: ArticleFilters | undefined
  readonly maxQuotes?: number | undefined
}

/** All that was found out about one question. `quotes` is empty exactly when `reason` is given. */
export interface Findings {
  readonly passages: readonly RankedPassage[]
  readonly evidence: readonly Evidence[]
  readonly quotes: readonly Quote[]
  readonly reason: RefusalReason | undefined
  /** Words of the question that no article uses, as typed. */
  readonly unknownWords: readonly string[]
  readonly features: AnswerFeatures | undefined
  /** 0 to 1. */
  readonly probability: number
}

/** Retrieves, weighs the sentences, and decides between quotes and a refusal. */
export async function findEvidence(
  index: OpenIndex,
  { resolved, queries, filters, maxQuotes }: EvidenceRequest,
): Promise<Findings> {
  const sourceIds = filterArticles(index.articles, filters)
  const allowed = index.articles.filter((article) => !sourceIds || sourceIds.has(article.id))
  const kind = questionKind(resolved.question)
  const terms = questionTerms(index.lexical, resolved.text)
  const passages = await retrieve(index, queries, { limit: passagesRead, sourceIds })
  const evidence = await scoreSentences(index, queries, terms, passages)
  const features = evidence.length
    ? answerFeatures(index.lexical, resolved.text, kind, terms, passages, evidence)
    : undefined
  const probability = features ? answerProbability(features, index.model.name) : 0
  const reason = refusalReason({
    question: resolved.text,
    terms,
    languages: new Set(allowed.map((article) => article.language)),
    articles: allowed.length,
    features,
    probability,
  })
  return {
    passages,
    evidence,
    quotes: reason ? [] : selectQuotes(evidence, kind, maxQuotes),
    reason,
    unknownWords: terms.unknown,
    features,
    probability,
  }
}
