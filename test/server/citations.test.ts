import { expect, test } from 'vitest'
import { citation } from '../../src/answer/answer.ts'
import { citationId } from '../../src/passage/passage.ts'
import { createApi } from '../../src/server/create-api.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { type GivenText, makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const quote = 'Low tide is at six.'
const old = `# Harbour\n\nHigh tide is at noon. ${quote}\n`

async function look(
  id: string,
  texts: readonly GivenText[],
  former: readonly GivenText[] = [],
  pruned: readonly GivenText[] = [],
) {
  const app = createApi(makeDependencies(await makeIndex(texts, former, pruned)))
  const response = await app.request(`/v1/citations/${id}`)
  return { status: response.status, body: await response.json() }
}

function idOf(text: string, words: string): string {
  const start = text.indexOf(words)
  return citationId(revisionOf(text), { start, end: start + words.length })
}

test('gives the quote of a current text, its surroundings and itself as its current place', async () => {
  const id = idOf(old, quote)
  const { status, body } = await look(id, [{ path: 'tides.txt', text: old, title: 'Tides' }])
  expect(status).toBe(200)
  expect(citation.parse(body)).toMatchObject({
    id,
    quote,
    title: 'Tides',
    heading_path: ['Harbour'],
    suffix: '\n',
  })
  expect(body).toMatchObject({
    ...{ object: 'citation', stale: false, status: 'current', current: { id }, nearest: null },
    ...{ indexed_at: '2026-01-02T03:04:05.000Z', replaced_at: null },
  })
})

test('an old quote keeps its words, is stale, and says where the same sentence stands now', async () => {
  const text = `# Harbour\n\nNew: a pier. ${quote} More.\n`
  const { body } = await look(
    idOf(old, quote),
    [{ path: 'tides.txt', text }],
    [{ path: 'tides.txt', text: old }],
  )
  const start = text.indexOf(quote)
  expect(body).toMatchObject({
    ...{ quote, stale: true, status: 'moved', revision: revisionOf(old), nearest: null },
    ...{ indexed_at: '2026-01-01T03:04:05.000Z', replaced_at: '2026-01-02T03:04:05.000Z' },
  })
  expect(body.current).toMatchObject({
    id: idOf(text, quote),
    revision: revisionOf(text),
    start,
    end: start + quote.length,
  })
})

test('a quote of several sentences is found again as a run of whole sentences', async () => {
  const run = `High tide is at noon. ${quote}`
  const text = `Before. ${run} After.\n`
  const { body } = await look(
    idOf(old, run),
    [{ path: 'tides.txt', text }],
    [{ path: 'tides.txt', text: old }],
  )
  expect(body.current.id).toBe(idOf(text, run))
})

test('of several equal sentences the one nearest to the old place is taken', async () => {
  const text = `${quote} Wind.\n\n${quote} Rain.\n\n${'Fog. '.repeat(30)}\n\n${quote}\n`
  const { body } = await look(
    idOf(old, quote),
    [{ path: 'tides.txt', text }],
    [{ path: 'tides.txt', text: old }],
  )
  expect(body.current.start).toBe(text.indexOf(quote, 1))
})

test('words that now only occur inside another sentence have no current place', async () => {
  const { body } = await look(
    idOf(old, quote),
    [{ path: 'tides.txt', text: `They say: ${quote}\n` }],
    [{ path: 'tides.txt', text: old }],
  )
  expect(body).toMatchObject({ stale: true, status: 'changed', current: null })
  expect(body.nearest).toMatchObject({ is_quote: false, text: `They say: ${quote}` })
})

test('of an edited sentence the one in its place is given, marked as no quote, with its address', async () => {
  const text = '# Harbour\n\nNew. High tide is at noon. Low tide is at half past six.\n'
  const { body } = await look(
    idOf(old, quote),
    [{ path: 'tides.txt', text }],
    [{ path: 'tides.txt', text: old }],
  )
  const now = 'Low tide is at half past six.'
  expect(body).toMatchObject({ quote, stale: true, status: 'changed', current: null })
  expect(body.nearest).toMatchObject({
    ...{ is_quote: false, text: now, id: idOf(text, now), start: text.indexOf(now) },
  })
  expect(body.nearest.similarity).toBeGreaterThan(0.5)
  expect(body.nearest.similarity).toBeLessThan(1)
})

test('a clause of a sentence that stands has moved with it', async () => {
  const clause = 'tide is at six'
  const text = `New. ${quote}\n`
  const { body } = await look(
    idOf(old, clause),
    [{ path: 'tides.txt', text }],
    [{ path: 'tides.txt', text: old }],
  )
  expect(body).toMatchObject({ status: 'moved', current: { id: idOf(text, clause) } })
})

test('an article that has come back, under its own name or another, makes its citations current', async () => {
  for (const path of ['tides.txt', 'archive/tides.txt']) {
    const { body } = await look(
      idOf(old, quote),
      [{ path, text: old }],
      [{ path: 'tides.txt', text: old }],
    )
    expect(body).toMatchObject({ quote, stale: false, status: 'current', source_path: path })
  }
})

test('a pruned text is gone, with when and what to do, and not just unknown', async () => {
  const id = idOf(old, quote)
  const { status, body } = await look(
    id,
    [{ path: 'tides.txt', text: 'New.\n' }],
    [],
    [{ path: 'tides.txt', text: old }],
  )
  expect([status, body.code]).toEqual([410, 'revision_pruned'])
  expect(body.detail).toContain('removed on 2026-01-02')
  expect(body.next_step).toBeTruthy()
})

test('a quote of an article that is gone is stale and has no current place', async () => {
  const { status, body } = await look(
    idOf(old, quote),
    [{ path: 'other.txt', text: `${quote}\n` }],
    [{ path: 'tides.txt', text: old }],
  )
  expect(status).toBe(200)
  expect(body).toMatchObject({
    ...{ quote, stale: true, status: 'removed', current: null, nearest: null },
    replaced_at: '2026-01-02T03:04:05.000Z',
  })
})

test('a range outside the text, one that cuts a character, and an unknown revision are not found', async () => {
  const text = 'A 🌊.\n'
  const short = idOf(text, 'A').slice(0, -'0-1'.length)
  for (const id of [`${short}0-99`, `${short}2-3`, 'cit_000000000000-0-1']) {
    const { status, body } = await look(id, [{ path: 'a.txt', text }])
    expect([id, status, body.code]).toEqual([id, 404, 'citation_not_found'])
  }
})
