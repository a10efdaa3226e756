import fc from 'fast-check'
import { expect, test } from 'vitest'
import { citationId } from '../../src/passage/passage.ts'
import { createApi } from '../../src/server/create-api.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { createPages } from '../../src/web/pages.tsx'
import { wordChanges } from '../../src/web/quote-change.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'

const quote = 'The pier is open on Sundays.'
const old = `The office is new. ${quote} Boats wait.`
const path = 'pier.txt'

async function open(text: string | null, pruned = false) {
  const given = { path, text: old }
  const now = [{ path: 'other.txt', text: 'Other.' }, ...(text === null ? [] : [{ path, text }])]
  const index = await makeIndex(now, pruned ? [] : [given], pruned ? [given] : [])
  const dependencies = makeDependencies(index)
  const app = createApi(dependencies, await createPages(dependencies))
  const start = old.indexOf(quote)
  const id = citationId(revisionOf(old), { start, end: start + quote.length })
  const [span] = await index.history.spansOfRevision(revisionOf(old))
  const address = `/sources/${span?.sourceId}`
  const response = await app.request(`${address}?citation=${id}`)
  return { status: response.status, html: await response.text(), app, address }
}

test('the two sides put together again are the two texts, whatever they are', () => {
  const words = fc
    .array(fc.constantFrom('pier', ' ', 'open', '. ', 'is', '渡輪', ', ', '9'), { maxLength: 14 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(words, words, (before, after) => {
      const changes = wordChanges(before, after, 'en')
      const side = (left: string) =>
        changes.flatMap(({ kind, text }) => (kind === left ? [] : [text])).join('')
      expect([side('added'), side('removed')]).toEqual([before, after])
      expect(changes.every(({ text }) => text !== '')).toBe(true)
    }),
  )
})

test('an edited quote stands beside what came in its place, word by word', async () => {
  const { status, html } = await open(old.replace('open', 'closed'))
  expect(status).toBe(200)
  expect(html).toContain(`>${quote}</mark>`)
  expect(html).toMatch(/<del>.*open<\/del>/)
  expect(html).toMatch(/<ins>.*closed<\/ins>/)
  expect(html).toContain('not the quote')
  expect(html).toContain('until <time datetime="2026-01-02T03:04:05.000Z">2 January 2026</time>')
})

test('a quote that moved links to where it stands, one that was cut out says so', async () => {
  const moved = await open(`News. ${old}`)
  expect(moved.html).toContain('still stands there, word for word')
  const href = /href="([^"]+)">See where it stands now/
    .exec(moved.html)?.[1]
    ?.replaceAll('&amp;', '&')
  const there = await (await moved.app.request(href?.split('#')[0] ?? '')).text()
  expect(there).toContain(`>${quote}</mark>`)
  expect(there).not.toContain('class="notice"')
  const { html } = await open(old.replace(`${quote} `, ''))
  expect(html).toContain('nothing like it stands in its place')
  expect(html).not.toContain('<ins>')
})

test('an article that was taken out opens by itself and by its quotes, with the day', async () => {
  const { html, app, address } = await open(null)
  expect(html).toMatch(/taken out on <time[^>]*>2 January 2026/)
  expect(html).toContain(`>${quote}</mark>`)
  const bare = await app.request(address)
  expect([bare.status, await bare.text()]).toEqual([200, expect.stringContaining('taken out on')])
})

test('a quote of a text that was pruned is gone, and the page says why', async () => {
  const { status, html } = await open(null, true)
  expect(status).toBe(410)
  expect(html).toContain('kept no more')
})
