import { expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const [now, before, gone, lost] = ['Now it is so.\n', 'It was so.\n', 'It left.\n', 'Pruned.\n']
const index = await makeIndex(
  [{ path: 'a.txt', text: now, title: 'Now' }],
  [
    { path: 'a.txt', text: before, title: 'Before' },
    { path: 'gone.txt', text: gone, title: 'Gone' },
  ],
  [
    { path: 'a.txt', text: lost },
    { path: 'lost.txt', text: lost },
  ],
)
const app = createApi(makeDependencies(index))
const standing = index.articles[0]?.id ?? ''
const left = (await index.revision(revisionOf(gone)))?.article.id ?? ''
const [built, formerly] = ['2026-01-02T03:04:05.000Z', '2026-01-01T03:04:05.000Z']

async function get(path: string) {
  const response = await app.request(path)
  return { status: response.status, body: await response.json() }
}

test('lists the kept revisions of a source, the newest first, with their dates', async () => {
  const { status, body } = await get(`/v1/sources/${standing}/revisions`)
  expect(status).toBe(200)
  expect(body.data).toEqual([
    expect.objectContaining({
      ...{ revision: revisionOf(now), current: true, title: 'Now', characters: now.length },
      ...{ indexed_at: built, replaced_at: null },
    }),
    expect.objectContaining({
      ...{ revision: revisionOf(before), current: false, title: 'Before' },
      ...{ indexed_at: formerly, replaced_at: built },
    }),
  ])
  const text = await get(body.data[1].links.text)
  expect(text.body).toMatchObject({ text: before, revision: revisionOf(before), current: false })
})

test('a text of one revision is cut and led on like the current one', async () => {
  const digits = revisionOf(before).slice(7, 19)
  const { body } = await get(`/v1/sources/${standing}/text?revision=${digits}&start=3&end=6`)
  expect(body).toMatchObject({ text: 'was', revision: revisionOf(before), source_id: standing })
  expect((await get(`/v1/sources/${standing}/text`)).body).toMatchObject({
    text: now,
    current: true,
  })
})

test('a source that has left says so with its last facts, and its texts can be read', async () => {
  const { status, body } = await get(`/v1/sources/${left}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    ...{ id: left, removed: true, removed_at: built, title: 'Gone', passages: 0 },
    revision: revisionOf(gone),
  })
  expect((await get(`/v1/sources/${standing}`)).body).toMatchObject({ removed: false })
  const { body: revisions } = await get(body.links.revisions)
  expect(revisions.data).toHaveLength(1)
  const refused = await get(body.links.text)
  expect([refused.status, refused.body.code]).toEqual([410, 'source_removed'])
  expect(refused.body.next_step).toContain(revisionOf(gone))
  expect((await get(revisions.data[0].links.text)).body.text).toBe(gone)
})

test('what cannot be read says why', async () => {
  const text = `/v1/sources/${standing}/text?revision=`
  for (const [path, status, code] of [
    [`${text}${revisionOf(gone)}`, 404, 'revision_not_found'],
    [`${text}${'0'.repeat(64)}`, 404, 'revision_not_found'],
    [`${text}${revisionOf(lost)}`, 410, 'revision_pruned'],
    [`${text}latest`, 400, 'invalid_request'],
    ['/v1/sources/src_000000000000/revisions', 404, 'source_not_found'],
    ['/v1/sources/src_000000000000', 404, 'source_not_found'],
    ['/v1/sources/nonsense/revisions', 400, 'invalid_id'],
  ] as const) {
    const found = await get(path)
    expect([path, found.status, found.body.code]).toEqual([path, status, code])
  }
  const pruned = index.history.spansOfRevision(revisionOf(lost))
  const [, other] = await pruned
  const allGone = await get(`/v1/sources/${other?.sourceId}`)
  expect([allGone.status, allGone.body.code]).toEqual([410, 'revision_pruned'])
})
