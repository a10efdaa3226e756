import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../src/answer/answer.ts'
import { createClient, type FootnoteClient, FootnoteProblem } from '../src/client/client.ts'
import { FootnoteError } from '../src/errors.ts'
import { createApi } from '../src/server/create-api.ts'
import { type Listening, listen } from '../src/server/listen.ts'
import { makeIndex } from './support/make-index.ts'
import {
  firstSentenceAnswer,
  firstSentenceEvents,
  makeDependencies,
} from './support/scripted-ask.ts'

const tides = 'High tide is at noon 🌊. Low tide is at six.\n'
const long = `${'The harbour log has a line. '.repeat(40).trim()}\n\n`.repeat(100)
const index = await makeIndex(
  [
    { path: 'a.txt', text: tides, title: 'Tides' },
    { path: 'b.txt', text: long, title: 'Log' },
  ],
  [{ path: 'a.txt', text: 'High tide was at ten.\n', title: 'Tides' }],
)
const dependencies = makeDependencies(index, {
  async *ask(request) {
    if (request.question === 'Break') {
      yield { type: 'answer.created', id: 'ans_0123456789ab', question: 'Break' }
      throw new FootnoteError('timeout', 'No answer was ready.')
    }
    yield* firstSentenceEvents(index, request)
  },
})
let server: Listening
let client: FootnoteClient
const keys: (string | null)[] = []
beforeAll(async () => {
  server = await listen(createApi(dependencies), { host: '127.0.0.1', port: 0 })
  client = createClient({
    baseUrl: `${server.url}/`,
    key: 'fn_key',
    fetch: (url, init) => {
      keys.push(new Headers(init.headers).get('Authorization'))
      return fetch(url, init)
    },
  })
})
afterAll(() => server.stop())

const question = 'When is high tide?'

test('asks, streams, searches and looks up', async () => {
  const answer = await client.ask({ question })
  expect(answer).toMatchObject({ object: 'answer', question })
  const events = []
  for await (const event of client.stream({ question })) events.push(event)
  expect(events.map(({ type }) => type)).toEqual([
    ...['answer.created', 'question.resolved', 'retrieval.completed', 'citation.added'],
    ...['answer.delta', 'answer.completed'],
  ])
  expect(events.at(-1)).toMatchObject({ answer: { citations: answer.citations } })
  expect((await client.search({ query: 'tide' })).object).toBe('search')
  const list = await client.sources({ limit: 1, offset: 1 })
  expect([list.total, list.data[0]?.title]).toEqual([2, 'Log'])
  expect((await client.source(list.data[0]?.id ?? '')).blocks.length).toBeGreaterThan(0)
  expect(await client.citation(answer.citations[0]?.id ?? '')).toMatchObject({ stale: false })
  expect(await client.verify({ quotes: [{ quote: 'High tide is at noon' }] })).toMatchObject({
    summary: { exact: 1 },
  })
  expect(new Set(keys)).toEqual(new Set(['Bearer fn_key']))
})

test('reads a text over 100,000 characters, and one of a kept revision', async () => {
  const [first, second] = index.articles
  expect(await client.text(second?.id ?? '')).toBe(long)
  const [, old] = await index.history
    .spansOf(first?.id ?? '')
    .then((spans) =>
      spans.map(({ revision }) => revision).sort((a) => (a === first?.revision ? -1 : 1)),
    )
  expect(await client.text(first?.id ?? '', old)).toBe('High tide was at ten.\n')
})

test('cuts every quote again; one that was tampered with is found', async () => {
  const answer = await client.ask({ question })
  expect((await client.checkQuotes(answer)).map(({ status }) => status)).toEqual(['exact'])
  const tampered = (change: object): Answer => ({
    ...answer,
    citations: answer.citations.map((citation) => ({ ...citation, ...change })),
  })
  const statusOf = async (change: object) =>
    (await client.checkQuotes(tampered(change))).map(({ status }) => status)
  expect(await statusOf({ quote: 'High tide is at ten' })).toEqual(['differs'])
  expect(await statusOf({ start: 1 })).toEqual(['differs'])
  expect(await statusOf({ answer_start: 1 })).toEqual(['differs'])
  expect(await statusOf({ quote: '', start: 3, end: 3 })).toEqual(['differs'])
  // A server that gives another text than the one the citation names.
  const lying = createClient({
    baseUrl: server.url,
    fetch: async () =>
      Response.json({ text: tides.replace('noon', 'nine'), links: { next: null } }),
  })
  const altered = { ...answer, citations: answer.citations }
  expect((await lying.checkQuotes(altered)).map(({ status }) => status)).toEqual(['wrong_text'])
})

test('a problem comes with its code and its next step', async () => {
  const wrong = client.ask({ question: ' ' })
  await expect(wrong).rejects.toBeInstanceOf(FootnoteProblem)
  await expect(wrong).rejects.toMatchObject({
    ...{ code: 'question_empty', status: 400, nextStep: 'Write a question.' },
  })
  await expect(client.source('src_000000000000')).rejects.toMatchObject({ status: 404 })
  const events: string[] = []
  const broken = (async () => {
    for await (const { type } of client.stream({ question: 'Break' })) events.push(type)
  })()
  await expect(broken).rejects.toMatchObject({ code: 'timeout' })
  expect(events).toEqual(['answer.created'])
})

test('no server, a stream that breaks off and a stop are told apart', async () => {
  const nowhere = createClient({ baseUrl: 'http://127.0.0.1:1' })
  await expect(nowhere.ask({ question })).rejects.toMatchObject({ code: 'unreachable', status: 0 })
  const cut = createClient({
    fetch: async () =>
      new Response('event: answer.created\ndata: {"type":"answer.created"}\n\n', {
        headers: { 'Content-Type': 'text/event-stream' },
      }),
  })
  const read = async () => {
    for await (const _ of cut.stream({ question }));
  }
  await expect(read()).rejects.toMatchObject({ code: 'broken_off' })
  const stopped = client.ask({ question }, { signal: AbortSignal.abort() })
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
})

test('an answer that says nothing of itself is not taken for one', async () => {
  const answer = firstSentenceAnswer(index, question)
  const busy = createClient({
    fetch: async () => new Response('{}', { status: 503, headers: { 'Retry-After': '2' } }),
  })
  await expect(busy.ask({ question: answer.question })).rejects.toMatchObject({
    ...{ code: 'internal', status: 503, retryAfter: 2 },
  })
})
