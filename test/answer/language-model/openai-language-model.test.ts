import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ModelReply } from '../../../src/answer/language-model/language-model.ts'
import {
  createOpenAiModel,
  type OpenAiModelOptions,
} from '../../../src/answer/language-model/openai-language-model.ts'
import {
  completion,
  type ModelDeed,
  type ModelScript,
  type ScriptedModel,
  startScriptedModel,
} from '../../support/scripted-model.ts'

const key = 'sk-not-to-be-seen'
const prompt = {
  instructions: 'Choose.',
  material: JSON.stringify({ question: 'When?', articles: [] }),
  schema: { type: 'object' },
}

/** A server with a script, and the adapter that asks it. */
async function serve(script: ModelScript, given: Partial<OpenAiModelOptions> = {}) {
  const server = await startScriptedModel(script)
  onTestFinished(() => server.stop())
  const options = { baseUrl: server.url, model: 'small', key, timeoutMs: 10_000, ...given }
  return { server, model: createOpenAiModel(options) }
}

afterEach(() => vi.unstubAllEnvs())

describe('what is sent', () => {
  test('the prompt as two messages, for one reply in a form', async () => {
    const { server, model } = await serve(() => ({ says: '{}' }))
    expect(await model.complete(prompt)).toEqual({ text: '{}' })
    expect(server.asked[0]).toMatchObject({
      path: '/v1/chat/completions',
      body: {
        model: 'small',
        stream: false,
        messages: [
          { role: 'system', content: 'Choose.' },
          { role: 'user', content: prompt.material },
        ],
        response_format: {
          type: 'json_schema',
          json_schema: { strict: true, schema: { type: 'object' } },
        },
      },
    })
  })

  test('no header but those it takes, whatever the environment says for other servers', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-of-another')
    vi.stubEnv('OPENAI_ORG_ID', 'org-of-another')
    vi.stubEnv('OPENAI_PROJECT_ID', 'project-of-another')
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1')
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'X-Other: of-another')
    const { server, model } = await serve(() => ({ says: '{}' }))
    await model.complete(prompt)
    const headers = server.asked[0]?.headers ?? {}
    expect(JSON.stringify(headers)).not.toContain('of-another')
    expect(headers.authorization).toBe(`Bearer ${key}`)
    const own = Object.keys(headers).filter((name) => /^(x-|openai|cookie|user-agent)/.test(name))
    expect(own.filter((name) => headers[name] !== 'node')).toEqual([])
  })

  test('no authorization without a key', async () => {
    const { server, model } = await serve(() => ({ says: '{}' }), { key: undefined })
    await model.complete(prompt)
    expect(server.asked[0]?.headers).not.toHaveProperty('authorization')
  })

  test('less, to a server that refuses the rest, and no more than that from then on', async () => {
    const { server, model } = await serve(({ body }) =>
      body.response_format || body.temperature !== undefined
        ? { body: '{"error":{"message":"unsupported"}}', status: 400 }
        : { says: 'plain' },
    )
    expect(await model.complete(prompt)).toEqual({ text: 'plain' })
    expect(server.asked).toHaveLength(3)
    expect(await model.complete(prompt)).toEqual({ text: 'plain' })
    expect(server.asked).toHaveLength(4)
  })

  test('a request that no form makes good is tried in each once', async () => {
    const { server, model } = await serve(() => ({ body: '{}', status: 400 }))
    expect(await model.complete(prompt)).toEqual({ failure: 'server_error', detail: 'HTTP 400' })
    expect(server.asked).toHaveLength(3)
  })
})

describe('what comes back instead of a reply', () => {
  const echo = JSON.stringify({ error: { message: `Wrong key: ${key}` } })
  const deeds: [string, ModelDeed, ModelReply][] = [
    ['a reply at its limit', { says: '{"answered":tr', finish: 'length' }, { failure: 'cut_off' }],
    ['a filter', { says: '', finish: 'content_filter' }, { failure: 'refused' }],
    ['a refusal', { says: '', refusal: 'I will not.' }, { failure: 'refused' }],
    ['a call of a tool', { says: '', finish: 'tool_calls' }, { failure: 'malformed' }],
    ['no content', { body: completion('x').replace('"x"', 'null') }, { failure: 'malformed' }],
    ['no choices', { body: '{"choices":[]}' }, { failure: 'malformed' }],
    ['another object', { body: '{"error":"no"}' }, { failure: 'malformed' }],
    ['a list', { body: '[]' }, { failure: 'malformed' }],
    ['no JSON', { body: '{"choices":[' }, { failure: 'malformed' }],
    ['nothing', { body: '' }, { failure: 'malformed' }],
    ['a page', { body: '<h1>Sign in</h1>', type: 'text/html' }, { failure: 'malformed' }],
    ['a page of JSON', { body: completion('{}'), type: 'text/html' }, { failure: 'malformed' }],
    ['status 500', { body: echo, status: 500 }, { failure: 'server_error', detail: 'HTTP 500' }],
    ['status 503', { body: 'busy', status: 503 }, { failure: 'server_error', detail: 'HTTP 503' }],
    ['status 401', { body: echo, status: 401 }, { failure: 'server_error', detail: 'HTTP 401' }],
    ['status 404', { body: '', status: 404 }, { failure: 'server_error', detail: 'HTTP 404' }],
    ['status 429', { body: echo, status: 429 }, { failure: 'rate_limited', detail: 'HTTP 429' }],
    ['half a reply', { breaksOff: '{"answered":true}' }, { failure: 'unreachable' }],
    ['no word', 'hangs up', { failure: 'unreachable' }],
    ['no end', { floods: 'x'.repeat(65_536) }, { failure: 'too_long' }],
    ['a small package', { zips: '{}' }, { text: '{}' }],
    ['a small package of much', { zips: 'x'.repeat(50_000_000) }, { failure: 'too_long' }],
    [
      'an error without end',
      { floods: 'x'.repeat(65_536), status: 500 },
      { failure: 'server_error', detail: 'HTTP 500' },
    ],
    ['a long end', { says: 'x'.repeat(300_000) }, { failure: 'too_long' }],
  ]

  test.each(deeds)('%s', async (_, deed, failure) => {
    const { server, model } = await serve(() => deed)
    const reply = await model.complete(prompt)
    expect(reply).toEqual(failure)
    expect(JSON.stringify(reply)).not.toContain(key)
    expect(server.asked).toHaveLength(1)
  })

  test.each<[string, ModelDeed]>([
    ['silence', 'hangs'],
    ['a byte now and then', { drips: '{"answered":true}', everyMs: 20 }],
  ])('%s ends with the time', async (_, deed) => {
    const { server, model } = await serve(() => deed, { timeoutMs: 150 })
    const started = performance.now()
    expect(await model.complete(prompt)).toEqual({ failure: 'timeout' })
    expect(performance.now() - started).toBeLessThan(5_000)
    await expect.poll(() => server.asked[0]?.left.aborted).toBe(true)
  })

  test('nobody at the address', async () => {
    const { server, model } = await serve(() => 'hangs')
    await server.stop()
    expect(await model.complete(prompt)).toEqual({ failure: 'unreachable' })
  })

  test('a way to another host, which is not gone', async () => {
    const other: ScriptedModel = await startScriptedModel(() => ({ says: '{}' }))
    onTestFinished(() => other.stop())
    const { model } = await serve(() => ({ redirects: `${other.url}/chat/completions` }))
    expect(await model.complete(prompt)).toEqual({ failure: 'unreachable' })
    expect(other.asked).toEqual([])
  })
})

test('who goes away ends the request', async () => {
  const { server, model } = await serve(() => 'hangs')
  const leaving = new AbortController()
  const asking = model.complete(prompt, leaving.signal)
  await expect.poll(() => server.asked.length).toBe(1)
  leaving.abort(new Error('The client has gone.'))
  await expect(asking).rejects.toThrow('The client has gone.')
  await expect.poll(() => server.asked[0]?.left.aborted).toBe(true)
})
