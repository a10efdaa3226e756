import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'

const wide = { viewport: { width: 1440, height: 500 } }
const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }

/** A page where one question was asked from the first page on. */
async function openAnswer(options: object = wide) {
  const { url } = await serveGazette()
  const page = await openPage(options)
  await page.goto(url)
  await ask(page, questions.cost)
  await page.locator('.turn.answered').waitFor()
  return page
}

async function openQuote(page: Page, number: number): Promise<void> {
  await page.getByRole('link', { name: `Quote ${number}` }).click()
  await page.getByRole('dialog').locator('mark.current').waitFor()
}

const dialogs = (page: Page) => expect.poll(() => page.getByRole('dialog').count())
const asked = (page: Page) => expect.poll(() => page.locator('h2.question').allTextContents())
const entries = (page: Page) => page.evaluate(() => history.length)

async function expectFocusAtQuote(page: Page, number: number): Promise<void> {
  const reference = page.getByRole('link', { name: `Quote ${number}` })
  await expect
    .poll(() => reference.evaluate((element) => element === document.activeElement))
    .toBe(true)
}

test.each([
  ['wide', wide],
  ['narrow', phone],
])('Back closes the reader in a %s window, and Forward opens it again', async (_, options) => {
  const page = await openAnswer(options)
  const address = page.url()
  await openQuote(page, 2)
  await page.goBack()
  await dialogs(page).toBe(0)
  await expectFocusAtQuote(page, 2)
  expect(page.url()).toBe(address)
  await asked(page).toEqual([questions.cost])
  await page.goForward()
  await page.getByRole('dialog').locator('mark.current').getByText('A diesel ferry').waitFor()
})

test.each([
  ['wide', wide],
  ['narrow', phone],
])(
  'closing the reader in a %s window leaves no entry that shows nothing new',
  async (_, options) => {
    const page = await openAnswer(options)
    const close = page.getByRole('button', { name: 'Close' })
    for (const leave of [() => close.click(), () => page.keyboard.press('Escape')]) {
      await openQuote(page, 1)
      await page.getByRole('button', { name: 'Next quote' }).click()
      await page.getByRole('dialog').locator('mark.current').getByText('A diesel ferry').waitFor()
      await leave()
      await dialogs(page).toBe(0)
      await expectFocusAtQuote(page, 2)
    }
    await page.goBack()
    await asked(page).toEqual([])
  },
)

test('opening and closing at once, again and again, ends as it was left', async () => {
  const page = await openAnswer()
  const before = await entries(page)
  await page.evaluate(() => {
    const open = () => document.querySelector<HTMLElement>('[data-citation]')?.click()
    const close = () =>
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    for (let i = 0; i < 5; i += 1) {
      open()
      close()
    }
    open()
  })
  await page.getByRole('dialog').locator('mark.current').waitFor()
  await expect.poll(() => entries(page)).toBe(before + 1)
  await page.goBack()
  await dialogs(page).toBe(0)
  await asked(page).toEqual([questions.cost])
})

test('Back and Forward go from question to question', async () => {
  const page = await openAnswer()
  const start = page.url()
  await ask(page, questions.count)
  await page.locator('.turn.answered >> nth=1').waitFor()
  const both = page.url()
  const before = await page.locator('.turn').allInnerTexts()
  await page.goBack()
  await asked(page).toEqual([questions.cost])
  expect(page.url()).toBe(start)
  await page.goBack()
  await asked(page).toEqual([])
  await page.getByRole('link', { name: questions.route }).waitFor()
  await page.goForward()
  await asked(page).toEqual([questions.cost])
  await page.goForward()
  await asked(page).toEqual([questions.cost, questions.count])
  expect(page.url()).toBe(both)
  expect(await page.locator('.turn').allInnerTexts()).toEqual(before)
})

test('after Back another question can be asked from there', async () => {
  const page = await openAnswer()
  await ask(page, questions.count)
  await page.locator('.turn.answered >> nth=1').waitFor()
  await page.goBack()
  await asked(page).toEqual([questions.cost])
  await page.locator('.keys').waitFor()
  await ask(page, questions.route)
  await page.locator('.turn.answered >> nth=1').waitFor()
  await asked(page).toEqual([questions.cost, questions.route])
  await page.goBack()
  await asked(page).toEqual([questions.cost])
})

test('a reload shows the reader again, and Back still closes it', async () => {
  const page = await openAnswer()
  await openQuote(page, 1)
  await page.getByRole('button', { name: 'Next quote' }).click()
  await page.getByRole('dialog').locator('mark.current').getByText('A diesel ferry').waitFor()
  await page.reload()
  await page.getByRole('dialog').locator('mark.current').getByText('A diesel ferry').waitFor()
  await page.goBack()
  await dialogs(page).toBe(0)
  await expectFocusAtQuote(page, 2)
  await asked(page).toEqual([questions.cost])
})

test('a question asked beside the open reader leaves it open, and Back shows both as they were', async () => {
  const page = await openAnswer()
  await openQuote(page, 3)
  await ask(page, questions.count)
  await page.locator('.turn.answered >> nth=1').waitFor()
  await dialogs(page).toBe(1)
  await page.goBack()
  await asked(page).toEqual([questions.cost])
  await page.getByRole('dialog').locator('mark.current').getByText('It set aside').waitFor()
  await page.goForward()
  await asked(page).toEqual([questions.cost, questions.count])
  await page.getByRole('button', { name: 'Close' }).click()
  await dialogs(page).toBe(0)
  await asked(page).toEqual([questions.cost, questions.count])
})

test('Back from the page of an article shows the reader as it was left', async () => {
  const page = await openAnswer()
  await openQuote(page, 2)
  await page.getByRole('link', { name: 'Open page' }).click()
  await page.locator('.reader-page').waitFor()
  await page.goBack()
  await page.getByRole('dialog').locator('mark.current').getByText('A diesel ferry').waitFor()
})

test('the way past the header leaves the reader open', async () => {
  const page = await openAnswer()
  await openQuote(page, 2)
  await page.locator('a.skip').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Next quote' }).click()
  await page.getByRole('dialog').locator('mark.current').getByText('It set aside').waitFor()
})
