import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { openApiDocument, operations } from '../../src/server/openapi/document.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { makeIndex } from '../support/make-index.ts'
import { wrongWith } from '../support/response-checker.ts'
import { firstSentenceAnswer, makeDependencies } from '../support/scripted-ask.ts'

const tides = 'High tide is at noon. Low tide is at six.\n\nThe pier is closed.\n'
const former = 'High tide is at nine. Low tide is at six.\n\nThe pier is closed.\n'
const index = await makeIndex(
  [{ path: 'tides.txt', text: tides, title: 'Tides' }],
  [
    { path: 'tides.txt', text: former, title: 'Tides' },
    { path: 'gone.txt', text: 'The ferry has left for good.\n', title: 'Gone' },
  ],
)
const app = createApi(makeDependencies(index))
const [standing = ''] = index.articles.map(({ id }) => id)
const gone = (await index.revision(revisionOf('The ferry has left for good.\n')))?.article.id ?? ''
const digits = (text: string) => revisionOf(text).slice(7, 19)

async function send(method: string, path: string, body?: unknown, headers = {}) {
  const response = await app.request(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { response, wrong: await wrongWith(method, path, response) }
}

test('the document is a valid one of OpenAPI 3.1', async () => {
  const document = JSON.parse(JSON.stringify(openApiDocument('1.2.3')))
  const result = await new Validator().validate(document)
  expect(result.errors).toBeUndefined()
  expect(result.valid).toBe(true)
  expect(document).toMatchObject({ openapi: '3.1.1', info: { version: '1.2.3' } })
})

test('it describes every route of the API, and none that is not there', () => {
  // The document itself, and what speaks JSON-RPC, which lists its own tools with their schemas.
  const own = new Set(['/openapi.json', '/mcp'])
  const served = app.routes
    .filter(({ method, path }) => method !== 'ALL' && !own.has(path))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
  expect(described.sort()).toEqual([...new Set(served)].sort())
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('its examples are answered as it says', async () => {
  for (const { method, path, operation } of operations) {
    const content =
      operation.requestBody && 'content' in operation.requestBody
        ? operation.requestBody.content['application/json']
        : undefined
    if (content?.example === undefined) continue
    const { response, wrong } = await send(method.toUpperCase(), path, content.example)
    expect(wrong, path).toEqual([])
    expect([200, 201, 404], path).toContain(response.status)
  }
})

test('what is looked up is as it says', async () => {
  const citation = (text: string, start: number, end: number) =>
    `/v1/citations/cit_${digits(text)}-${start}-${end}`
  const paths = [
    ...['/healthz', '/readyz', '/v1/index', '/v1/sources', '/v1/sources?limit=1&offset=9'],
    ...[`/v1/sources/${standing}`, `/v1/sources/${gone}`, '/v1/problems/not_ready'],
    ...[
      `/v1/sources/${standing}/text?start=1&end=4&context=3`,
      `/v1/sources/${standing}/revisions`,
    ],
    ...[
      `/v1/sources/${standing}/citations`,
      `/v1/sources/${gone}/text?revision=${digits('The ferry has left for good.\n')}`,
    ],
    ...[citation(tides, 0, 21), citation(former, 22, 42), citation(former, 0, 21)],
    citation('The ferry has left for good.\n', 0, 28),
  ]
  for (const path of paths) {
    const { response, wrong } = await send('GET', path)
    expect(wrong, path).toEqual([])
    expect(response.status, path).toBe(200)
  }
  const text = await send('GET', `/v1/sources/${standing}/text`, undefined, {
    Accept: 'text/plain',
  })
  expect(text.response.headers.get('Content-Type')).toMatch('text/plain')
  expect(text.wrong).toEqual([])
})

test('what is wrong is as it says', async () => {
  const wrongs: [string, string, number, unknown?][] = [
    ['GET', '/v1/sources?limit=0', 400],
    ['GET', '/v1/sources?limt=1', 400],
    ['GET', '/v1/sources/src_000000000000', 404],
    ['GET', '/v1/sources/other', 400],
    ['GET', `/v1/sources/${gone}/text`, 410],
    ['GET', `/v1/sources/${standing}/text?start=9&end=2`, 422],
    ['GET', '/v1/citations/cit_000000000000-0-1', 404],
    ['GET', '/v1/citations/other', 400],
    ['GET', '/v1/problems/other', 404],
    ['POST', '/v1/ask', 400, { question: ' ' }],
    ['POST', '/v1/ask', 400, { qestion: 'When?' }],
    ['POST', '/v1/search', 400, { query: 'tide', top_k: 0 }],
    ['POST', '/v1/verify', 422, {}],
    ['POST', '/v1/bundles', 422, {}],
    ['POST', '/v1/feedback', 404, { kind: 'helpful', question: 'When is high tide?' }],
    ['POST', '/v1/sources', 403, {}],
  ]
  for (const [method, path, status, body] of wrongs) {
    const { response, wrong } = await send(method, path, body)
    expect(wrong, path).toEqual([])
    expect(response.status, path).toBe(status)
  }
})

test('a bundle of an answer is as it says', async () => {
  const { explain, timings_ms, suggested_questions, ...answer } = firstSentenceAnswer(
    index,
    'When?',
  )
  const { response, wrong } = await send('POST', '/v1/bundles', { answer })
  expect(wrong).toEqual([])
  expect(response.status).toBe(200)
})

test('it is served with a tag, and not again where it is the same', async () => {
  const { response } = await send('GET', '/openapi.json')
  const etag = response.headers.get('ETag') ?? ''
  expect((await response.json()).info.title).toBe('Footnote')
  const again = await send('GET', '/openapi.json', undefined, { 'If-None-Match': etag })
  expect(again.response.status).toBe(304)
})

test('a response that is otherwise would be seen', async () => {
  const bodies = [{ status: 'alive', more: 1 }, { status: 'dead' }, {}]
  for (const body of bodies) {
    expect(await wrongWith('GET', '/healthz', Response.json(body))).not.toEqual([])
  }
  const other = Response.json({ status: 'alive' }, { status: 202 })
  expect(await wrongWith('GET', '/healthz', other)).toEqual(['GET /healthz: 202 is not described'])
})
