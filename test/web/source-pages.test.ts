import { expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { createPages } from '../../src/web/pages.tsx'
import { makeIndex } from '../support/make-index.ts'
import { makeGazette } from './gazette.ts'
import { cite, scriptChat } from './scripted-chat.ts'

const gazette = await makeGazette()

async function pagesOf(index = gazette, given: Partial<ApiDependencies> = {}) {
  const { dependencies } = scriptChat(index, given)
  const app = createApi(dependencies, await createPages(dependencies))
  return async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { headers: { Accept: 'text/html', ...headers } })
    return { status: response.status, html: await response.text() }
  }
}

const titlesIn = (html: string) =>
  [
    ...(html.match(/<ol class="source-list".*?<\/ol>/s)?.[0] ?? '').matchAll(
      /class="words">([^<]*)/g,
    ),
  ].map(([, title]) => title)

test('lists all articles, the newest first, with what is known of each', async () => {
  const get = await pagesOf()
  const { html } = await get('/sources')
  expect(html).toContain('4 articles')
  expect(titlesIn(html)).toHaveLength(4)
  expect(titlesIn(html)[0]).toBe('內港將有新渡輪')
  expect(html).toContain('Plain text')
  expect(html).toContain('Chinese')
  expect(html).toContain('ferries.txt')
})

test('narrows down by publisher, language and year, counting what each would leave', async () => {
  const get = await pagesOf()
  const { html } = await get('/sources?in=zh')
  expect(titlesIn(html)).toEqual(['內港將有新渡輪'])
  expect(html).toContain('1 of 4 articles')
  expect(html).toMatch(/<option value="zh" selected[^>]*>Chinese \(1\)/)
  expect(html).toMatch(/<option value="en"[^>]*>English \(3\)/)
  expect(html).toMatch(/<option value="海港報"[^>]*>海港報 \(1\)/)
  expect(titlesIn((await get('/sources?year=-')).html)).toHaveLength(2)
  const nothing = await get('/sources?in=zh&year=1999')
  expect(nothing.html).toContain('No article passes these filters.')
  expect(nothing.html).toMatch(/<option value="1999" selected[^>]*>1999 \(0\)/)
})

test('sorts by title and by publisher, those without one last', async () => {
  const get = await pagesOf()
  const byPublisher = titlesIn((await get('/sources?sort=publisher')).html)
  expect(byPublisher.at(-1)).toContain('The council met')
  const index = await makeIndex(
    ['B2', 'a', 'B10'].map((title) => ({ path: `${title}.txt`, text: `${title}.\n`, title })),
  )
  const sorted = titlesIn((await (await pagesOf(index))('/sources?sort=title')).html)
  expect(sorted).toEqual(['a', 'B2', 'B10'])
})

test('thousands of articles come page by page', async () => {
  const index = await makeIndex(
    Array.from({ length: 1234 }, (_, at) => ({
      path: `${at}.txt`,
      text: `Tide ${at}.\n`,
      title: `Tide ${at}`,
      titleOrigin: 'file' as const,
      publisher: `Office ${at % 300}`,
    })),
  )
  const get = await pagesOf(index)
  const first = await get('/sources?sort=title')
  expect(titlesIn(first.html)).toHaveLength(50)
  expect(first.html).toContain('Page 1 of 25')
  expect(first.html).toContain('rel="next" href="/sources?sort=title&amp;page=2"')
  const last = await get('/sources?sort=title&page=25')
  expect(titlesIn(last.html)).toHaveLength(34)
  expect(last.html).not.toContain('rel="next"')
  expect(titlesIn((await get('/sources?sort=title&page=99')).html)).toHaveLength(34)
  expect(first.html.match(/<option value="Office/g)).toHaveLength(200)
})

test('searches titles and texts, marks the words and links each passage to its place', async () => {
  const get = await pagesOf()
  const { html } = await get('/sources?q=ferry')
  expect(html).toContain('In titles and names')
  expect(html).toContain('In the texts')
  expect(html).toContain('<mark>ferry</mark>')
  const passage = cite(
    gazette,
    'ferries.txt',
    'Each ferry costs 6.2 million crowns. A diesel ferry of the same size would have cost 4.1 million, the council said, but uses fuel worth 300,000 crowns a year.',
  )
  const address = `/sources/${passage.source_id}?citation=${passage.id}#${passage.id}`
  expect(html).toContain(`href="${address}"`)
  const reader = await get(address)
  expect(reader.html).toContain(`<mark id="${passage.id}"`)
  expect((await get('/sources?q=ferries')).html).toContain('<mark>ferry</mark>')
  expect(titlesIn((await get('/sources?q=NEW+ferries')).html)).toEqual([
    'New ferries for the inner harbour',
  ])
  const chinese = await get(`/sources?q=${encodeURIComponent('電動渡輪')}`)
  expect(chinese.html).toContain('<mark>電動渡輪</mark>')
})

test('a search keeps to the filters, and says when the words stand nowhere', async () => {
  const get = await pagesOf()
  const filtered = await get('/sources?q=ferry&in=zh')
  expect(filtered.html).not.toContain('<mark>')
  const nearest = await pagesOf(gazette, {
    search: async ({ query }) => ({
      ...{ object: 'search', query, index: { generation: 1, hash: 'sha256:0' } },
      results: gazette.passages.slice(0, 1).map((passage) => ({
        ...{ passage_id: passage.id, source_id: passage.sourceId, source_path: 'a' },
        ...{ source_entry: null, title: 'a', text: passage.text, start: 0, end: 9, page: null },
        ...{ page_end: null, heading_path: [], score: 1, dense_score: 1, lexical_score: 0 },
      })),
    }),
  })
  expect((await nearest('/sources?q=zeppelin')).html).toContain('nearest in meaning')
  const failing = await pagesOf(gazette, { search: () => Promise.reject(new Error('/secret')) })
  const { status, html } = await failing('/sources?q=ferry')
  expect(status).toBe(200)
  expect(html).toContain('Something went wrong')
  expect(html).not.toContain('/secret')
})

test.each([
  ['an odd page', '/sources?page=abc'],
  ['a page below one', '/sources?page=-3'],
  ['an unknown order', '/sources?sort=random'],
  ['a year that is none', '/sources?year=99'],
  ['a long query', `/sources?q=${'x'.repeat(3000)}`],
  ['hostile values', '/sources?q=%3Cscript%3Ealert(1)%3C/script%3E&publisher=%22%3E%3Cscript%3E'],
])('%s still shows a page', async (_, path) => {
  const get = await pagesOf()
  const { status, html } = await get(path)
  expect(status).toBe(200)
  expect(html).not.toMatch(/<script>|"><script/)
})

test('the page of an article says what is known of it and where it was quoted', async () => {
  const quoted = cite(gazette, 'ferries.txt', 'Each ferry costs 6.2 million crowns.')
  const { revision, start, end } = quoted
  const citedAt = '2026-03-05T06:07:08.000Z'
  const record = { revision: revision as `sha256:${string}`, start, end, citedAt }
  const get = await pagesOf(gazette, { cited: async () => [record] })
  const { html } = await get(`/sources/${quoted.source_id}`)
  expect(html).toContain('About this article')
  expect(html).toContain(`<code>${revision.slice('sha256:'.length)}</code>`)
  expect(html).toMatch(/<dt>Published<\/dt><dd><time datetime="2024-03-05">5 March 2024/)
  expect(html).toContain('1 place of it was quoted')
  expect(html).toContain(`href="/sources/${quoted.source_id}?citation=${quoted.id}#${quoted.id}"`)
  expect(html).toContain('5 March 2026')
  const anchor = html.match(/<a href="#(at-\d+)">What they cost/)?.[1]
  expect(html).toContain(`id="${anchor}">What they cost`)
  const links = [...html.matchAll(/href="(\/sources\/[^"]*revision=[^"]*)"/g)].map(([, a]) => a)
  expect(links).toHaveLength(2)
  const old = await get(links[1] ?? '')
  expect(old.html).toContain('three electric ferries')
  expect(html).not.toContain('three electric ferries')
  const silent = await (await pagesOf())(`/sources/${quoted.source_id}`)
  expect(silent.html).toContain('No answer has quoted it yet.')
  const gone = await get(`/sources/${quoted.source_id}?revision=sha256:${'0'.repeat(64)}`)
  expect(gone.status).toBe(404)
})

test('speaks Chinese to who asks for it', async () => {
  const get = await pagesOf()
  const { html } = await get('/sources?in=zh', { Cookie: 'footnote_language=zh-Hant-HK' })
  expect(html).toContain('搜尋文章')
  expect(html).toContain('純文字')
})
