import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'

async function openAnswers(options: object = {}) {
  const { url } = await serveGazette()
  const page = await openPage(options)
  await page.goto(url)
  await ask(page, questions.cost)
  await page.locator('.turn.answered').waitFor()
  await ask(page, questions.hostile)
  await page.locator('.turn.answered >> nth=1').waitFor()
  return { page, url }
}

async function saved(page: Page, name: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test('a conversation is saved in every form', async () => {
  const { page, url } = await openAnswers()
  await page.getByText('Save or print').click()
  const markdown = await saved(page, 'Markdown')
  expect(markdown.name).toBe('What-do-the-ferries-cost.md')
  expect(markdown.text).toContain('> Each ferry costs 6.2 million crowns.')
  expect(markdown.text).toContain(`<${url.replace(/\/$/, '')}/sources/src_`)
  const html = await saved(page, 'HTML')
  expect(html.text).toContain('&lt;script&gt;alert(4)')
  expect((await saved(page, 'BibTeX')).text).toContain('{{New ferries for the inner harbour}}')
  expect(JSON.parse((await saved(page, 'CSL-JSON')).text)).toHaveLength(3)
})

test('a bundle that the server cannot make is told, and the page goes on', async () => {
  const { page } = await openAnswers()
  await page.route('**/v1/bundles', (route) => route.fulfill({ status: 413, body: '{}' }))
  await page.getByText('Save or print').click()
  await page.getByRole('link', { name: 'Bundle' }).click()
  await page.locator('.keeping-notice').waitFor()
  expect((await saved(page, 'Markdown')).text).toContain('> Each ferry costs')
  await expect.poll(() => page.locator('.keeping-notice').count()).toBe(0)
})

test('the menu of files closes by Esc, and when something else is clicked or focused', async () => {
  const { page } = await openAnswers()
  const open = () => page.locator('.save[open]').count()
  const save = page.getByText('Save or print')
  await save.click()
  await page.keyboard.press('Escape')
  expect(await open()).toBe(0)
  expect(await save.evaluate((summary) => summary === document.activeElement)).toBe(true)
  await save.click()
  await page.locator('h2.question').last().click()
  expect(await open()).toBe(0)
  await save.click()
  await page.getByRole('textbox', { name: 'Your question' }).focus()
  expect(await open()).toBe(0)
})

test('without a script the server writes the file', async () => {
  const { url } = await serveGazette()
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${url}/?${new URLSearchParams({ question: questions.cost })}`)
  await page.getByText('Save or print').click()
  expect((await saved(page, 'Markdown')).text).toContain('[^1]: New ferries')
})

test('programs get the file, and a plain word where there is none', async () => {
  const { url } = await serveGazette()
  const get = (query: string) => fetch(new URL(`/export?${query}`, url))
  const question = encodeURIComponent(questions.count)
  const response = await get(`format=csl-json&question=${question}`)
  expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename\*=UTF-8''How/)
  expect(await response.json()).toMatchObject([{ type: 'webpage' }])
  expect((await get(`format=docx&question=${question}`)).status).toBe(400)
  expect((await get('format=html')).status).toBe(400)
})

test('a quote is copied with its reference in both forms, and links are copied', async () => {
  const { page, url } = await openAnswers({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.getByRole('button', { name: 'Copy quote 2' }).click()
  await page.getByRole('button', { name: 'Copied 2' }).waitFor()
  const read = (type: string) =>
    page.evaluate(async (wanted) => {
      const [item] = await navigator.clipboard.read()
      return (await item?.getType(wanted))?.text()
    }, type)
  expect(await read('text/plain')).toMatch(/^“A diesel ferry.*” … — New ferries.*\/sources\/src_/)
  expect(await read('text/html')).toContain('<blockquote')
  await page.locator('.answer-link button').first().click()
  await page.getByRole('button', { name: 'Link copied' }).waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(new URL(link).searchParams.getAll('question')).toEqual([questions.cost])
  expect(link.startsWith(new URL(url).origin)).toBe(true)
})

test('an article on paper has nothing to press either, and the whole address', async () => {
  const { page } = await openAnswers()
  const reader = await page.locator('.quote a[href^="/sources/"]').first().getAttribute('href')
  await page.goto(new URL(reader ?? '', page.url()).href)
  await page.locator('.ask-about').waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('button:visible, .ask-about:visible, .site:visible').count()).toBe(0)
  expect(await page.locator('body > .printed').textContent()).toContain('/sources/src_')
})

test('the address on paper is that of the conversation as it stands', async () => {
  const { page } = await openAnswers()
  await page.pdf()
  const printed = await page.locator('body > .printed').textContent()
  expect(printed).toBe(page.url())
  expect(new URL(printed ?? '').searchParams.get('question')).toBe(questions.hostile)
})

test('on paper stand the quotes with their sources and whole links, and nothing to press', async () => {
  const { page, url } = await openAnswers()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const toPress = 'button:visible, .composer:visible, .site:visible, .next-title:visible'
  expect(await page.locator(toPress).count()).toBe(0)
  const printed = page.locator('.quote .printed').first()
  expect(await printed.isVisible()).toBe(true)
  expect(await printed.textContent()).toContain(`${new URL(url).origin}/sources/src_`)
  const colours = await page
    .locator('blockquote')
    .first()
    .evaluate((quote) => {
      const { color, breakInside } = getComputedStyle(quote)
      return { color, breakInside, paper: getComputedStyle(document.body).backgroundColor }
    })
  expect(colours).toEqual({
    color: 'rgb(0, 0, 0)',
    breakInside: 'avoid',
    paper: 'rgb(255, 255, 255)',
  })
})
