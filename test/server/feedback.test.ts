import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { openFeedbackBook, readFeedback } from '../../src/server/feedback/feedback-book.ts'
import { rememberAnswers } from '../../src/server/feedback/recent-answers.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { makeIndex } from '../support/make-index.ts'
import {
  firstSentenceAnswer,
  firstSentenceEvents,
  makeDependencies,
} from '../support/scripted-ask.ts'

const index = await makeIndex([
  { path: 'tides.txt', text: 'High tide is at noon. Low tide is at six.\n' },
])
const answer = firstSentenceAnswer(index, 'When is high tide?')
const [citation] = answer.citations

async function serve(given: Partial<ApiDependencies> = {}, maxBytes?: number) {
  const path = join(await temporaryFolder(), 'feedback.jsonl')
  const feedback = openFeedbackBook(path, maxBytes)
  const app = createApi(makeDependencies(index, { feedback, ...given }))
  const post = async (body: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request('/v1/feedback', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }
  return { app, path, post }
}

test('keeps what is said of an answer with its question and quoted words', async () => {
  const { post, path } = await serve()
  const { status, body } = await post({ kind: 'helpful', answer, comment: ' Just so. ' })
  expect(status).toBe(201)
  const { records } = await readFeedback(path)
  expect(records).toEqual([
    {
      id: expect.stringMatching(/^fb_[0-9a-f]{12}$/),
      at: expect.any(String),
      kind: 'helpful',
      question: 'When is high tide?',
      resolved_question: 'When is high tide?',
      answer_id: answer.id,
      answerable: true,
      refusal_reason: null,
      language: 'en',
      citation: null,
      citations: [
        {
          id: citation?.id,
          source_id: citation?.source_id,
          source_path: 'tides.txt',
          title: 'tides.txt',
          revision: citation?.revision,
          start: 0,
          end: 21,
          quote: 'High tide is at noon.',
        },
      ],
      comment: 'Just so.',
      index: { generation: index.generation, hash: index.hash },
    },
  ])
  expect(body).toEqual({ object: 'feedback', ...records[0] })
})

test('the quoted words are cut from the kept text, whatever the request says they are', async () => {
  const { post } = await serve()
  const forged = { ...answer, citations: [{ ...citation, quote: 'Low tide is at noon.' }] }
  const { body } = await post({
    kind: 'does_not_support',
    answer: forged,
    citation_id: citation?.id,
  })
  expect(body.citation.quote).toBe('High tide is at noon.')
  const gone = await post({ kind: 'stale', question: 'Q?', citation_id: 'cit_000000000000-0-9' })
  expect(gone.body.citation).toMatchObject({ id: 'cit_000000000000-0-9', quote: null })
})

test('an answer that was given lately is known by its id alone', async () => {
  const recent = rememberAnswers()
  const { post, app } = await serve({
    ask: (request) => recent.follow(firstSentenceEvents(index, request)),
    recentAnswer: (id) => recent.get(id),
  })
  const unknown = await post({ kind: 'wrong', answer_id: answer.id })
  expect([unknown.status, unknown.body.code]).toEqual([404, 'answer_not_found'])
  await app.request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question: 'When is high tide?' }),
  })
  const { body } = await post({ kind: 'wrong', answer_id: answer.id })
  expect(body).toMatchObject({ question: 'When is high tide?', citations: [{ start: 0, end: 21 }] })
})

test('takes feedback back, once', async () => {
  const { app, post, path } = await serve()
  const { body } = await post({ kind: 'wrong', question: 'When is high tide?' })
  const undo = () => app.request(`/v1/feedback/${body.id}`, { method: 'DELETE' })
  expect((await undo()).status).toBe(204)
  expect((await readFeedback(path)).records).toEqual([])
  expect((await undo()).status).toBe(404)
  expect((await app.request('/v1/feedback/..%2f', { method: 'DELETE' })).status).toBe(400)
})

describe('wrong requests', () => {
  test.each([
    ['nothing', {}, 'invalid_request'],
    ['no answer', { kind: 'wrong' }, 'unprocessable_request'],
    ['an unknown kind', { kind: 'meh', question: 'Q?' }, 'invalid_request'],
    ['a kind of quotes without one', { kind: 'stale', question: 'Q?' }, 'unprocessable_request'],
    [
      'a kind of answers with a quote',
      { kind: 'incomplete', question: 'Q?', citation_id: citation?.id },
      'unprocessable_request',
    ],
    ['an unknown field', { kind: 'wrong', question: 'Q?', user: 'me' }, 'unknown_field'],
    ['no citation id', { kind: 'stale', question: 'Q?', citation_id: '../x' }, 'invalid_id'],
    [
      'a long comment',
      { kind: 'wrong', question: 'Q?', comment: 'x'.repeat(2001) },
      'invalid_request',
    ],
    ['half a character', { kind: 'wrong', question: 'Q?', comment: '\ud800' }, 'invalid_request'],
  ])('%s', async (_, body, code) => {
    const { post, path } = await serve()
    const reply = await post(body)
    const status = code === 'unprocessable_request' ? 422 : 400
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect((await readFeedback(path)).records).toEqual([])
  })

  test('from another site', async () => {
    const { post } = await serve()
    const foreign = { 'Sec-Fetch-Site': 'cross-site' }
    expect((await post({ kind: 'wrong', question: 'Q?' }, foreign)).status).toBe(403)
  })
})

test('a torn last line costs that line only', async () => {
  const { post, path } = await serve()
  await post({ kind: 'wrong', question: 'First?' })
  const whole = await readFile(path, 'utf8')
  await appendFile(path, whole.slice(0, whole.length / 2))
  await post({ kind: 'wrong', question: 'Last?' })
  const { records, damaged } = await readFeedback(path)
  expect(records.map(({ question }) => question)).toEqual(['First?', 'Last?'])
  expect(damaged).toBe(1)
})

test('many at once, from two books on one file, are all kept whole', async () => {
  const path = join(await temporaryFolder(), 'feedback.jsonl')
  const { app: one } = await serve({ feedback: openFeedbackBook(path) })
  const { app: two } = await serve({ feedback: openFeedbackBook(path) })
  const send = (at: number) =>
    (at % 2 ? one : two).request('/v1/feedback', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ kind: 'wrong', question: `Q${at}?`, comment: 'x'.repeat(1500) }),
    })
  await Promise.all(Array.from({ length: 60 }, (_, at) => send(at)))
  const { records, damaged } = await readFeedback(path)
  expect([records.length, damaged]).toEqual([60, 0])
})

test('a full book and one that cannot be written say so and keep what is there', async () => {
  const { post, path } = await serve({}, 1500)
  let last = await post({ kind: 'wrong', question: 'Q?' })
  let kept = 0
  for (; last.status === 201 && kept < 20; kept += 1)
    last = await post({ kind: 'wrong', question: 'Q?' })
  expect([last.status, last.body.code]).toEqual([507, 'feedback_full'])
  expect((await readFeedback(path)).records.length).toBe(kept)
  const folder = join(await temporaryFolder(), 'folder')
  await mkdir(folder)
  await writeFile(join(folder, 'file'), '')
  const { post: postNowhere } = await serve({ feedback: openFeedbackBook(folder) })
  const { status, body } = await postNowhere({ kind: 'wrong', question: 'Q?' })
  expect([status, body.code]).toEqual([503, 'feedback_unwritable'])
  expect(JSON.stringify(body)).not.toContain(folder)
})
