import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { expect, test } from 'vitest'
import { type Answer, answer } from '../../src/answer/answer.ts'
import { FootnoteError } from '../../src/errors.ts'
import { type ApiOptions, createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([
  { path: 'tides.txt', text: 'High tide is at noon. Low tide is at six.\n' },
])
const question = 'When is high tide?'

function ask(given: Partial<ApiDependencies>, body: object = {}, options: ApiOptions = {}) {
  return createApi(makeDependencies(index, given), undefined, options).request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question, ...body }),
  })
}

function eventsOf(text: string): EventSourceMessage[] {
  const events: EventSourceMessage[] = []
  createParser({ onEvent: (event) => events.push(event) }).feed(text)
  return events
}

test('answers JSON with the whole answer, not to be kept', async () => {
  const response = await ask({})
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(answer.parse(await response.json()).answer).toBe('High tide is at noon.')
})

test('streams the same events, named, numbered from 1, each with its type and JSON', async () => {
  const response = await ask({}, { stream: true })
  expect(response.headers.get('Content-Type')).toBe('text/event-stream')
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  const events = eventsOf(await response.text())
  expect(events.map(({ event }) => event)).toEqual([
    'answer.created',
    'question.resolved',
    'retrieval.completed',
    'citation.added',
    'answer.delta',
    'answer.completed',
  ])
  for (const [at, { id }] of events.entries())
    expect(id).toMatch(RegExp(`^${at + 1}-[0-9a-f]{12}$`))
  for (const { event, data } of events) expect(JSON.parse(data).type).toBe(event)
  const last: { answer: Answer } = JSON.parse(events.at(-1)?.data ?? '')
  expect(last.answer).toEqual(await (await ask({})).json())
})

test.each([
  ['text/event-stream', undefined, 'text/event-stream'],
  ['text/event-stream', false, 'application/json'],
  ['application/json', true, 'text/event-stream'],
  ['*/*', undefined, 'application/json'],
  ['text/event-stream;q=0.1, application/json', undefined, 'application/json'],
  ['text/event-stream;q=0', undefined, 'application/json'],
])('Accept %s with stream %s gives %s', async (accept, stream, type) => {
  const response = await createApi(makeDependencies(index)).request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8', Accept: accept },
    body: JSON.stringify({ question, stream }),
  })
  expect(response.headers.get('Content-Type')).toBe(type)
  await response.text()
})

test.each([{}, { stream: true }])(
  'what fails before the first event has its own status %j',
  async (body) => {
    const response = await ask(
      {
        // biome-ignore lint/correctness/useYield: it fails before it has anything to give
        async *ask() {
          throw new FootnoteError('not_ready', 'Reading 3 of 5 articles.')
        },
      },
      body,
    )
    expect(response.status).toBe(503)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(await response.json()).toMatchObject({
      code: 'not_ready',
      detail: 'Reading 3 of 5 articles.',
    })
  },
)
