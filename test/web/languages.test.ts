import { expect, test } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { interfaceLanguageFor } from '../../src/web/messages/interface-language.ts'
import { createPages } from '../../src/web/pages.tsx'
import { makeGazette } from './gazette.ts'
import { cite, questions, scriptChat } from './scripted-chat.ts'

const index = await makeGazette()

async function makeApp(given: Partial<ApiDependencies> = {}) {
  const { dependencies } = scriptChat(index, given)
  const app = createApi(dependencies, await createPages(dependencies))
  return async (path: string, language?: string, cookie = '') => {
    const asked = language === undefined ? {} : { 'Accept-Language': language }
    const headers = { Accept: 'text/html', Cookie: cookie, ...asked }
    const response = await app.request(path, { headers })
    return { response, status: response.status, html: await response.clone().text() }
  }
}

const get = await makeApp()
const languageOf = (html: string) => /<html lang="([^"]*)"/.exec(html)?.[1]

test.each([
  ['zh-HK', 'zh-Hant-HK'],
  ['zh-TW', 'zh-Hant-HK'],
  ['zh-MO', 'zh-Hant-HK'],
  ['zh-Hant', 'zh-Hant-HK'],
  ['zh-Hant-CN', 'zh-Hant-HK'],
  ['yue', 'zh-Hant-HK'],
  ['ZH-hk', 'zh-Hant-HK'],
  ['zh-CN', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['zh', 'zh-Hans'],
  ['zh-Hans-HK', 'zh-Hans'],
  ['en-US', 'en'],
  ['fr', undefined],
  ['*', undefined],
  ['not a tag', undefined],
])('a browser that asks for %s means %s', (tag, language) => {
  expect(interfaceLanguageFor(tag)).toBe(language)
})

test.each([
  ['zh-HK,zh;q=0.9,en;q=0.8', 'zh-Hant-HK', '以文章的'],
  ['en;q=0.3,zh-CN;q=0.9', 'zh-Hans', '以文章的'],
  ['fr-FR,zh-TW;q=0.5', 'zh-Hant-HK', '提問'],
  ['fr', 'en', 'Ask the articles…'],
  ['zh-CN;q=0, en', 'en', 'Ask the articles…'],
  [';;,,q=', 'en', 'Ask the articles…'],
  ['', 'en', 'Ask the articles…'],
])('Accept-Language: %s is served in %s', async (header, language, words) => {
  const { html, response } = await get('/', header)
  expect(languageOf(html)).toBe(language)
  expect(html).toContain(words)
  expect(response.headers.get('Content-Language')).toBe(language)
  expect(response.headers.get('Vary')).toMatch(/Accept-Language, Cookie/)
  expect(html).toMatch(new RegExp(`src="/assets/chat-${language}-`))
})

test('a choice is kept in a cookie and the address is asked for again without it', async () => {
  const { response, status } = await get('/sources?a=1&language=zh-Hans&b=2', 'en')
  expect(status).toBe(303)
  expect(response.headers.get('Location')).toBe('/sources?a=1&b=2')
  const cookie = response.headers.get('Set-Cookie') ?? ''
  expect(cookie).toMatch(/^footnote_language=zh-Hans;.*HttpOnly;.*SameSite=Lax/)
  const { html } = await get('/sources', 'en', cookie.split(';')[0])
  expect(languageOf(html)).toBe('zh-Hans')
  expect(html).toContain('<h1>4 篇文章</h1>')
})

test.each([
  '//evil.example/x?language=en',
  '/%5Cevil.example?language=en',
  '/\\evil.example?language=en',
])('the way back from %s leads to no other server', async (path) => {
  const { response } = await get(`http://localhost${path}`)
  const location = response.headers.get('Location') ?? ''
  expect(new URL(location, 'http://localhost').host).toBe('localhost')
})

test('a language that the page does not speak, and a cookie that is none, change nothing', async () => {
  const asked = await get('/?language=tlh')
  expect(asked.status).toBe(200)
  expect(asked.response.headers.get('Set-Cookie')).toBeNull()
  const { html } = await get('/', 'zh-CN', 'footnote_language=%00<script>')
  expect(languageOf(html)).toBe('zh-Hans')
})

test('every page leads to itself in the other languages', async () => {
  const { html } = await get('/?question=What+do+the+ferries+cost%3F', 'zh-HK')
  expect(html).toContain(
    '<a href="?question=What+do+the+ferries+cost%3F&amp;language=zh-Hans" lang="zh-Hans" hreflang="zh-Hans"',
  )
  expect(html).toMatch(/lang="zh-Hant-HK"[^>]*aria-current="true"/)
})

test('an answer has the words of the page around it and its quotes in their own', async () => {
  const { html } = await get(`/?${new URLSearchParams({ question: questions.cost })}`, 'zh-HK')
  expect(html).toContain('lang="en">Each ferry costs 6.2 million crowns.</blockquote>')
  expect(html).toContain('<time datetime="2024-03-05">2024年3月5日</time>')
  expect(html).toContain('3 段引文，已與所存原文逐字核對。')
  expect(html).toContain('閱讀上下文')
  expect(html.replace(/<(script|link|meta)[^>]*>|<div id="chat"[^>]*>/g, '')).not.toMatch(
    /Read in context|Quote \d|New conversation|Skip to/,
  )
})

test('the reader, what it never quotes and a refusal speak the language of the page', async () => {
  const { id, source_id } = cite(index, 'ferries.txt', 'Each ferry costs')
  const reader = await get(`/sources/${source_id}?citation=${id}`, 'zh-CN')
  expect(reader.html).toContain('<span class="noise-label" lang="zh-Hans">导航 · 从不引用</span>')
  expect(reader.html).toContain('<div class="text" lang="en">')
  const question = new URLSearchParams({ question: questions.refused })
  const refused = await get(`/?${question}`, 'zh-CN')
  expect(refused.html).toContain('<h3>这些文章中没有答案</h3><p>这些文章并非关于此事。</p>')
  expect(refused.html).toContain('最接近的段落（并非答案）')
})

test('a problem is told by its code, and one without words in those of the server', async () => {
  const long = `/?question=${'x'.repeat(2100)}`
  const chinese = await makeApp({
    // biome-ignore lint/correctness/useYield: it fails before its first event
    ask: async function* () {
      const { checkQuestion } = await import('../../src/server/question-limits.ts')
      checkQuestion('x'.repeat(2100), 'question')
    },
  })
  expect((await chinese(long, 'zh-HK')).html).toContain(
    '<strong>問題太長。</strong> 請縮短後再問。',
  )
  expect((await chinese(long, 'en')).html).toContain('the limit is 2000')
  const nowhere = await get('/nowhere', 'zh-HK')
  expect(nowhere.status).toBe(404)
  expect(nowhere.html).toContain('<h1>此網址沒有內容</h1>')
})
