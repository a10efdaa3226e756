import OpenAI from 'openai'
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Answer, AnswerEvent } from '../../src/answer/answer.ts'
import { openLanguageModel } from '../../src/open-language-model.ts'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { listen } from '../../src/server/listen.ts'
import { createMetrics } from '../../src/server/observe/metrics.ts'
import { observeAnswers } from '../../src/server/observe/observe-answers.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createPages } from '../../src/web/pages.tsx'
import { portArticles } from '../answer/language-model/port-articles.ts'
import { inexact } from '../answer/language-model/scripted-replies.ts'
import { streamAnswer } from '../support/ask-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'
import {
  type ModelScript,
  replyOf,
  type ScriptedModel,
  startScriptedModel,
} from '../support/scripted-model.ts'

const question = 'How long does a crossing of the sound by the night ferry take?'
const words = 'On the crossing:'
const key = 'sk-not-to-be-seen'
const good: ModelScript = ({ sentences }) => {
  const found = sentences.find(({ text }) => text.includes('takes 45 minutes'))
  return { says: replyOf(words, [found?.id ?? '']) }
}

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex(portArticles)
})
const notices: string[] = []
afterEach(() => notices.splice(0))

/** The API over the articles, with a language model that does as the script says. */
async function serve(
  script: ModelScript,
  { timeoutMs = 10_000, heartbeatMs = 15_000, hasPages = false } = {},
) {
  const server: ScriptedModel = await startScriptedModel(script)
  onTestFinished(() => server.stop())
  const setting = { baseUrl: server.url, model: 'small', timeoutMs, key }
  const languageModel = openLanguageModel(setting, (line) => notices.push(line))
  const plain = makeDependencies(index, {
    languageModel: { name: 'small' },
    requestTimeoutMs: 30_000,
    ask: ({ question: asked, ...request }, signal) =>
      streamAnswer(index, asked, { ...request, languageModel, ...(signal ? { signal } : {}) }),
  })
  const metrics = createMetrics(plain)
  const dependencies: ApiDependencies = observeAnswers(plain, [metrics])
  const pages = hasPages ? await createPages(dependencies) : undefined
  const app = createApi(dependencies, pages, { heartbeatMs, metrics })
  const listening = await listen(app, { host: '127.0.0.1', port: 0, stopTimeoutMs: 100 })
  onTestFinished(() => listening.stop())
  const ask = (body: object = {}, init: RequestInit = {}) =>
    fetch(`${listening.url}/v1/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ question, ...body }),
      ...init,
    })
  return { server, url: listening.url, ask }
}

test('a stream keeps to its order, and its quotes to their text', async () => {
  const { ask } = await serve(good)
  const text = await (await ask({ stream: true })).text()
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(
    ([, data = '']) => JSON.parse(data) as AnswerEvent,
  )
  const types = events.map(({ type }) => type)
  expect(types.lastIndexOf('citation.added')).toBeLessThan(types.indexOf('answer.delta'))
  expect(types.indexOf('citation.added')).toBeGreaterThan(types.indexOf('retrieval.completed'))
  const last = events.at(-1)
  if (last?.type !== 'answer.completed') throw new Error(`The last event is ${last?.type}.`)
  expect(last.answer).toMatchObject({ mode: 'llm', llm: { status: 'used', model: 'small' } })
  expect(inexact(index, last.answer)).toEqual([])
  expect(events).toContainEqual({
    type: 'answer.delta',
    index: 0,
    content: { type: 'text', text: words, by: 'model' },
  })
})

test('while the model thinks the stream is kept open', async () => {
  let think = () => {}
  const thinking = new Promise<void>((resolve) => {
    think = resolve
  })
  const { ask } = await serve(
    async (...asked) => {
      await thinking
      return good(...asked)
    },
    { heartbeatMs: 20 },
  )
  const response = await ask({ stream: true })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { done, value = '' } = (await reader?.read()) ?? { done: true }
    text += value
    if (/retrieval\.completed[\s\S]*: still here/.test(text)) think()
    if (done) break
  }
  const order =
    /retrieval\.completed[\s\S]*: still here[\s\S]*citation\.added[\s\S]*answer\.completed/
  expect(text).toMatch(order)
})

test('clients of OpenAI’s API get the words as no quote, and each quote as an annotation', async () => {
  const { url } = await serve(good)
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'none', maxRetries: 0 })
  const completion = await client.chat.completions.create({
    model: 'footnote',
    messages: [{ role: 'user', content: question }],
  })
  const [choice] = completion.choices
  const content = choice?.message.content ?? ''
  expect(content).toMatch(/^\[language model, not quoted\] On the crossing:\n/)
  const quoted = choice?.message.annotations?.map(({ url_citation: { start_index, end_index } }) =>
    content.slice(start_index, end_index),
  )
  expect(quoted).toEqual([
    'A crossing of the sound by the night ferry takes 45 minutes. However, in a westerly gale it may take twice as long.',
  ])
  expect(completion).toMatchObject({ footnote: { llm: { status: 'used', model: 'small' } } })
})

test('assistants are told which words are no quote', async () => {
  const { url } = await serve(good)
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
      params: { name: 'ask', arguments: { question } },
    }),
  })
  const { result } = (await response.json()) as {
    result: { content: { text: string }[]; structuredContent: Answer }
  }
  expect(result.content[0]?.text).toMatch(/^\[language model, not quoted\] On the crossing:\n/)
  expect(result.structuredContent).toMatchObject({ mode: 'llm' })
})

test('an address asks no model; the page says so', async () => {
  const { url, server } = await serve(good, { hasPages: true })
  const page = await (await fetch(`${url}/?${new URLSearchParams({ question })}`)).text()
  expect(page).toContain('Answered without the language model.')
  expect(page).toContain('takes 45 minutes')
  expect(server.asked).toEqual([])
})

describe('a model that does not answer', () => {
  test('costs its time a few times in a row, then none; the operator is told once', async () => {
    const { ask, server } = await serve(() => 'hangs', { timeoutMs: 120 })
    const reasons: (string | undefined)[] = []
    for (let at = 0; at < 6; at += 1) {
      const { llm, answerable, timings_ms } = (await (await ask()).json()) as Answer
      expect(answerable).toBe(true)
      reasons.push(llm?.reason)
      if (llm?.reason === 'paused') expect(timings_ms.llm).toBeLessThan(100)
    }
    expect(reasons).toEqual(['timeout', 'timeout', 'timeout', 'paused', 'paused', 'paused'])
    expect(server.asked).toHaveLength(3)
    expect(notices).toEqual([
      expect.stringMatching(
        /^The language model at 127\.0\.0\.1:\d+ fails \(timeout\); .* 30 s\.$/,
      ),
    ])
  })

  test('that repeats the key in its error has it told to nobody', async () => {
    const body = JSON.stringify({ error: { message: `Incorrect API key: ${key}` } })
    const { ask, server, url } = await serve(() => ({ body, status: 401 }))
    let told = ''
    for (let at = 0; at < 3; at += 1) told += await (await ask()).text()
    told += await (await fetch(`${url}/metrics`)).text()
    expect(server.asked[0]?.headers.authorization).toBe(`Bearer ${key}`)
    expect(told).toContain('"reason":"server_error"')
    expect(told + notices.join()).not.toContain(key)
    expect(notices[0]).toContain('server_error, HTTP 401')
  })

  test('is left when the client goes away', async () => {
    const { ask, server } = await serve(() => 'hangs')
    const leaving = new AbortController()
    const asking = ask({}, { signal: leaving.signal })
    await expect.poll(() => server.asked.length).toBe(1)
    leaving.abort()
    await expect(asking).rejects.toThrow()
    await expect.poll(() => server.asked[0]?.left.aborted).toBe(true)
  })

  test('has four questions at most; the fifth goes without', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const { ask, server } = await serve(async (...asked) => {
      await answered
      return good(...asked)
    })
    const waiting = Array.from({ length: 4 }, () => ask())
    await expect.poll(() => server.asked.length).toBe(4)
    expect((await (await ask()).json()) as Answer).toMatchObject({ llm: { reason: 'busy' } })
    answer()
    for (const response of await Promise.all(waiting)) {
      expect(await response.json()).toMatchObject({ llm: { status: 'used' } })
    }
  })
})

test('what came of it is counted', async () => {
  const replies: ModelScript[] = [good, () => ({ says: 'no JSON' })]
  const { ask, url } = await serve((request, number) => {
    const script = replies[number - 1]
    if (!script) throw new Error('It was asked too often.')
    return script(request, number)
  })
  for (const body of [{}, {}, { mode: 'extractive' }]) await (await ask(body)).text()
  const metrics = await (await fetch(`${url}/metrics`)).text()
  for (const [outcome, count] of [
    ['used', 1],
    ['malformed', 1],
    ['not_asked', 1],
    ['timeout', 0],
  ]) {
    expect(metrics).toContain(`footnote_llm_answers_total{outcome="${outcome}"} ${count}`)
  }
  expect(metrics).toContain('footnote_llm_duration_seconds_count 2')
})

test('without one there is nothing of it in answers, metrics or pages', async () => {
  const plain = makeDependencies(index, {
    ask: ({ question: asked, ...request }) => streamAnswer(index, asked, request),
  })
  const app = createApi(plain, await createPages(plain))
  const response = await app.request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question }),
  })
  const answer = (await response.json()) as Answer
  expect(answer.mode).toBe('extractive')
  expect(JSON.stringify(answer)).not.toMatch(/"llm"|"by"/)
  expect(await (await app.request('/metrics')).text()).not.toContain('llm')
  const page = await (await app.request(`/?${new URLSearchParams({ question })}`)).text()
  expect(page).not.toContain('anguage model')
})
