import { expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'
import { syndicated } from '../support/syndicated.ts'

const text = '# Harbour\n\nHigh 🌊 tide is at noon. Low tide is at six.\n'
const index = await makeIndex([
  { path: 'c.txt', text: 'A pier.\n' },
  { path: 'a.txt', text, title: 'Tides', titleOrigin: 'file', publisher: 'Harbour Office' },
  { path: 'b.txt', text: 'A buoy. A bell.\n\nA light.\n' },
])
const app = createApi(makeDependencies(index))
const [article] = index.articles
const id = article?.id ?? ''

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers })
  return { response, body: await response.json() }
}

test('lists the articles in order of path, page by page', async () => {
  const { body } = await get('/v1/sources?limit=2')
  expect(body).toMatchObject({ object: 'list', total: 3, limit: 2, offset: 0 })
  expect(body.data.map(({ path }: { path: string }) => path)).toEqual(['a.txt', 'b.txt'])
  expect(body.data[0]).toEqual({
    id,
    object: 'source',
    path: 'a.txt',
    paths: ['a.txt'],
    entry: null,
    format: 'text',
    title: 'Tides',
    title_origin: 'file',
    byline: null,
    publisher: 'Harbour Office',
    published_at: null,
    language: 'en',
    url: null,
    revision: article?.revision,
    characters: text.length,
    passages: 1,
    also_in: [],
    links: {
      self: `/v1/sources/${id}`,
      text: `/v1/sources/${id}/text`,
      revisions: `/v1/sources/${id}/revisions`,
      reader: `/sources/${id}`,
    },
  })
  const next = await get(body.next)
  expect(next.body.data.map(({ path }: { path: string }) => path)).toEqual(['c.txt'])
  expect(next.body.next).toBeNull()
  expect((await get('/v1/sources?offset=99')).body.data).toEqual([])
})

test('shows one article with its blocks and headings', async () => {
  const { body } = await get(`/v1/sources/${id}`)
  expect(body.outline).toEqual([{ level: 1, text: 'Harbour', start: 2, end: 9 }])
  expect(body.blocks).toEqual(article?.blocks)
})

test('a reply that has not changed is not sent again', async () => {
  const { response } = await get(`/v1/sources/${id}`)
  expect(response.headers.get('Cache-Control')).toBe('private, no-cache')
  const again = await app.request(`/v1/sources/${id}`, {
    headers: { 'If-None-Match': response.headers.get('ETag') ?? '' },
  })
  expect(again.status).toBe(304)
  expect(again.headers.get('X-Content-Type-Options')).toBe('nosniff')
})

test('cuts text with context, in both kinds of offsets, never half a character', async () => {
  const { body } = await get(`/v1/sources/${id}/text?start=16&end=18&context=6`)
  expect(body).toMatchObject({
    start: 16,
    end: 18,
    byte_start: 16,
    byte_end: 20,
    text: '🌊',
    prefix: '\nHigh ',
    suffix: ' tide ',
    revision: article?.revision,
  })
  const around = await get(`/v1/sources/${id}/text?start=18&end=20&context=1`)
  expect(around.body).toMatchObject({ text: ' t', prefix: '', suffix: 'i' })
  for (const query of ['start=17', 'start=11&end=17']) {
    const { response, body } = await get(`/v1/sources/${id}/text?${query}`)
    expect(response.status).toBe(422)
    expect(body.errors[0].message).toMatch(/surrogate pair/)
  }
})

test('gives the whole text as it is, and as plain text when that is asked for', async () => {
  expect((await get(`/v1/sources/${id}/text`)).body.text).toBe(text)
  const plain = await app.request(`/v1/sources/${id}/text`, { headers: { Accept: 'text/plain' } })
  expect(plain.headers.get('Content-Type')).toBe('text/plain; charset=utf-8')
  expect(await plain.text()).toBe(text)
})

test('a long text is given in parts that join without a gap', async () => {
  const long = `${'Wave 🌊. '.repeat(20_000)}\n`
  const other = await makeIndex([{ path: 'long.txt', text: long, blocks: [] }])
  const api = createApi(makeDependencies(other))
  const parts: string[] = []
  let path: string | null = `/v1/sources/${other.articles[0]?.id}/text`
  while (path) {
    const body: { text: string; links: { next: string | null } } = await (
      await api.request(path)
    ).json()
    parts.push(body.text)
    path = body.links.next
  }
  expect(parts.length).toBe(2)
  expect(parts.join('')).toBe(long)
})

test('before the first index everything that needs one says so, and the process is alive', async () => {
  const detail = 'Reading 3 of 5 articles.'
  const api = createApi(
    makeDependencies(index, {
      currentIndex: () => undefined,
      status: () => ({ state: 'ingesting', detail, done: 3, total: 5 }),
    }),
  )
  for (const path of ['/readyz', '/v1/sources', `/v1/sources/${id}`]) {
    const response = await api.request(path)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'not_ready', detail })
  }
  expect((await api.request('/healthz')).status).toBe(200)
  const status = await (await api.request('/v1/index')).json()
  expect(status).toMatchObject({
    state: 'ingesting',
    progress: { done: 3, total: 5 },
    generation: null,
    counts: null,
  })
})

test('tells what the index holds', async () => {
  const { body } = await get('/v1/index')
  expect(body).toMatchObject({
    object: 'index',
    state: 'ready',
    generation: 1,
    hash: index.hash,
    built_at: index.builtAt,
    model: index.model,
    counts: { articles: 3, passages: 4, sentences: 6 },
  })
  expect((await get('/readyz')).body).toEqual({
    status: 'ready',
    generation: 1,
    following: null,
  })
})

test('names other articles with nearly the same text, the oldest first', async () => {
  const printed = await makeIndex(syndicated)
  const response = await createApi(makeDependencies(printed)).request('/v1/sources')
  const { data } = await response.json()
  const [reprint, original, , survey] = data
  expect(reprint.also_in.map((copy: { path: string }) => copy.path)).toEqual([
    'b-original.txt',
    'c-correction.txt',
  ])
  expect(reprint.also_in[0]).toEqual({
    id: original.id,
    title: 'Board votes',
    path: 'b-original.txt',
    publisher: null,
    published_at: '2024-03-06',
  })
  expect(survey.also_in).toEqual([])
})
