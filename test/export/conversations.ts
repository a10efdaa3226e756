import type { Answer, Citation } from '../../src/answer/answer.ts'
import { citeRange } from '../../src/answer/cite.ts'
import type { Conversation } from '../../src/export/conversation.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'

/** The citation of words of an article, found by its path. */
export function cite(index: OpenIndex, path: string, words: string, number = 1): Citation {
  const article = index.articles.find((each) => each.path === path)
  const start = article?.text.indexOf(words) ?? -1
  if (!article || start < 0) throw new Error(`${path} does not say: ${words}`)
  const range = { start, end: start + words.length }
  return citeRange({ article, text: article.text }, range, { number, score: 0.9, headingPath: [] })
}

/** An answer made of quotes; a refusal where there are none. */
export function answerOf(
  index: OpenIndex,
  question: string,
  quotes: readonly Citation[],
  given: Partial<Answer> = {},
): Answer {
  let answer = ''
  const citations = quotes.map((citation) => {
    const start = answer.length + (answer === '' ? 0 : 1)
    answer = answer === '' ? citation.quote : `${answer} ${citation.quote}`
    return { ...citation, answer_start: start, answer_end: answer.length }
  })
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
    answer,
    content: citations.map(({ id, quote }) => ({ type: 'quote', text: quote, citation_ids: [id] })),
    citations,
    sources: [],
    confidence: 0.9,
    index: { generation: index.generation, hash: index.hash },
    timings_ms: { embed: 0, retrieve: 0, compose: 0 },
    ...given,
  }
}

export function conversationOf(
  answers: readonly Answer[],
  given: Partial<Conversation> = {},
): Conversation {
  return {
    title: answers[0]?.question ?? '',
    answers,
    origin: 'http://127.0.0.1:3000',
    date: '2026-11-23',
    language: 'en',
    ...given,
  }
}
