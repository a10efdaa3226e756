import type { QuestionVectors, TokenEmbedder } from '../embed/embedder.ts'
import { nextTurn } from '../next-turn.ts'
import { nothing, type Without } from '../pipeline-part.ts'
import { plainQuestion } from '../question/plain-question.ts'
import { questionKind } from '../question/question-kind.ts'
import type { ResolvedQuestion } from '../question/resolve-question.ts'
import { retrieveDistinct } from '../retrieve/distinct-passages.ts'
import { type ArticleFilters, filterArticles } from '../retrieve/filter.ts'
import type { RankedPassage, RetrievalQuery } from '../retrieve/retrieve.ts'
import { type OnStage, stagesFromHere } from '../stages.ts'
import type { OpenIndex } from '../store/open-index.ts'
import { alignPassages, type PassageAlignment } from './align-passages.ts'
import { type AnswerFeatures, answerFeatures, answerProbability } from './answerability.ts'
import { withCopies, withoutRepeats } from './copies.ts'
import { cutQuotes } from './cut-quotes.ts'
import type { Evidence, Quote } from './evidence.ts'
import { keepSpeakers } from './keep-speaker.ts'
import { findPremise, type Premise } from './premise.ts'
import { questionTerms, wordWeight } from './question-terms.ts'
import { type RefusalReason, refusalReason } from './refuse.ts'
import { scoreSentences } from './score-sentences.ts'
import { selectQuotes } from './select-quotes.ts'

/** Passages ranked: rivals that the best one has to stand out from. */
const passagesRanked = 50

/** Passages whose sentences are weighed as evidence. */
const passagesRead = 6

/** A form of the question, and all that the model says of it. */
export type AskedQuery = RetrievalQuery & QuestionVectors

export interface EvidenceRequest {
  /** The embedder of the index. */
  readonly embedder: TokenEmbedder
  readonly resolved: ResolvedQuestion
  /** The resolved question first; a follow-up also alone. */
  readonly queries: readonly AskedQuery[]
  readonly filters?: ArticleFilters | undefined
  readonly maxQuotes?: number | undefined
  /** The question is a gloss, word by word, of one in another language. */
  readonly isGlossed?: boolean
  /** Called when passages have been found, and when quotes have been chosen among them. */
  readonly onStage?: OnStage | undefined
  /** Parts of the pipeline that are left out. */
  readonly without?: Without
}

/** All that was found out about one question. `quotes` is empty exactly when `reason` is given. */
export interface Findings {
  readonly passages: readonly RankedPassage[]
  /** All that were found: those, their copies, and what they had to stand out from. */
  readonly ranked: readonly RankedPassage[]
  readonly evidence: readonly Evidence[]
  readonly quotes: readonly Quote[]
  readonly reason: RefusalReason | undefined
  /** Words of the question that no article uses, as typed. */
  readonly unknownWords: readonly string[]
  readonly features: AnswerFeatures | undefined
  /** What the question supposes and one of the best sentences says otherwise. */
  readonly premise: Premise | undefined
  /** 0 to 1. */
  readonly probability: number
}

/** Retrieves, weighs the sentences, and decides between quotes and a refusal. */
export async function findEvidence(
  index: OpenIndex,
  {
    embedder,
    resolved,
    queries,
    filters,
    maxQuotes,
    isGlossed = false,
    onStage,
    without = nothing,
  }: EvidenceRequest,
): Promise<Findings> {
  const ended = stagesFromHere(onStage)
  const sourceIds = filterArticles(index.articles, filters)
  const allowed = index.articles.filter((article) => !sourceIds || sourceIds.has(article.id))
  const question = plainQuestion(resolved.question)
  const resolvedQuestion = plainQuestion(resolved.text)
  const kind = questionKind(question)
  const terms = questionTerms(index.lexical, resolvedQuestion)
  const options = { limit: passagesRanked, sourceIds, without, count: passagesRead }
  await nextTurn()
  const { ranked, rivals, read: passages } = await retrieveDistinct(index, queries, options)
  ended('retrieve')
  const weightOf = (word: string) => wordWeight(index.lexical, word)
  const tokens = queries.map((query) => query.tokens)
  const alignments = without.has('alignment')
    ? new Map<string, PassageAlignment>()
    : await alignPassages(embedder, tokens, passages, weightOf)
  const lookedFor = without.has('kind') ? 'other' : kind
  const sentenceCase = { queries, terms, question, kind: lookedFor, alignments } as const
  await nextTurn()
  const scored = await scoreSentences(index, sentenceCase, passages)
  const evidence = without.has('copies') ? scored : withoutRepeats(scored)
  await nextTurn()
  const premise = without.has('premise') ? undefined : findPremise(question, evidence)
  let features: AnswerFeatures | undefined
  if (evidence.length > 0) {
    const { lexical } = index
    const asked = { question, resolvedQuestion, kind, isGlossed }
    const found = { passages: rivals, evidence, alignments, premise }
    features = answerFeatures({ lexical, ...asked, ...found })
  }
  const probability = features ? answerProbability(features, index.model.name) : 0
  const reason = refusalReason({
    question: resolvedQuestion,
    terms,
    languages: new Set(allowed.map((article) => article.language)),
    articles: allowed.length,
    features,
    probability,
  })
  await nextTurn()
  const selected = reason ? [] : selectQuotes(evidence, kind, maxQuotes)
  const spoken = without.has('speakers') ? selected : keepSpeakers(index, selected)
  const whole = spoken.slice(0, maxQuotes)
  const asked = { question: resolvedQuestion, kind, terms }
  const quotes = without.has('clauses') ? whole : await cutQuotes(index, whole, asked)
  ended('select')
  return {
    passages,
    ranked,
    evidence,
    quotes: withCopies(quotes, ranked),
    reason,
    unknownWords: terms.unknown,
    features,
    premise,
    probability,
  }
}
