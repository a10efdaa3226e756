import { mkdtempSync, readFileSync } from 'node:fs'
import { request as send } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { type ApiOptions, createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { openAccess } from '../../src/server/guard/access.ts'
import { appendToKeyFile } from '../../src/server/guard/key-file.ts'
import { makeKey } from '../../src/server/guard/key-record.ts'
import { makeIndex } from '../support/make-index.ts'
import { callTool, connectOverHttp } from '../support/mcp-client.ts'
import { firstSentenceEvents, makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([{ path: 'tides.txt', text: 'High tide is at noon.\n' }])
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  },
}
const ask = {
  jsonrpc: '2.0',
  id: 'a',
  method: 'tools/call',
  params: { name: 'ask', arguments: { question: 'When is high tide?' } },
}
const usual = {
  'Content-Type': 'application/json',
  Accept: 'application/json, text/event-stream',
}

function post(body: unknown, headers: Record<string, string> = {}, options: ApiOptions = {}) {
  return createApi(makeDependencies(index), undefined, options).request('/mcp', {
    method: 'POST',
    headers: { ...usual, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

it('connects without a session and answers with JSON', async () => {
  const response = await post(initialize)
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(response.headers.get('Mcp-Session-Id')).toBeNull()
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(await response.json()).toMatchObject({
    id: 1,
    result: { protocolVersion: '2025-11-25', serverInfo: { name: 'footnote' } },
  })
})

it('answers a call by itself, by its own id', async () => {
  const response = await post(ask, { 'Mcp-Protocol-Version': '2025-06-18' })
  expect(await response.json()).toMatchObject({
    id: 'a',
    result: { structuredContent: { citations: [{ quote: 'High tide is at noon.' }] } },
  })
})

it('takes notifications without a word', async () => {
  const response = await post({ jsonrpc: '2.0', method: 'notifications/initialized' })
  expect([response.status, await response.text()]).toEqual([202, ''])
})

test.each(['GET', 'DELETE', 'PUT'])('%s is not allowed: there are no sessions', async (method) => {
  const app = createApi(makeDependencies(index))
  const response = await app.request('/mcp', { method, headers: { Accept: 'text/event-stream' } })
  expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST'])
})

it.each<[string, unknown, Record<string, string>, number, object]>([
  ['no JSON', '{"jsonrpc', {}, 400, { error: { code: -32_700 } }],
  ['nothing', '', {}, 400, { error: { code: -32_700 } }],
  ['no message', { hello: 1 }, {}, 400, { error: { code: -32_700 } }],
  ['several messages', [ask, ask], {}, 400, { error: { code: -32_600 } }],
  ['an unknown version', ask, { 'Mcp-Protocol-Version': '1999-01-01' }, 400, { error: {} }],
  ['another type', JSON.stringify(ask), { 'Content-Type': 'text/plain' }, 415, { error: {} }],
  ['a client that takes no JSON', ask, { Accept: 'text/html' }, 406, { error: {} }],
  ['an unknown method', { ...ask, method: 'x/y' }, {}, 200, { error: { code: -32_601 } }],
  ['too much', ' '.repeat(70_000), {}, 413, { code: 'body_too_large' }],
  ['a foreign page', ask, { Origin: 'https://evil.example' }, 403, { code: 'foreign_origin' }],
  ['a hidden page', ask, { Origin: 'null' }, 403, { code: 'foreign_origin' }],
  ['another site', ask, { 'Sec-Fetch-Site': 'cross-site' }, 403, { code: 'foreign_origin' }],
])('refuses %s', async (_, body, headers, status, expected) => {
  const response = await post(body, headers)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject(expected)
})

it('refuses a page whose name was pointed here', async () => {
  const app = createApi(makeDependencies(index), undefined, { allowedHosts: ['127.0.0.1'] })
  const response = await app.request('http://evil.example:3000/mcp', {
    method: 'POST',
    headers: { ...usual, Origin: 'http://evil.example:3000' },
    body: JSON.stringify(ask),
  })
  expect([response.status, (await response.json()).errors[0].pointer]).toEqual([400, 'Host'])
})

it('answers whatever comes with what the protocol knows, and none of it is its own fault', async () => {
  const faults: unknown[] = []
  const app = createApi(makeDependencies(index), undefined, { logError: (e) => faults.push(e) })
  const names = ['ask', 'search', 'get_source', 'get_citation', 'verify_quote', 'toString', '']
  const fields = [
    'question',
    'query',
    'id',
    'quote',
    'text',
    'start',
    'filters',
    'history',
    'cursor',
  ]
  const some = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 }))
  const params = fc.record({ name: fc.constantFrom(...names), arguments: some, uri: fc.string() })
  const methods = ['tools/call', 'tools/list', 'resources/list', 'resources/read', 'initialize']
  const message = fc.record(
    {
      jsonrpc: fc.constantFrom('2.0', '1.0'),
      id: fc.oneof(fc.nat(), fc.string(), fc.constant(null)),
      method: fc.constantFrom(...methods, 'tasks/list', 'notifications/cancelled'),
      params: fc.oneof({ weight: 4, arbitrary: params }, fc.jsonValue({ maxDepth: 2 })),
    },
    { requiredKeys: ['method'] },
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(message, fc.jsonValue()), async (body) => {
      const init = { method: 'POST', headers: usual, body: JSON.stringify(body) }
      const response = await app.request('/mcp', init)
      expect([200, 202, 400]).toContain(response.status)
      const text = await response.text()
      if (text) expect(JSON.parse(text)).toMatchObject({ jsonrpc: '2.0' })
    }),
    { numRuns: 500, seed: 7 },
  )
  expect(faults).toEqual([])
})

it('asks for a key where the server does', async () => {
  const { key, record } = makeKey({ name: 'a', scope: 'ask', expires: null }, new Date())
  const path = join(mkdtempSync(join(tmpdir(), 'footnote-mcp-')), 'keys.jsonl')
  await appendToKeyFile(path, record)
  const app = createApi(makeDependencies(index, { access: openAccess({ path }) }))
  const send = (headers: Record<string, string>) =>
    app.request('/mcp', {
      method: 'POST',
      headers: { ...usual, ...headers },
      body: JSON.stringify(ask),
    })
  const without = await send({ Accept: 'text/html, application/json, text/event-stream' })
  expect([without.status, (await without.json()).code]).toEqual([401, 'key_missing'])
  expect((await send({ Authorization: 'Bearer fn_0' })).status).toBe(401)
  expect((await send({ Authorization: `Bearer ${key}` })).status).toBe(200)
})

/** An answer that goes on until it is stopped. */
function endless(): Partial<ApiDependencies> & { readonly started: Promise<AbortSignal> } {
  let tell: (signal: AbortSignal) => void = () => {}
  const started = new Promise<AbortSignal>((resolve) => {
    tell = resolve
  })
  return {
    started,
    // Longer than a test may take: nothing but the client ends it.
    requestTimeoutMs: 60_000,
    async *ask(_, signal = new AbortController().signal) {
      tell(signal)
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
      yield* firstSentenceEvents(index, { question: '' })
    },
  }
}
const aborted = (signal: AbortSignal) =>
  signal.aborted || new Promise((resolve) => signal.addEventListener('abort', resolve))

it('stops the work of a client that goes away, and logs nothing', async () => {
  const work = endless()
  const logged: unknown[] = []
  const logError = (error: unknown) => logged.push(error)
  const { client, close } = await connectOverHttp(makeDependencies(index, work), { logError })
  const call = callTool(client, 'ask', { question: 'When?' }).catch((error: unknown) => error)
  const signal = await work.started
  expect(signal.aborted).toBe(false)
  await close()
  await aborted(signal)
  expect(await call).toBeInstanceOf(Error)
  expect(logged).toEqual([])
})

it('stops the work of a connection that is cut', async () => {
  const work = endless()
  const { base, close } = await connectOverHttp(makeDependencies(index, work))
  const request = send(`${base}/mcp`, { method: 'POST', headers: usual }).on('error', () => {})
  request.end(JSON.stringify(ask))
  const signal = await work.started
  request.destroy()
  await aborted(signal)
  await close()
})

it('says as a result that too many ask', async () => {
  const work = endless()
  const dependencies = makeDependencies(index, work)
  const { client, close } = await connectOverHttp(dependencies, { maxRunning: 1, maxWaiting: 0 })
  const first = callTool(client, 'ask', { question: 'When?' }).catch((error: unknown) => error)
  await work.started
  const second = await callTool(client, 'search', { query: 'tide' })
  expect([second.isError, second.text]).toEqual([true, expect.stringContaining('(overloaded)')])
  await close()
  expect(await first).toBeInstanceOf(Error)
})

it('says as a result that it took too long, and gives the place back', async () => {
  const dependencies = makeDependencies(index, { ...endless(), requestTimeoutMs: 100 })
  const { client, close } = await connectOverHttp(dependencies, { maxRunning: 1, maxWaiting: 0 })
  const { isError, text } = await callTool(client, 'ask', { question: 'When?' })
  expect([isError, text]).toEqual([true, expect.stringContaining('(timeout)')])
  const other = await callTool(client, 'get_source', { id: index.articles[0]?.id })
  expect(other.isError).toBeFalsy()
  const again = await callTool(client, 'ask', { question: 'When?' })
  expect(again.text).toContain('(timeout)')
  await close()
})

it('is not loaded before it is asked for', () => {
  const source = fileURLToPath(new URL('../../src', import.meta.url))
  const seen = new Set<string>()
  const libraries = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const text = readFileSync(file, 'utf8')
    for (const [, clause = '', name = ''] of text.matchAll(
      /^(?:import|export)\s+([\s\S]*?from\s+)?'([^']+)'/gm,
    )) {
      if (clause.startsWith('type ')) continue
      if (name.startsWith('.')) visit(resolve(dirname(file), name))
      else libraries.add(name.split('/').slice(0, 2).join('/'))
    }
  }
  visit(resolve(source, 'cli/serve.ts'))
  expect(seen).toContain(resolve(source, 'server/mcp/mcp-route.ts'))
  expect([...libraries].filter((name) => name.startsWith('@modelcontextprotocol'))).toEqual([])
  visit(resolve(source, 'server/mcp/answer-message.ts'))
  expect(libraries).toContain('@modelcontextprotocol/sdk')
})
