import { expect, test } from 'vitest'
import { citationId } from '../../src/passage/passage.ts'
import { createApi } from '../../src/server/create-api.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const [now, before] = ['High tide is at noon. Low tide is at six.\n', 'High tide is at ten.\n']
const index = await makeIndex(
  [
    { path: 'tides.txt', text: now },
    { path: 'piers.txt', text: 'A pier.\n' },
  ],
  [{ path: 'tides.txt', text: before }],
)
const id = index.articles.find(({ path }) => path === 'tides.txt')?.id ?? ''
const record = (text: string, start: number, end: number, day: string) => ({
  revision: revisionOf(text),
  start,
  end,
  citedAt: `2026-03-${day}T00:00:00.000Z`,
})
const cited = [
  record(before, 0, 20, '01'),
  record('A pier.\n', 0, 7, '02'),
  record(now, 0, 21, '03'),
  record('Of nobody.\n', 0, 9, '04'),
  record(now, 22, 41, '05'),
  record(now, 22, 9000, '06'),
]
const app = createApi(makeDependencies(index, { cited: async () => cited }))

async function get(path: string) {
  const response = await app.request(path)
  return { status: response.status, body: await response.json() }
}

test('lists the quoted places of a source in its kept texts, the newest first', async () => {
  const { body } = await get(`/v1/sources/${id}/citations`)
  expect(body).toMatchObject({ total: 3, next: null })
  expect(body.data.map(({ quote, current }: Record<string, unknown>) => [quote, current])).toEqual([
    ['Low tide is at six.', true],
    ['High tide is at noon.', true],
    ['High tide is at ten.', false],
  ])
  const place = citationId(revisionOf(now), { start: 22, end: 41 })
  expect(body.data[0]).toMatchObject({
    id: place,
    first_cited_at: '2026-03-05T00:00:00.000Z',
    links: { reader: `/sources/${id}?citation=${place}#${place}` },
  })
})

test('page by page, and nothing where nothing was quoted or recorded', async () => {
  const { body } = await get(`/v1/sources/${id}/citations?limit=2`)
  expect((await get(body.next)).body.data).toMatchObject([{ quote: 'High tide is at ten.' }])
  const silent = createApi(makeDependencies(index))
  const none = await silent.request(`/v1/sources/${id}/citations`)
  expect(await none.json()).toMatchObject({ data: [], total: 0 })
  expect((await get('/v1/sources/src_000000000000/citations')).status).toBe(404)
  expect((await get(`/v1/sources/${id}/citations?limit=0`)).status).toBe(400)
})
