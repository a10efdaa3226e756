import { createHash } from 'node:crypto'
import {
  type Answer,
  type AnswerEvent,
  type AskRequest,
  type Citation,
  maxQuestionLength,
  type SearchRequest,
  type SearchResponse,
} from './answer/answer.ts'
import { citeQuotes } from './answer/cite-quotes.ts'
import type { Composer } from './answer/composer.ts'
import { phrasesFor, questionLanguage } from './answer/phrases.ts'
import type { Embedder } from './embed/embedder.ts'
import { FootnoteError } from './errors.ts'
import type { Quote } from './evidence/evidence.ts'
import { type Findings, findEvidence } from './evidence/find-evidence.ts'
import { type ResolvedQuestion, resolveQuestion } from './question/resolve-question.ts'
import { filterArticles } from './retrieve/filter.ts'
import { type RetrievalQuery, retrieve } from './retrieve/retrieve.ts'
import type { OpenIndex } from './store/open-index.ts'

/** Nearest passages shown with a refusal. */
const nearestShown = 3

/** What answering stands on. */
export interface AnswererDependencies {
  readonly embedder: Embedder
  readonly composer: Composer
  /** Called with each quote that failed its verification and was withheld. */
  readonly onWithheld?: (quote: Quote) => void
}

/**
 * Pipeline 2: question → resolve → retrieve → evidence → verify → compose, as a stream of events.
 * @throws FootnoteError `question_empty`, `question_too_long`
 */
export async function* answerQuestion(
  { embedder, composer, onWithheld }: AnswererDependencies,
  index: OpenIndex,
  request: AskRequest,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const question = checkQuestion(request.question)
  const id = answerId(index, request)
  yield { type: 'answer.created', id, question }
  const resolved = resolveQuestion(question, request.messages)
  yield {
    type: 'question.resolved',
    resolved_question: resolved.text,
    changed: resolved.changed,
  }
  const clock = stopwatch()
  const queries = await embedQuestion(embedder, resolved)
  const embed = clock()
  signal?.throwIfAborted()
  const findings = await findEvidence(index, {
    resolved,
    queries,
    filters: request.filters,
    maxQuotes: request.max_quotes,
  })
  const retrieved = clock()
  yield {
    type: 'retrieval.completed',
    passages: findings.passages.length,
    sources: sourcesOf(findings, []),
  }
  const cited = await citeQuotes(index, inReadingOrder(findings.quotes), onWithheld)
  const nearest =
    cited.length === 0 ? await citeQuotes(index, nearestQuotes(findings), onWithheld) : []
  const language = questionLanguage(question)
  const phrases = phrasesFor(language)
  const composition = await composer.compose({ question: resolved.text, citations: cited, phrases })
  signal?.throwIfAborted()
  const answerable = composition.citations.length > 0
  const reason = findings.reason ?? 'low_confidence'
  const refusal = answerable
    ? null
    : {
        reason,
        message: phrases.refusals[reason],
        unknown_terms: [...findings.unknownWords],
        nearest,
      }
  for (const citation of composition.citations) yield { type: 'citation.added', citation }
  for (const [at, content] of composition.content.entries()) {
    yield { type: 'answer.delta', index: at, content }
  }
  const answer: Answer = {
    id,
    object: 'answer',
    question,
    resolved_question: resolved.text,
    answerable,
    refusal,
    mode: 'extractive',
    language,
    answer: refusal ? refusal.message : composition.answer,
    content: refusal ? [{ type: 'text', text: refusal.message }] : [...composition.content],
    citations: [...composition.citations],
    sources: sourcesOf(findings, composition.citations),
    confidence: Math.round(findings.probability * 1000) / 1000,
    index: { generation: index.generation, hash: index.hash },
    timings_ms: { embed, retrieve: retrieved, compose: clock() },
    ...(request.explain ? { explain: explain(findings) } : {}),
  }
  yield answerable ? { type: 'answer.completed', answer } : { type: 'answer.refused', answer }
}

/**
 * Ranked passages for a query, without choosing quotes.
 * @throws FootnoteError `question_empty`, `question_too_long`
 */
export async function searchPassages(
  embedder: Embedder,
  index: OpenIndex,
  request: SearchRequest,
): Promise<SearchResponse> {
  const query = checkQuestion(request.query)
  const vector = await embedder.embedQuery(query)
  const found = await retrieve(index, [{ text: query, vector }], {
    limit: request.top_k ?? 10,
    sourceIds: filterArticles(index.articles, request.filters),
  })
  return {
    object: 'search',
    query,
    results: found.map(({ passage, article, score, denseScore, lexicalScore }) => ({
      passage_id: passage.id,
      source_id: article.id,
      source_path: article.path,
      title: article.title,
      text: passage.text,
      start: passage.start,
      end: passage.end,
      heading_path: [...passage.headingPath],
      score,
      dense_score: denseScore,
      lexical_score: lexicalScore,
    })),
    index: { generation: index.generation, hash: index.hash },
  }
}

function checkQuestion(question: string): string {
  const text = question.trim()
  if (text === '') {
    throw new FootnoteError('question_empty', 'The question is empty.', {
      nextStep: 'Ask in a sentence or a few keywords.',
    })
  }
  if (text.length > maxQuestionLength) {
    throw new FootnoteError(
      'question_too_long',
      `The question has ${text.length} characters; at most ${maxQuestionLength} are accepted.`,
      { nextStep: 'Shorten it to what is to be found.' },
    )
  }
  return text
}

/** The same index and the same request give the same id. */
function answerId(index: OpenIndex, request: AskRequest): string {
  const { stream: _, ...asked } = request
  const digest = createHash('sha256')
    .update(JSON.stringify([index.hash, asked]))
    .digest('hex')
  return `ans_${digest.slice(0, 24)}`
}

async function embedQuestion(
  embedder: Embedder,
  resolved: ResolvedQuestion,
): Promise<RetrievalQuery[]> {
  const texts = resolved.changed ? [resolved.text, resolved.question] : [resolved.text]
  return Promise.all(texts.map(async (text) => ({ text, vector: await embedder.embedQuery(text) })))
}

/** Quotes of one article stand together, articles in the order of their best quote. */
function inReadingOrder(quotes: readonly Quote[]): Quote[] {
  const groups = new Map<string, Quote[]>()
  for (const quote of quotes) {
    const { id } = quote.evidence.ranked.article
    groups.set(id, [...(groups.get(id) ?? []), quote])
  }
  return [...groups.values()].flat()
}

/** The best sentence of each of the nearest passages: shown with a refusal, never as an answer. */
function nearestQuotes({ evidence }: Findings): Quote[] {
  const seen = new Set<string>()
  const quotes: Quote[] = []
  for (const item of evidence) {
    if (seen.has(item.ranked.passage.id) || quotes.length === nearestShown) continue
    seen.add(item.ranked.passage.id)
    quotes.push({ evidence: item, start: item.start, end: item.end })
  }
  return quotes
}

function sourcesOf({ passages }: Findings, citations: readonly Citation[]): Answer['sources'] {
  const cited = new Set(citations.map((citation) => citation.source_id))
  const sources = new Map(
    passages.map(({ article }) => [
      article.id,
      { id: article.id, path: article.path, title: article.title, cited: cited.has(article.id) },
    ]),
  )
  return [...sources.values()]
}

function explain({ passages, evidence, features, probability }: Findings): Record<string, unknown> {
  return {
    probability,
    features,
    passages: passages.map(({ passage, score, denseScore, lexicalScore }) => ({
      passage_id: passage.id,
      score,
      dense_score: denseScore,
      lexical_score: lexicalScore,
    })),
    sentences: evidence.slice(0, 10).map((item) => ({
      source_id: item.ranked.article.id,
      start: item.start,
      end: item.end,
      score: item.score,
      similarity: item.similarity,
      lexical_score: item.lexicalScore,
      coverage: item.coverage,
    })),
  }
}

/** Milliseconds since the last call. */
function stopwatch(): () => number {
  let last = performance.now()
  return () => {
    const now = performance.now()
    const passed = Math.round((now - last) * 10) / 10
    last = now
    return passed
  }
}
