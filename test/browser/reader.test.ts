import { expect, test } from 'vitest'
import { makeIndex } from '../support/make-index.ts'
import { makeGazette } from '../web/gazette.ts'
import { questions } from '../web/scripted-chat.ts'
import { ask, isInView, openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

const wide = { viewport: { width: 1440, height: 500 } }
const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }

async function openAnswer(options = wide, question = questions.cost) {
  const { url } = await serveGazette()
  const page = await openPage(options)
  await page.goto(url)
  await ask(page, question)
  await page.locator('.turn.answered').waitFor()
  return page
}

test('a citation opens its article beside the chat, the quoted words marked and in view', async () => {
  const page = await openAnswer()
  await page.getByRole('link', { name: 'Quote 2' }).click()
  const mark = page.getByRole('dialog').locator('mark.current')
  await mark.waitFor()
  expect(await mark.textContent()).toBe(
    'A diesel ferry of the same size would have cost 4.1 million',
  )
  await expect.poll(() => isInView(page, 'mark.current')).toBe(true)
  const [chat, panel] = await Promise.all([
    page.locator('.conversation').boundingBox(),
    page.getByRole('dialog').boundingBox(),
  ])
  expect((chat?.x ?? 0) + (chat?.width ?? 0)).toBeLessThanOrEqual(panel?.x ?? 0)
})

test('closing the reader goes back to the citation it was opened from', async () => {
  const page = await openAnswer()
  const reference = page.getByRole('link', { name: 'Quote 1' })
  await reference.click()
  await page.getByRole('dialog').locator('mark.current').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await expect
    .poll(() => reference.evaluate((element) => element === document.activeElement))
    .toBe(true)
})

test('the reader goes from quote to quote, over articles too', async () => {
  const page = await openAnswer()
  await page.getByRole('link', { name: 'Quote 1' }).click()
  const mark = page.getByRole('dialog').locator('mark.current')
  await mark.waitFor()
  const next = page.getByRole('button', { name: 'Next quote' })
  await next.click()
  await mark.getByText('A diesel ferry').waitFor()
  await next.click()
  await mark.getByText('It set aside 25 million crowns.').waitFor()
  await expect.poll(() => next.isDisabled()).toBe(true)
  await expect.poll(() => isInView(page, 'mark.current')).toBe(true)
})

test('a quote over two paragraphs is marked in both', async () => {
  const page = await openAnswer(wide, questions.route)
  await page.getByRole('link', { name: 'Quote 1' }).click()
  const marks = page.getByRole('dialog').locator('mark.current')
  await marks.first().waitFor()
  expect(await marks.allTextContents()).toEqual([
    'Two will cross between Northquay and the market.',
    'The other two will run up the river',
  ])
})

test('a click on a quote opens the reader, selecting its words does not', async () => {
  const page = await openAnswer()
  const { x, y } = (await page.locator('.turn blockquote').first().boundingBox()) ?? { x: 0, y: 0 }
  await page.mouse.move(x + 2, y + 12)
  await page.mouse.down()
  await page.mouse.move(x + 120, y + 12, { steps: 4 })
  await page.mouse.up()
  expect(await page.evaluate(() => String(getSelection()))).toMatch(/^Each ferry/)
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.locator('.turn blockquote').nth(1).click()
  await page.getByRole('dialog').waitFor()
})

test('on a phone the reader covers the chat and keeps the focus until it is closed', async () => {
  const page = await openAnswer(phone)
  await page.getByRole('link', { name: 'Quote 2' }).tap()
  await page.getByRole('dialog').locator('mark.current').waitFor()
  expect(await page.getByRole('dialog').boundingBox()).toMatchObject({ x: 0, y: 0, width: 360 })
  await expect.poll(() => isInView(page, 'mark.current')).toBe(true)
  expect(await page.locator('dialog:modal').count()).toBe(1)
  await page.getByRole('button', { name: 'Close' }).tap()
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
})

test.each([360, 768, 1440])('nothing is wider than a window of %i pixels', async (width) => {
  const page = await openAnswer({ viewport: { width, height: 700 } })
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await overflow()).toBe(0)
  await ask(page, 'x'.repeat(600))
  await page.locator('.turn.failed').waitFor()
  expect(await overflow()).toBe(0)
  await page.getByRole('link', { name: 'Quote 3' }).click()
  await page.getByRole('dialog').locator('mark.current').waitFor()
  expect(await overflow()).toBe(0)
})

test('a dead server is told in the reader', async () => {
  const gazette = await serveGazette()
  const page = await openPage()
  await page.goto(gazette.url)
  await ask(page, questions.count)
  await page.locator('.turn.answered').waitFor()
  await gazette.stop()
  await page.getByRole('link', { name: 'Quote 1' }).click()
  await page.getByText('The article could not be fetched.').waitFor()
})

test('an article that has changed since the answer says so beside the quoted words', async () => {
  const gazette = await makeGazette()
  const texts = gazette.articles.map(({ id: _, revision: __, ...given }) => given)
  const edited = texts.map((given) => ({
    ...given,
    text: given.text.replace('costs 6.2 million', 'costs 7.1 million'),
  }))
  const later = await makeIndex(edited, texts)
  let index = gazette
  const { url } = await serveGazette({ currentIndex: () => index })
  const page = await openPage(phone)
  await page.goto(url)
  await ask(page, questions.cost)
  await page.locator('.turn.answered').waitFor()
  index = later
  await page.getByRole('link', { name: 'Quote 1' }).tap()
  const panel = page.getByRole('dialog')
  expect(await panel.locator('mark.current').textContent()).toContain('costs 6.2 million')
  await panel.getByText('Changed since', { exact: true }).waitFor()
  expect(await panel.locator('ins').textContent()).toContain('7.1')
  expect(await panel.evaluate((element) => element.scrollWidth <= innerWidth)).toBe(true)
  expect(await violations(page)).toEqual([])
})
