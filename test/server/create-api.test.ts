import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { FootnoteError } from '../../src/errors.ts'
import { type ApiOptions, createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
const pages = new Hono()
  .get('/', (c) => c.html('<p>page</p>'))
  .get('/style.css', (c) => c.body('p{}', 200, { 'Cache-Control': 'public, max-age=60' }))
  .get('/broken', () => {
    throw new Error('cannot open /home/someone/secret')
  })

function search(given: Partial<ApiDependencies>, query: string, options: ApiOptions = {}) {
  return createApi(makeDependencies(index, given), undefined, options).request('/v1/search', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query }),
  })
}

test('pages are served beside the API, under its headers, and keep their own caching', async () => {
  const app = createApi(makeDependencies(index), pages)
  const page = await app.request('/')
  expect(await page.text()).toBe('<p>page</p>')
  expect(page.headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
      "manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; " +
      "frame-ancestors 'none'",
  )
  expect(page.headers.get('Cache-Control')).toBe('no-store')
  expect((await app.request('/style.css')).headers.get('Cache-Control')).toBe('public, max-age=60')
  expect((await app.request('/nowhere')).status).toBe(404)
  const wrong = await app.request('/', { method: 'DELETE' })
  expect([wrong.status, wrong.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
})

test('an unknown error reveals nothing to the client and everything to the log', async () => {
  const logged: [unknown, string][] = []
  const app = createApi(makeDependencies(index), pages, {
    logError: (error, id) => logged.push([error, id]),
  })
  const response = await app.request('/broken')
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(text).not.toMatch(/secret|Error|\.ts/)
  const id = response.headers.get('X-Request-Id')
  expect(JSON.parse(text)).toEqual({
    type: '/v1/problems/internal',
    title: 'Something went wrong',
    status: 500,
    detail: 'Something went wrong.',
    code: 'internal',
    next_step: 'Look for the instance in the log of the server.',
    instance: `urn:uuid:${id}`,
  })
  expect(logged).toEqual([[expect.objectContaining({ message: expect.any(String) }), id]])
})

test('an error of the index keeps its code but not its message, which may name paths', async () => {
  const response = await search(
    {
      search: () => {
        throw new FootnoteError('index_corrupt', 'index/7/vectors is cut short.')
      },
    },
    'tide',
  )
  expect(response.status).toBe(503)
  const text = await response.text()
  expect(text).not.toContain('vectors')
  expect(JSON.parse(text)).toMatchObject({ code: 'index_corrupt', title: 'The index is damaged' })
})

test('search gives the passages it was handed', async () => {
  const body = await (await search({}, 'high tide')).json()
  expect(body).toMatchObject({
    object: 'search',
    query: 'high tide',
    results: [{ text: 'High tide is at noon.', source_path: 'a.txt' }],
  })
})

test('a search over the time limit ends as timeout, and its place is kept until it is done', async () => {
  let letGo = () => {}
  const held = new Promise<never>((_, reject) => {
    letGo = () => reject(new Error('let go'))
  })
  const response = await search({ requestTimeoutMs: 10, search: () => held }, 'tide')
  expect([response.status, (await response.json()).code]).toEqual([504, 'timeout'])
  letGo()
})

test('names the unknown field and the known one that is nearest', async () => {
  const app = createApi(makeDependencies(index))
  const response = await app.request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"question":"Tide?","Stream":true,"filters":{"publsher":"x"},"zzzzzzzzzz":1,"max_quotes":0}',
  })
  expect((await response.json()).errors).toEqual([
    { pointer: '#/filters/publsher', message: 'Unknown field; did you mean publisher?' },
    { pointer: '#/Stream', message: 'Unknown field; did you mean stream?' },
    {
      pointer: '#/zzzzzzzzzz',
      message:
        'Unknown field; known: question, messages, filters, max_quotes, mode, stream, explain',
    },
    { pointer: '#/max_quotes', message: 'Must be a whole number from 1 to 20' },
  ])
})

test('counts the wrong fields that are too many to be named', async () => {
  const app = createApi(makeDependencies(index))
  const fields = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`field${at}`, at]))
  const response = await app.request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...fields, max_quotes: 0 }),
  })
  const { detail, errors } = await response.json()
  expect(errors.length).toBe(20)
  expect(detail).toMatch(/; and 2982 more$/)
})

test('says where the JSON breaks', async () => {
  const app = createApi(makeDependencies(index))
  const response = await app.request('/v1/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{\n  "question": "Tide?",\n  stream: true\n}',
  })
  expect((await response.json()).detail).toMatch(/line 3, column 3 \(character 27\)/)
})

test('with allowed hosts, a foreign name for this address is refused', async () => {
  const app = createApi(makeDependencies(index), pages, { allowedHosts: ['localhost', '[::1]'] })
  expect((await app.request('http://localhost:3000/')).status).toBe(200)
  expect((await app.request('http://[::1]:3000/healthz')).status).toBe(200)
  expect((await app.request('http://LOCALHOST/healthz')).status).toBe(200)
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1']) {
    expect((await app.request(`http://${host}:3000/v1/sources`)).status).toBe(400)
  }
})

test('HEAD answers like GET without a body', async () => {
  const app = createApi(makeDependencies(index))
  const response = await app.request('/v1/sources', { method: 'HEAD' })
  expect([response.status, await response.text()]).toEqual([200, ''])
})
