import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { expect, test } from 'vitest'
import type { AnswerEvent } from '../../src/answer/answer.ts'
import { type ApiOptions, createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceEvents, makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([
  { path: 'tides.txt', text: 'High tide is at noon. Low tide is at six.\n' },
])
const question = 'When is high tide?'
const created: AnswerEvent = { type: 'answer.created', id: 'ans_1', question }

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

/** Stays at work until it is let go, whatever its signal says. */
function stubbornWork() {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  async function* events(): AsyncGenerator<AnswerEvent> {
    yield created
    await held
  }
  return { events, letGo }
}

test('what fails in mid-stream is an error event that reveals nothing, and is logged', async () => {
  const logged: [unknown, string][] = []
  const failure = new Error('cannot open /home/someone/secret')
  const response = await ask(
    {
      async *ask() {
        yield created
        throw failure
      },
    },
    { stream: true },
    { logError: (error, id) => logged.push([error, id]) },
  )
  const events = eventsOf(await response.text())
  expect(events.map(({ event, id }) => [event, id])).toEqual([
    ['answer.created', expect.stringMatching(/^1-/)],
    // Whoever goes on after it has had one event, not two.
    ['error', undefined],
  ])
  const problem = JSON.parse(events[1]?.data ?? '')
  expect(problem).toMatchObject({ type: 'error', code: 'internal', status: 500 })
  expect(JSON.stringify(problem)).not.toContain('secret')
  expect(logged).toEqual([[failure, response.headers.get('X-Request-Id')]])
  expect(problem.instance).toBe(`urn:uuid:${response.headers.get('X-Request-Id')}`)
})

test('an answer that ends without its last event is an internal error', async () => {
  async function* unfinished(): AsyncGenerator<AnswerEvent> {
    yield created
  }
  expect((await ask({ ask: unfinished })).status).toBe(500)
  const events = eventsOf(await (await ask({ ask: unfinished }, { stream: true })).text())
  expect(JSON.parse(events.at(-1)?.data ?? '')).toMatchObject({ type: 'error', code: 'internal' })
})

test('work over the time limit is aborted and ends as timeout, also when it does not listen', async () => {
  const work = stubbornWork()
  let signal: AbortSignal | undefined
  const given: Partial<ApiDependencies> = {
    requestTimeoutMs: 200,
    ask: (_, given) => {
      signal = given
      return work.events()
    },
  }
  const response = await ask(given)
  expect(response.status).toBe(504)
  expect(await response.json()).toMatchObject({ code: 'timeout' })
  expect(signal?.aborted).toBe(true)
  const events = eventsOf(await (await ask(given, { stream: true })).text())
  expect(JSON.parse(events.at(-1)?.data ?? '')).toMatchObject({ type: 'error', code: 'timeout' })
  work.letGo()
})

test('a reader that cancels the stream aborts the work', async () => {
  let tell: (reason: unknown) => void = () => {}
  const told = new Promise((resolve) => {
    tell = resolve
  })
  const response = await ask(
    {
      async *ask(_, signal) {
        yield created
        await new Promise((resolve) => signal?.addEventListener('abort', resolve))
        tell(signal?.reason)
      },
    },
    { stream: true },
  )
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect(await told).toMatchObject({ message: 'The client went away.' })
})

test('a quiet stream carries comments', async () => {
  const work = stubbornWork()
  const response = await ask({ ask: work.events }, { stream: true }, { heartbeatMs: 1 })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('\n\n: still here\n\n')) text += (await reader?.read())?.value ?? ''
  work.letGo()
  while (!(await reader?.read())?.done);
})

test('one too many is told to come again, and a place is free once the work has ended', async () => {
  const work = stubbornWork()
  let asked = 0
  const app = createApi(
    makeDependencies(index, {
      requestTimeoutMs: 200,
      ask: (request) => {
        asked += 1
        return asked === 1 ? work.events() : firstSentenceEvents(index, request)
      },
    }),
    undefined,
    { maxRunning: 1, maxWaiting: 0 },
  )
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question }),
  }
  expect((await app.request('/v1/ask', request)).status).toBe(504)
  const refused = await app.request('/v1/ask', request)
  expect(refused.status).toBe(503)
  expect(refused.headers.get('Retry-After')).toBe('2')
  expect(await refused.json()).toMatchObject({ code: 'overloaded' })
  work.letGo()
  await new Promise((resolve) => setImmediate(resolve))
  expect((await app.request('/v1/ask', request)).status).toBe(200)
})

test('no more than a megabyte of an answer waits for a reader that does not read', async () => {
  let made = 0
  let tell = () => {}
  const ended = new Promise<void>((resolve) => {
    tell = resolve
  })
  const long: AnswerEvent = { ...created, question: 'tide '.repeat(2000) }
  const response = await ask(
    {
      requestTimeoutMs: 300,
      async *ask() {
        try {
          for (;;) {
            made += JSON.stringify(long).length
            yield long
          }
        } finally {
          tell()
        }
      },
    },
    { stream: true },
  )
  expect(response.status).toBe(200)
  await ended
  expect(made).toBeGreaterThan(500_000)
  expect(made).toBeLessThan(1_100_000)
  await response.body?.cancel()
})

test('a reader that stops reading holds its place no longer than the time limit', async () => {
  let hasEnded = false
  const app = createApi(
    makeDependencies(index, {
      requestTimeoutMs: 200,
      async *ask() {
        try {
          for (;;) yield created
        } finally {
          hasEnded = true
        }
      },
    }),
    undefined,
    { maxRunning: 1, maxWaiting: 1 },
  )
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify({ question }),
  }
  const unread = await app.request('/v1/ask', request)
  expect(unread.status).toBe(200)
  expect(hasEnded).toBe(false)
  const next = await app.request('/v1/ask', request)
  expect([next.status, hasEnded]).toEqual([200, true])
})
