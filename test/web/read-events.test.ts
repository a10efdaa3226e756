import { expect, test } from 'vitest'
import type { AnswerEvent } from '../../src/answer/answer.ts'
import { createApi } from '../../src/server/create-api.ts'
import { wordsIn } from '../../src/web/messages/compile-messages.ts'
import { AskProblem, readEvents, type Send } from '../../src/web/read-events.ts'
import { makeGazette } from './gazette.ts'
import { questions, scriptChat } from './scripted-chat.ts'

const chat = scriptChat(await makeGazette())
const app = createApi(chat.dependencies)
const toApi: Send = (path, options) => app.request(path, options)

async function read(question: string, send: Send, signal = new AbortController().signal) {
  const events: AnswerEvent[] = []
  for await (const event of readEvents({ question }, signal, {}, send)) events.push(event)
  return events
}

function streamOf(...chunks: readonly (string | Uint8Array)[]): Send {
  const encoder = new TextEncoder()
  return () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const chunk of chunks) {
            controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
          }
          controller.close()
        },
      }),
      { headers: { 'Content-Type': 'text/event-stream' } },
    )
}

test('yields the events of the API, to the last one', async () => {
  const events = await read(questions.cost, toApi)
  expect(events[0]?.type).toBe('answer.created')
  expect(events.filter(({ type }) => type === 'citation.added')).toHaveLength(3)
  expect(events.at(-1)?.type).toBe('answer.completed')
})

test('characters cut in half by the network arrive whole', async () => {
  const created: AnswerEvent = { type: 'answer.created', id: 'ans_1', question: '渡輪😀' }
  const refused = (await read(questions.refused, toApi)).at(-1)
  const bytes = new TextEncoder().encode(
    [created, refused].map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''),
  )
  const single = [...bytes].map((byte) => new Uint8Array([byte]))
  const events = await read('渡輪😀', streamOf(': heartbeat\n\n', ...single))
  expect(events[0]).toEqual(created)
  expect(events).toHaveLength(2)
})

test('a problem of the API is told in its own words', async () => {
  const sent = read(' ', (path, options) =>
    app.request(path, { ...options, body: JSON.stringify({ question: 'x'.repeat(3000) }) }),
  )
  const problem = await sent.catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(AskProblem)
  expect(problem).toMatchObject({ problem: { code: 'question_too_long' } })
  expect((problem as AskProblem).message).not.toBe('')
})

test('a problem in the middle of the stream ends it', async () => {
  const detail = { type: 'error', title: 'Timeout', detail: 'Too slow.', code: 'timeout' }
  const sent = read('why', streamOf(`event: error\ndata: ${JSON.stringify(detail)}\n\n`))
  await expect(sent).rejects.toMatchObject({
    problem: { code: 'timeout', message: 'Too slow.' },
  })
})

test('a stream that ends early is not taken for an answer', async () => {
  const created = { type: 'answer.created', id: 'ans_1', question: 'why' }
  const sent = read('why', streamOf(`data: ${JSON.stringify(created)}\n\n`))
  await expect(sent).rejects.toMatchObject({ problem: { code: 'broken_off' } })
})

test('what is no JSON breaks off too', async () => {
  await expect(read('why', streamOf('data: {"type":\n\n'))).rejects.toMatchObject({
    problem: { code: 'broken_off' },
  })
})

test('a server that is gone is told with the next step', async () => {
  const sent = read('why', () => Promise.reject(new TypeError('fetch failed')))
  await expect(sent).rejects.toMatchObject({ problem: { code: 'unreachable' } })
  expect(wordsIn.en.say('problem.unreachable.next')).toContain('npm start')
})

test('a page from a proxy instead of an answer is a problem in plain words', async () => {
  const sent = read('why', () => new Response('<html>', { status: 502 }))
  await expect(sent).rejects.toMatchObject({
    problem: { code: 'internal', message: null },
  })
})

test('stopping ends it with the reason of the stop, not a problem', async () => {
  const release = chat.hold()
  const stop = new AbortController()
  const sent = (async () => {
    for await (const event of readEvents({ question: questions.cost }, stop.signal, {}, toApi)) {
      if (event.type === 'citation.added') stop.abort(new Error('stopped'))
    }
  })()
  await expect(sent).rejects.toThrow('stopped')
  release()
})
