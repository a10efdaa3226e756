import { expect, test } from 'vitest'
import type { AskRequest } from '../src/answer/answer.ts'
import { citeRange } from '../src/answer/cite.ts'
import { citationId } from '../src/passage/passage.ts'
import { followingCandidates } from '../src/question/following-questions.ts'
import { sampleCandidates } from '../src/question/sample-questions.ts'
import { rememberSamples } from '../src/sample-answers.ts'
import { rememberSuggestions } from '../src/suggested-answers.ts'
import { streamAnswer, wholeAnswer } from './support/ask-index.ts'
import { makeIndex } from './support/make-index.ts'
import { firstSentenceAnswer } from './support/scripted-ask.ts'

const ferries = `The harbour council will buy four electric ferries. The first is to sail in June 2025.

Ilse Varga, chairwoman of the harbour board, spoke for an hour. Night sailings were refused.

Records show that 340 visitors crossed the river in winter. It was cold.

Tomas Brandt warned that fares would rise. Nobody answered him.

Member Oyelaran voted against. The mill was not asked.`
const trams = `Ilse Varga said the trams should meet the electric ferries. The board agreed.

The Northquay tram line was opened in 1923. It was electric from the start.`
const chinese = '議會去年購買了四十艘電動渡輪。市長陳大文表示，票價不變。'

const index = await makeIndex([
  { path: 'ferries.txt', title: 'New ferries', text: ferries },
  { path: 'trams.txt', title: 'The tram line', text: trams },
  { path: '渡輪.txt', title: '渡輪', text: chinese, language: 'zh' },
])
const question = 'How many electric ferries will the harbour council buy?'

function counting() {
  const asked: AskRequest[] = []
  const signals: (AbortSignal | undefined)[] = []
  return {
    asked,
    signals,
    ask(request: AskRequest, signal?: AbortSignal) {
      asked.push(request)
      signals.push(signal)
      return streamAnswer(
        index,
        request.question,
        request.filters ? { filters: request.filters } : {},
      )
    },
  }
}

/** The id of the first sentence of the ferries. */
const shown = [citedSentence('The harbour council will buy four electric ferries.')]

function citedSentence(words: string): string {
  const article = index.articles.find(({ text }) => text.includes(words))
  if (!article) throw new Error(`Nobody says ${words}`)
  const start = article.text.indexOf(words)
  return citationId(article.revision, { start, end: start + words.length })
}

test('candidates follow from what stands beside the quotes and from other articles in turn', async () => {
  const candidates = followingCandidates(index, {
    question,
    citation_ids: shown,
  })
  const questions = candidates.map((candidate) => candidate.question)
  expect(questions).toContain('How many visitors crossed the river in winter?')
  expect(new Set(candidates.map(({ sourceId }) => sourceId)).size).toBeGreaterThan(1)
})

test('what was asked already is no candidate, nor what is made of the quotes themselves', async () => {
  const messages = [{ role: 'user', content: 'Who is Ilse Varga, then?' }]
  const questions = followingCandidates(index, { question, messages, citation_ids: shown }).map(
    (candidate) => candidate.question,
  )
  expect(questions).not.toContain('Who is Ilse Varga?')
  expect(questions).not.toContain('How many electric ferries will the harbour council buy?')
})

test('every suggestion is answered when it is asked, with something not shown yet', async () => {
  const suggest = rememberSuggestions(counting().ask)
  const ids = [citedSentence('Night sailings were refused.')]
  const suggestions = await suggest(index, { question: 'What was refused?', citation_ids: ids })
  expect(suggestions.map((each) => each.question)).toContain(question)
  for (const { question: next, source_id } of suggestions) {
    const answer = await wholeAnswer(index, next)
    expect(answer.confidence, next).toBeGreaterThanOrEqual(0.7)
    expect(answer.citations[0]?.source_id).toBe(source_id)
    expect(answer.citations.some(({ id }) => !ids.includes(id))).toBe(true)
  }
  const known = [...ids, ...shown]
  const again = await suggest(index, { question: 'What was refused?', citation_ids: known })
  expect(again.map((each) => each.question)).not.toContain(question)
})

test('the same request gives the same suggestions, and asks nothing again', async () => {
  const { asked, ask } = counting()
  const suggest = rememberSuggestions(ask)
  const request = { question, citation_ids: shown }
  const first = await suggest(index, request)
  const before = asked.length
  expect(before).toBeGreaterThan(0)
  expect(await suggest(index, request)).toEqual(first)
  expect(asked.length).toBe(before)
  const other = { ...index, hash: 'sha256:other' }
  await suggest(other, request)
  expect(asked.length).toBe(2 * before)
})

test('candidates are asked with the filters of the question', async () => {
  const { asked, ask } = counting()
  const filters = { source_ids: index.articles.slice(0, 1).map(({ id }) => id) }
  await rememberSuggestions(ask)(index, { question, citation_ids: shown, filters })
  expect(asked.length).toBeGreaterThan(0)
  for (const request of asked) expect(request.filters).toEqual(filters)
})

test('one that is refused, unsure or answered from elsewhere is not suggested', async () => {
  const unsure = { ...firstSentenceAnswer(index, question), confidence: 0.6 }
  const suggest = rememberSuggestions(async function* () {
    yield { type: 'answer.completed', answer: unsure }
  })
  expect(await suggest(index, { question, citation_ids: shown })).toEqual([])
})

test('after a refusal, what is nearest is followed, found by its words where no ids are given', async () => {
  const suggest = rememberSuggestions(counting().ask)
  const suggestions = await suggest(index, { question: 'Who paints the electric harbour ferries?' })
  expect(suggestions.map((each) => each.question)).toEqual([question])
})

test('nothing is suggested after a question about something else', async () => {
  const suggest = rememberSuggestions(counting().ask)
  expect(await suggest(index, { question: 'Who won the football cup?' })).toEqual([])
  expect(await suggest(index, { question: '?!?' })).toEqual([])
})

test('the work ends with the request', async () => {
  const { asked, ask } = counting()
  const suggest = rememberSuggestions(ask)
  const request = { question, citation_ids: shown }
  await expect(suggest(index, request, AbortSignal.abort(new Error('gone')))).rejects.toThrow(
    'gone',
  )
  expect(asked).toEqual([])
})

test('samples are in the language wanted first, of different articles, and found once', async () => {
  const candidates = await sampleCandidates(index.articles, index.passages)
  let asked = 0
  const samplesOf = rememberSamples(async function* (request) {
    asked += 1
    const made = candidates.find((candidate) => candidate.question === request.question)
    const article = index.articleById.get(made?.sourceId ?? '')
    if (!made || !article) throw new Error(`Nobody made ${request.question}`)
    const isSure = made.question !== 'What did Ilse Varga say?'
    const details = { number: 1, score: 0.9, headingPath: [] }
    const citation = citeRange({ article, text: article.text }, made, details)
    const answer = { ...firstSentenceAnswer(index, request.question), citations: [citation] }
    yield { type: 'answer.completed', answer: { ...answer, confidence: isSure ? 0.9 : 0.5 } }
  })
  const english = await samplesOf(index, 'en')
  const before = asked
  const chineseFirst = await samplesOf(index, 'zh-Hant')
  expect(english).toHaveLength(4)
  expect(english.slice(0, 2)).toEqual([question, 'When was the Northquay tram line opened?'])
  expect(english).not.toContain('What did Ilse Varga say?')
  expect(chineseFirst.slice(0, 2)).toEqual(['議會去年購買了多少艘電動渡輪？', '陳大文表示什麼？'])
  expect(chineseFirst[2]).toMatch(/^[A-Z]/)
  expect(asked).toBe(before)
})
