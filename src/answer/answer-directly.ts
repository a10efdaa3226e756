import { questionTerms } from '../evidence/question-terms.ts'
import { collectionQuestion } from '../question/collection-question.ts'
import type { GlossDictionary } from '../question/gloss-dictionary.ts'
import { readingsOf } from '../question/readings.ts'
import type { ResolvedQuestion } from '../question/resolve-question.ts'
import { smallTalk } from '../question/small-talk.ts'
import { filterArticles } from '../retrieve/filter.ts'
import type { OpenIndex } from '../store/open-index.ts'
import type { Answer, AskRequest } from './answer.ts'
import { citeArticles } from './cite-articles.ts'
import { collectionPhrasesFor } from './collection-phrases.ts'
import type { Composer } from './composer.ts'
import { findInCollection } from './find-in-collection.ts'
import { phrasesFor } from './phrases.ts'
import { questionLanguage } from './question-language.ts'
import { sampleLines, smallTalkReply } from './small-talk-reply.ts'

/** Most articles that are listed; fewer where the kind of question wants fewer. */
const mostQuotes = 20

export interface DirectDependencies {
  readonly composer: Composer
  /** Opens the dictionary for Chinese names in English articles. */
  readonly openDictionary?: (() => Promise<GlossDictionary | undefined>) | undefined
  /** Questions that these articles answer. */
  readonly sampleQuestions?: ((language?: string) => Promise<readonly string[]>) | undefined
}

export interface DirectRequest {
  readonly id: string
  readonly request: AskRequest
  readonly resolved: ResolvedQuestion
  /** That nothing is answered so, to measure what it adds. */
  readonly isLeftOut?: boolean
}

/**
 * Small talk and questions about the collection, answered without looking for passages; undefined
 * for every other question. What is asked of the collection is read from the last question alone;
 * only where that leans on earlier ones, from its resolved form.
 */
export async function answerDirectly(
  { composer, openDictionary, sampleQuestions }: DirectDependencies,
  index: OpenIndex,
  { id, request, resolved, isLeftOut = false }: DirectRequest,
): Promise<Answer | undefined> {
  if (isLeftOut) return undefined
  const language = questionLanguage(resolved.question)
  const base: Answer = {
    id,
    object: 'answer',
    kind: 'small_talk',
    question: resolved.question,
    resolved_question: resolved.question,
    answerable: false,
    refusal: null,
    mode: 'extractive',
    language,
    answer: '',
    content: [],
    citations: [],
    sources: [],
    confidence: 1,
    index: { generation: index.generation, hash: index.hash },
    timings_ms: { embed: 0, retrieve: 0, compose: 0 },
    ...(request.explain ? { explain: {} } : {}),
  }
  const talk = smallTalk(resolved.question)
  if (talk) {
    const reply = smallTalkReply(talk, language, index.articles.length)
    const samples = [...((await sampleQuestions?.(language)) ?? [])]
    const answer = samples.length > 0 ? `${reply}\n\n${sampleLines(language, samples)}` : reply
    const content: Answer['content'] = [{ type: 'text', text: reply }]
    return { ...base, answer, content, suggested_questions: samples }
  }
  const alone = collectionQuestion(resolved.question)
  const asked = alone ?? (resolved.changed ? collectionQuestion(resolved.text) : undefined)
  if (!asked) return undefined
  const resolvedQuestion = alone ? resolved.question : resolved.text
  const collection = { ...base, kind: 'collection' as const, resolved_question: resolvedQuestion }
  const sourceIds = filterArticles(index.articles, request.filters)
  const articles = index.articles.filter((article) => !sourceIds || sourceIds.has(article.id))
  const phrases = phrasesFor(language)
  if (articles.length === 0) {
    const reason = 'no_source_matches_filters'
    return refused(collection, { reason, message: phrases.refusals[reason] })
  }
  const gloss = asked.subject && (await glossOf(index, asked.subject, openDictionary))
  const found = findInCollection(index, {
    asked,
    gloss: gloss || undefined,
    messages: request.messages,
    articles,
    sourceIds,
    most: request.max_quotes ?? mostQuotes,
    phrases: collectionPhrasesFor(language),
  })
  if (!found) return undefined
  const citations = await citeArticles(index, found.ranges)
  if (citations.length === 0) {
    const unknown = asked.subject ? questionTerms(index.lexical, asked.subject).unknown : []
    return refused(collection, { reason: 'no_match', message: found.opening, unknown })
  }
  const { opening, closing } = found
  const input = { question: resolvedQuestion, citations, phrases, note: opening, closing }
  const composition = await composer.compose(input)
  const cited = new Map(composition.citations.map((citation) => [citation.source_id, citation]))
  return {
    ...collection,
    ...(gloss ? { searched_for: gloss } : {}),
    answerable: true,
    answer: composition.answer,
    content: [...composition.content],
    citations: [...composition.citations],
    sources: [...cited.values()].map(({ source_id, source_path, source_entry, title }) => ({
      id: source_id,
      path: source_path,
      entry: source_entry,
      title,
      cited: true,
    })),
  }
}

/** A subject in Chinese as the English articles may have it. */
async function glossOf(
  index: OpenIndex,
  subject: string,
  openDictionary: DirectDependencies['openDictionary'],
): Promise<string | undefined> {
  const asked = { question: subject, context: [], text: subject, changed: false }
  const readings = await readingsOf(index, asked, openDictionary)
  return readings.find(({ gloss }) => gloss)?.gloss?.text.trim()
}

interface CollectionRefusal {
  readonly reason: 'no_match' | 'no_source_matches_filters'
  readonly message: string
  readonly unknown?: readonly string[]
}

function refused(base: Answer, { reason, message, unknown = [] }: CollectionRefusal): Answer {
  return {
    ...base,
    refusal: { reason, message, unknown_terms: [...unknown], nearest: [] },
    answer: message,
    content: [{ type: 'text', text: message }],
    confidence: 0,
  }
}
