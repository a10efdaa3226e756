import type { AnswerEvent, AskRequest, ContentPart } from '../../src/answer/answer.ts'
import { citeRange } from '../../src/answer/cite.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'

/** Ten reports of eight sentences. */
export function makeReports(): Promise<OpenIndex> {
  const words = 'quay tram ferry toll bridge market crane mill lock pilot'.split(' ')
  return makeIndex(
    words.map((word, at) => ({
      path: `report-${at}.txt`,
      title: `Report on the ${word}`,
      publisher: 'Harbour Gazette',
      publishedAt: `2024-03-${String(at + 10)}`,
      text: Array.from(
        { length: 8 },
        (_, line) =>
          `In its ${line + 1}. section the report says that the ${word} was looked at by the board, that ${line + 3} of its parts were worn, and that they would be seen to before the winter.`,
      ).join(' '),
    })),
  )
}

/**
 * Answers every question with as many quotes as it names ("Quote 40."), article after article,
 * of each as many as it names ("by 2").
 * @param pauseMs between two quotes
 */
export function longAnswers(index: OpenIndex, pauseMs: number): ApiDependencies['ask'] {
  return async function* ({ question }: AskRequest, signal): AsyncGenerator<AnswerEvent> {
    const count = Number(/\d+/.exec(question)?.[0] ?? 1)
    const each = Number(/by (\d+)/.exec(question)?.[1] ?? Number.POSITIVE_INFINITY)
    const ranges = index.passages.flatMap(({ sentences, sourceId }) =>
      sentences.slice(0, each).map((range) => ({ range, sourceId })),
    )
    const citations = ranges.slice(0, count).flatMap(({ range, sourceId }, at) => {
      const article = index.articleById.get(sourceId)
      const details = { number: at + 1, score: 0.9, headingPath: [] }
      return article ? [citeRange({ article, text: article.text }, range, details)] : []
    })
    const content = citations.map(
      ({ id, quote }): ContentPart => ({ type: 'quote', text: quote, citation_ids: [id] }),
    )
    yield { type: 'answer.created', id: 'ans_000000000001', question }
    yield { type: 'question.resolved', resolved_question: question, changed: false }
    if (pauseMs > 0) await pause(10 * pauseMs)
    yield { type: 'retrieval.completed', passages: 20, sources: [] }
    for (const [at, citation] of citations.entries()) {
      if (pauseMs > 0) await pause(pauseMs)
      signal?.throwIfAborted()
      yield { type: 'citation.added', citation }
      const [part] = content.slice(at, at + 1)
      if (part) yield { type: 'answer.delta', index: at, content: part }
    }
    yield {
      type: 'answer.completed',
      answer: {
        ...{ id: 'ans_000000000001', object: 'answer', kind: 'answer', question },
        ...{ resolved_question: question, answerable: true, refusal: null, mode: 'extractive' },
        ...{ language: 'en', answer: citations.map(({ quote }) => quote).join(' ') },
        ...{ content, citations, sources: [], confidence: 0.9 },
        index: { generation: index.generation, hash: index.hash },
        timings_ms: { embed: 0, retrieve: 0, compose: 0 },
      },
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
