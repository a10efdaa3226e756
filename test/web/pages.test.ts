import { expect, test } from 'vitest'
import { FootnoteError } from '../../src/errors.ts'
import { citationId } from '../../src/passage/passage.ts'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { createPages } from '../../src/web/pages.tsx'
import { formerText, makeGazette } from './gazette.ts'
import { cite, questions, scriptChat } from './scripted-chat.ts'

const index = await makeGazette()

async function makeApp(given: Partial<ApiDependencies> = {}) {
  const chat = scriptChat(index, given)
  const app = createApi(chat.dependencies, await createPages(chat.dependencies))
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { headers })
    return { response, status: response.status, html: await response.clone().text() }
  }
  return { ...chat, get }
}

const { get, asked } = await makeApp()

test('the first page says what it does, what it holds and what to ask', async () => {
  const { status, html } = await get('/')
  expect(status).toBe(200)
  expect(html).toMatch(/^<!DOCTYPE html>/)
  expect(html).toContain('4 articles')
  expect(html).toContain('href="/?question=What+do+the+ferries+cost%3F"')
  expect(html).toContain('name="question"')
})

test('nothing on any page is inline or from elsewhere', async () => {
  const { id, source_id } = cite(index, 'ferries.txt', 'Each ferry costs')
  const reader = `/sources/${source_id}?citation=${id}`
  const chats = ['/', `/?question=${questions.cost}`, `/?question=${questions.refused}`]
  const articles = ['/sources', '/sources?q=ferries', `/sources/${source_id}`, reader]
  for (const path of [...chats, ...articles, '/sources/none', '/docs']) {
    const { html, response } = await get(path)
    expect(html).not.toMatch(/<style|<script(?![^>]* src=)/)
    expect(html.replace(/="[^"]*"/g, '=""')).not.toMatch(/<[^>]*\s(on[a-z]+|style)=/)
    const loaded = [...html.matchAll(/<(?:script|link|img)[^>]* (?:src|href)="([^"]*)"/g)]
    expect(loaded.length).toBeGreaterThan(0)
    for (const [, address] of loaded) expect(address).toMatch(/^\/assets\//)
    const policy = response.headers.get('Content-Security-Policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
  }
})

test('a question in the address is answered without script, and the form carries it on', async () => {
  const { html } = await get(`/?${new URLSearchParams({ question: questions.cost })}`)
  expect(html).toContain('Each ferry costs 6.2 million crowns.</blockquote>')
  expect(html).toContain(`<input type="hidden" name="earlier" value="${questions.cost}"/>`)
})

test('a follow-up without script is asked with the earlier question and its answer', async () => {
  asked.length = 0
  const parameters = new URLSearchParams({ earlier: questions.count, question: questions.followUp })
  const { html } = await get(`/?${parameters}`)
  expect(html).toContain(questions.resolved)
  expect(html).toContain('four electric ferries for the inner harbour.</blockquote>')
  expect(asked.map(({ question }) => question)).toEqual([questions.count, questions.followUp])
  expect(asked[1]?.messages).toEqual([
    { role: 'user', content: questions.count },
    { role: 'assistant', content: expect.stringContaining('four electric ferries') },
  ])
})

test('an address replays a bounded number of questions', async () => {
  asked.length = 0
  const parameters = new URLSearchParams({ question: questions.cost })
  for (let i = 0; i < 50; i += 1) parameters.append('earlier', questions.count)
  await get(`/?${parameters}`)
  expect(asked).toHaveLength(7)
})

test('an error is told in plain words, an unexpected one without its details', async () => {
  const own = await makeApp({
    // biome-ignore lint/correctness/useYield: it fails before its first event
    ask: async function* () {
      throw new FootnoteError('question_too_long', 'The question is too long.', {
        nextStep: 'Ask a shorter one.',
      })
    },
  })
  expect((await own.get('/?question=why')).html).toMatch(/too long\.<\/strong> Ask a shorter one/)
  for (const hidden of [
    new Error('secret path'),
    new FootnoteError('model_unavailable', 'No model in /secret/path.'),
  ]) {
    const logged: unknown[] = []
    const { dependencies } = scriptChat(index, {
      // biome-ignore lint/correctness/useYield: it fails before its first event
      ask: async function* () {
        throw hidden
      },
    })
    const pages = await createPages(dependencies, { logError: (error) => logged.push(error) })
    const html = await (await pages.request('/?question=why')).text()
    expect(html).toContain('Something went wrong')
    expect(html).not.toContain('secret')
    expect(logged).toEqual([hidden])
  }
})

test('many pages at once are told to wait rather than piling up', async () => {
  const busy = await makeApp({ requestTimeoutMs: 300 })
  busy.hold()
  const address = `/?question=${encodeURIComponent(questions.cost)}`
  const pages = await Promise.all(Array.from({ length: 40 }, () => busy.get(address)))
  expect(busy.asked.length).toBeLessThanOrEqual(34)
  const refused = pages.filter(({ html }) => html.includes('Try again') || html.includes('busy'))
  expect(refused.length).toBeGreaterThan(0)
  for (const { status } of pages) expect(status).toBe(200)
})

test('an answer that takes too long is given up', async () => {
  const slow = await makeApp({ requestTimeoutMs: 30 })
  slow.hold()
  const { html } = await slow.get(`/?question=${encodeURIComponent(questions.cost)}`)
  expect(html).toContain('took too long')
})

test('while the articles are read, pages say so and ask again by themselves', async () => {
  const building = await makeApp({
    currentIndex: () => undefined,
    status: () => ({ state: 'ingesting', detail: 'Reading 2 of 4.', done: 2, total: 4 }),
    // biome-ignore lint/correctness/useYield: it fails before its first event
    ask: async function* () {
      throw new FootnoteError('not_ready', 'The articles are still being read.')
    },
  })
  const home = await building.get('/?question=why')
  expect(home.status).toBe(200)
  expect(home.html).toContain('<progress value="2" max="4"')
  expect(home.html).toContain('http-equiv="refresh"')
  expect(home.html).toContain('comes as soon as the articles are read')
  expect((await building.get('/sources')).status).toBe(503)
  expect((await building.get('/sources/src_1')).html).toContain('Reading 2 of 4.')
})

test('the articles are listed with what is known of them', async () => {
  const { html } = await get('/sources')
  expect(html).toContain('Harbour Gazette')
  expect(html).toContain('Untitled, begins')
  expect(html).toContain('council/minutes-march.txt')
})

test('the reader marks the quotes of the link and leads from one to the next', async () => {
  const first = cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.')
  const second = cite(index, 'ferries.txt', 'Two will cross')
  const query = `citation=${first.id}&citation=${second.id}`
  const { html } = await get(`/sources/${first.source_id}?${query}`)
  for (const { id } of [first, second]) {
    expect(html).toContain(`<mark id="${id}"`)
    expect(html).toContain(`href="#${id}"`)
  }
})

test('an old link opens the text as it was and leads to the text as it is', async () => {
  const { source_id } = cite(index, 'ferries.txt', 'Each ferry costs')
  const id = citationId(revisionOf(formerText), { start: 35, end: 60 })
  const { status, html } = await get(`/sources/${source_id}?citation=${id}`)
  expect(status).toBe(200)
  expect(html).toContain('This article has changed since it was quoted.')
  expect(html).toContain('three electric')
  expect(html).toContain(`<a href="/sources/${source_id}">Read the text as it is now</a>`)
})

test('a link with a broken citation still opens the article and says so', async () => {
  const { source_id } = cite(index, 'ferries.txt', 'Each ferry costs')
  const { status, html } = await get(`/sources/${source_id}?citation=cit_oops`)
  expect(status).toBe(200)
  expect(html).toContain('cannot be marked here')
})

test('an unknown article gives a page of its own', async () => {
  const { status, html } = await get('/sources/src_000000000000')
  expect(status).toBe(404)
  expect(html).toContain('There is no such article')
  expect((await get('/sources/src_000000000000/reader.json')).status).toBe(404)
})

test('files come compressed and named by content, and are not sent twice', async () => {
  const { html } = await get('/')
  const [, script = ''] = /src="(\/assets\/chat-en-[0-9A-Z]+\.js)"/.exec(html) ?? []
  const { response } = await get(script, { 'Accept-Encoding': 'gzip, deflate, br' })
  expect(response.headers.get('Content-Encoding')).toBe('br')
  expect(response.headers.get('Cache-Control')).toContain('immutable')
  const plain = await get(script, { 'Accept-Encoding': 'br;q=0' })
  expect(plain.response.headers.get('Content-Encoding')).toBeNull()
  const etag = response.headers.get('ETag') ?? ''
  expect((await get(script, { 'If-None-Match': etag })).status).toBe(304)
  expect((await get('/favicon.ico')).response.headers.get('Content-Type')).toBe('image/svg+xml')
  expect((await get('/assets/none.js')).status).toBe(404)
})
