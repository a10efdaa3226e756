import OpenAI, { APIError } from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { type Listening, listen } from '../../src/server/listen.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceAnswer, makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([
  { path: 'tides.txt', text: 'High tide is at noon. Low tide is at six.\n', title: 'Tides' },
])
const asked: unknown[] = []
const dependencies = makeDependencies(index, {
  async *ask(request) {
    asked.push(request)
    const answer = firstSentenceAnswer(index, request.question)
    if (!request.question.includes('submarine')) {
      yield { type: 'answer.completed', answer }
      return
    }
    const [nearest] = answer.citations
    yield {
      type: 'answer.refused',
      answer: {
        ...answer,
        answerable: false,
        citations: [],
        content: [],
        answer: '',
        refusal: {
          reason: 'no_match',
          message: 'These articles do not say.',
          unknown_terms: ['submarine'],
          nearest: nearest ? [nearest] : [],
        },
      },
    }
  },
})
let server: Listening
let client: OpenAI
beforeAll(async () => {
  server = await listen(createApi(dependencies), { host: '127.0.0.1', port: 0 })
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'none', maxRetries: 0 })
})
afterAll(() => server.stop())

/** Fields of ours, which the client's types do not know. */
function extras(value: object) {
  return value as unknown as Record<string, unknown>
}

test('a whole completion has the answer, and every quote as an annotation', async () => {
  const completion = await client.chat.completions.create({
    model: 'footnote',
    temperature: 0.2,
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'What about tides?' },
      { role: 'assistant', content: 'There are two.' },
      { role: 'user', content: [{ type: 'text', text: 'When is high tide?' }] },
    ],
  })
  expect(asked.at(-1)).toEqual({
    question: 'When is high tide?',
    messages: [
      { role: 'user', content: 'What about tides?' },
      { role: 'assistant', content: 'There are two.' },
    ],
  })
  expect(completion).toMatchObject({ object: 'chat.completion', model: 'footnote' })
  expect(completion.id).toMatch(/^chatcmpl-/)
  const [choice] = completion.choices
  expect(choice).toMatchObject({ finish_reason: 'stop', message: { role: 'assistant' } })
  const { content, annotations } = choice?.message ?? {}
  expect(annotations).toHaveLength(1)
  const [annotation] = annotations ?? []
  const { start_index = 0, end_index = 0, url = '', title } = annotation?.url_citation ?? {}
  expect(content?.slice(start_index, end_index)).toBe('High tide is at noon.')
  expect(title).toBe('Tides')
  expect(url).toMatch(new RegExp(`^${server.url}/sources/src_[0-9a-f]{12}\\?citation=cit_`))
  expect(extras(annotation ?? {}).footnote).toMatchObject({
    quote: 'High tide is at noon.',
    source_path: 'tides.txt',
    start: 0,
    end: 21,
  })
  expect(completion.usage?.total_tokens).toBeGreaterThan(5)
  expect(extras(completion).footnote).toMatchObject({ answerable: true, refusal_reason: null })
})

test('a stream comes to the same text and annotations', async () => {
  const stream = await client.chat.completions.create({
    model: 'footnote',
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: 'user', content: 'When is high tide?' }],
  })
  let text = ''
  const annotations: unknown[] = []
  const ends: unknown[] = []
  let usage: unknown
  for await (const chunk of stream) {
    expect(chunk.object).toBe('chat.completion.chunk')
    const [choice] = chunk.choices
    text += choice?.delta.content ?? ''
    const given = extras(choice?.delta ?? {}).annotations
    if (Array.isArray(given)) annotations.push(...given)
    if (choice?.finish_reason) ends.push(choice.finish_reason)
    usage ??= chunk.usage
  }
  const whole = await client.chat.completions.create({
    model: 'footnote',
    messages: [{ role: 'user', content: 'When is high tide?' }],
  })
  const message = whole.choices[0]?.message
  expect([text, annotations]).toEqual([message?.content, message?.annotations])
  expect(ends).toEqual(['stop'])
  expect(usage).toEqual(whole.usage)
})

test("the client's own stream helper reads it", async () => {
  const runner = client.chat.completions.stream({
    model: 'footnote',
    messages: [{ role: 'user', content: 'When is high tide?' }],
  })
  const final = await runner.finalChatCompletion()
  expect(final.choices[0]?.message.content).toContain('High tide is at noon.')
})

test('a refusal says why, and has no annotation', async () => {
  const completion = await client.chat.completions.create({
    model: 'footnote',
    messages: [{ role: 'user', content: 'Who owns the submarine?' }],
  })
  const message = completion.choices[0]?.message
  expect(message?.content).toBe('These articles do not say.')
  expect(message?.annotations).toEqual([])
  expect(extras(completion).footnote).toMatchObject({
    answerable: false,
    refusal_reason: 'no_match',
    unknown_terms: ['submarine'],
  })
})

test('the one model is listed and found; another is not, as OpenAI says it', async () => {
  const models = []
  for await (const model of client.models.list()) models.push(model.id)
  expect(models).toEqual(['footnote'])
  expect(await client.models.retrieve('footnote')).toMatchObject({ object: 'model' })
  await expect(client.models.retrieve('gpt-5')).rejects.toMatchObject({
    status: 404,
    code: 'model_not_found',
  })
  const messages = [{ role: 'user' as const, content: 'When?' }]
  const wrong = client.chat.completions.create({ model: 'gpt-5', messages })
  await expect(wrong).rejects.toMatchObject({
    status: 404,
    code: 'model_not_found',
    param: 'model',
  })
})

test.each([
  [{ n: 2 }, 'n', 'invalid_request'],
  [{ logprobs: true }, 'logprobs', 'invalid_request'],
  [{ response_format: { type: 'json_object' } }, 'response_format.type', 'invalid_request'],
  [{ temprature: 1 }, 'temprature', 'unknown_parameter'],
  [{ messages: [] }, 'messages', 'invalid_request'],
  [{ messages: [{ role: 'boss', content: 'Hm?' }] }, 'messages[0].role', 'invalid_request'],
  [{ messages: [{ role: 'user', content: ' ' }] }, 'messages', 'unprocessable_request'],
  [{ messages: [{ role: 'system', content: 'Hm' }] }, 'messages', 'unprocessable_request'],
])('what cannot be had is refused by name: %j', async (fields, param, code) => {
  const body = {
    model: 'footnote',
    messages: [{ role: 'user', content: 'When is high tide?' }],
    ...fields,
  }
  const error = await client.chat.completions.create(body as never).catch((caught) => caught)
  expect(error).toBeInstanceOf(APIError)
  const status = code === 'unprocessable_request' ? 422 : 400
  expect(error).toMatchObject({ status, type: 'invalid_request_error', param, code })
})

test('what went wrong before the route is told in the same form', async () => {
  const response = await fetch(`${server.url}/v1/chat/completions`, { method: 'POST', body: '{' })
  expect(response.status).toBe(415)
  expect(await response.json()).toMatchObject({ error: { code: 'unsupported_media_type' } })
  const get = await fetch(`${server.url}/v1/chat/completions`)
  expect(get.status).toBe(405)
})
