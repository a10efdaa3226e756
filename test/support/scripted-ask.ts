import type { Answer, AnswerEvent, AskRequest } from '../../src/answer/answer.ts'
import { citeRange } from '../../src/answer/cite.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'

/** The whole answer that quotes the first sentence of the index, whatever the question. */
export function firstSentenceAnswer(index: OpenIndex, question: string): Answer {
  const [article] = index.articles
  const [passage] = index.passages
  const [sentence] = passage?.sentences ?? []
  if (!article || !passage || !sentence) throw new Error('The index holds no sentence.')
  const { headingPath } = passage
  const answerEnd = sentence.end - sentence.start
  const details = { number: 1, score: 0.9, headingPath, answerStart: 0, answerEnd }
  const citation = citeRange({ article, text: article.text }, sentence, details)
  return {
    id: 'ans_0123456789ab',
    object: 'answer',
    kind: 'answer',
    question,
    resolved_question: question,
    answerable: true,
    refusal: null,
    mode: 'extractive',
    language: 'en',
    answer: citation.quote,
    content: [{ type: 'quote', text: citation.quote, citation_ids: [citation.id] }],
    citations: [citation],
    sources: [
      { id: article.id, path: article.path, entry: null, title: article.title, cited: true },
    ],
    confidence: 0.9,
    index: { generation: index.generation, hash: index.hash },
    timings_ms: { embed: 0, retrieve: 0, compose: 0 },
  }
}

/** The events of that answer, in the order of a real one. */
export async function* firstSentenceEvents(
  index: OpenIndex,
  { question }: AskRequest,
): AsyncGenerator<AnswerEvent> {
  const answer = firstSentenceAnswer(index, question)
  yield { type: 'answer.created', id: answer.id, question }
  yield { type: 'question.resolved', resolved_question: question, changed: false }
  yield { type: 'retrieval.completed', passages: 1, sources: answer.sources }
  for (const citation of answer.citations) yield { type: 'citation.added', citation }
  for (const [at, content] of answer.content.entries()) {
    yield { type: 'answer.delta', index: at, content }
  }
  yield { type: 'answer.completed', answer }
}

/** What the API stands on, over an index in memory; any part can be given instead. */
export function makeDependencies(
  index: OpenIndex,
  given: Partial<ApiDependencies> = {},
): ApiDependencies {
  return {
    currentIndex: () => index,
    status: () => ({ state: 'ready', detail: 'Ready.' }),
    ask: (request) => firstSentenceEvents(index, request),
    search: async ({ query, top_k }) => ({
      object: 'search',
      query,
      results: index.lexical.search(query, top_k ?? 10).flatMap(({ id, score }) => {
        const passage = index.passageById.get(id)
        const article = passage && index.articleById.get(passage.sourceId)
        if (!passage || !article) return []
        const { text, start, end, headingPath } = passage
        return {
          ...{
            passage_id: id,
            source_id: article.id,
            source_path: article.path,
            source_entry: null,
          },
          ...{ title: article.title, text, start, end, page: null, page_end: null },
          heading_path: [...headingPath],
          ...{ score, dense_score: 0, lexical_score: score },
        }
      }),
      index: { generation: index.generation, hash: index.hash },
    }),
    sampleQuestions: async () => [],
    suggestQuestions: async () => [],
    requestTimeoutMs: 5_000,
    maxBodyBytes: 65_536,
    ...given,
  }
}
