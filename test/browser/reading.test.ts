import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { ask, isInView, openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

const wide = { viewport: { width: 1440, height: 800 } }

async function openAnswer(question: string, options: Parameters<typeof openPage>[0] = wide) {
  const gazette = await serveGazette()
  const page = await openPage(options)
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await page.goto(gazette.url)
  await ask(page, question)
  await page.locator('.turn.answered').waitFor()
  return { ...gazette, page, requests }
}

const card = (page: Page) => page.getByRole('tooltip')
const second = (page: Page) => page.getByRole('link', { name: 'Quote 2 Read in context' })

test('the pointer over a quote’s number brings a card with its context, asked for only then', async () => {
  const { page, requests } = await openAnswer(questions.cost)
  expect(requests.filter((path) => path.includes('context'))).toEqual([])
  const scripts = requests.filter((path) => path.endsWith('.js')).length
  await second(page).hover()
  await card(page).waitFor()
  expect(await card(page).locator('mark').textContent()).toBe(
    'A diesel ferry of the same size would have cost 4.1 million',
  )
  const [before, after] = await card(page).locator('.card-around').allTextContents()
  expect(before).toBe('Each ferry costs 6.2 million crowns. ')
  expect(after).toContain(', the council said, but uses fuel worth 300,000 crowns a year.')
  expect(await card(page).textContent()).toContain('Harbour Gazette')
  expect(await isInView(page, '.card mark')).toBe(true)
  expect(requests.filter((path) => path.includes('context'))).toHaveLength(1)
  expect(requests.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(scripts)
  expect(await violations(page)).toEqual([])
})

test('a card is never cut off by the edge of the window, however low that is', async () => {
  const { page } = await openAnswer(questions.cost, { viewport: { width: 1440, height: 350 } })
  await page.getByRole('link', { name: 'Quote 1 Read in context' }).hover()
  await card(page).locator('mark').waitFor()
  await expect
    .poll(() =>
      card(page).evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight && element.textContent?.includes('300,000 crowns')
      }),
    )
    .toBe(true)
})

test('a card stays while the pointer is on it, and Esc dismisses it without moving the pointer', async () => {
  const { page } = await openAnswer(questions.cost)
  await second(page).hover()
  await card(page).waitFor()
  await card(page).hover()
  await page.waitForTimeout(600)
  expect(await card(page).isVisible()).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(() => card(page).count()).toBe(0)
  await second(page).hover()
  await card(page).waitFor()
  await page.mouse.move(5, 700)
  await expect.poll(() => card(page).count()).toBe(0)
})

test('the focus by keyboard brings the card too, described by it, and Enter opens the reader', async () => {
  const { page } = await openAnswer(questions.cost)
  for (let i = 0; i < 40 && !(await card(page).count()); i += 1) {
    await page.keyboard.press('Tab')
    const on = await page.evaluate(() => document.activeElement?.className)
    if (on === 'reference') await card(page).waitFor()
  }
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-describedby'))).toBe(
    await card(page).getAttribute('id'),
  )
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').locator('mark.current').waitFor()
  expect(await card(page).count()).toBe(0)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('reference')
  await page.waitForTimeout(600)
  expect(await card(page).count()).toBe(0)
})

test('Esc over a card leaves an answer under way alone', async () => {
  const gazette = await serveGazette()
  const page = await openPage(wide)
  await page.goto(gazette.url)
  const release = gazette.hold()
  await ask(page, questions.cost)
  await page.locator('.turn blockquote').waitFor()
  await page.getByRole('link', { name: 'Quote 1 Read in context' }).hover()
  await card(page).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => card(page).count()).toBe(0)
  release()
  await page.locator('.turn.answered').waitFor()
})

test('a card says what the citation itself holds when the server is gone', async () => {
  const { page, stop } = await openAnswer(questions.cost)
  await second(page).hover()
  await card(page).waitFor()
  await page.mouse.move(5, 700)
  await expect.poll(() => card(page).count()).toBe(0)
  await stop()
  await page.getByRole('link', { name: 'Quote 3 Read in context' }).hover()
  await card(page).waitFor()
  expect(await card(page).locator('mark').textContent()).toBe('It set aside 25 million crowns.')
})

test('a finger opens the reader and no card', async () => {
  const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }
  const { page } = await openAnswer(questions.cost, phone)
  await second(page).tap()
  await page.getByRole('dialog').locator('mark.current').waitFor()
  await page.waitForTimeout(500)
  expect(await card(page).count()).toBe(0)
})

test.each([
  [1440, true],
  [768, true],
  [360, false],
])('articles of one answer stand side by side, %i pixels wide: %s', async (width, isBeside) => {
  const { page } = await openAnswer(questions.differ, { viewport: { width, height: 900 } })
  const [first, other] = await page
    .locator('.beside .source-group')
    .evaluateAll((groups) => groups.map((group) => group.getBoundingClientRect().toJSON()))
  expect(Math.abs(first.top - other.top) < 2).toBe(isBeside)
  if (isBeside) expect(first.right).toBeLessThanOrEqual(other.left)
  else expect(first.bottom).toBeLessThanOrEqual(other.top)
  const quotes = await page
    .locator('.beside .quotes')
    .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().top)))
  if (isBeside) expect(quotes[0]).toBe(quotes[1])
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0)
  expect(await violations(page)).toEqual([])
})

test('nothing moves under the eyes while an answer comes', async () => {
  const gazette = await serveGazette()
  const page = await openPage(wide)
  await page.goto(gazette.url)
  await page.evaluate(() => {
    const kept = window as unknown as { shift: number }
    kept.shift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & {
          value: number
          hadRecentInput: boolean
        }
        if (!hadRecentInput) kept.shift += value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await ask(page, questions.cost)
  await page.locator('.turn.answered').waitFor()
  await page.waitForTimeout(700)
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(
    0.05,
  )
})

test('a number in the words of an answer leads to its quote and back', async () => {
  const { page } = await openAnswer(questions.differ)
  const number = page.locator('.framing').getByRole('link', { name: 'Quote 2' })
  expect(await number.textContent()).toBe('2')
  await number.click()
  await page.getByRole('dialog').locator('mark.current').waitFor()
  await page.keyboard.press('Escape')
  await expect
    .poll(() => number.evaluate((element) => element === document.activeElement))
    .toBe(true)
})

test('a quote names the web page it stands on, opened at its words', async () => {
  const { page } = await openAnswer(questions.cost)
  const links = page.getByRole('link', { name: /^Live page/ })
  expect(await links.count()).toBe(2)
  expect(await links.first().getAttribute('href')).toBe(
    'https://gazette.example/ferries#:~:text=Each%20ferry%20costs%206.2%20million%20crowns.',
  )
  expect(await links.first().getAttribute('rel')).toBe('noreferrer noopener')
})

test('a text fragment of ours is found by the browser', async () => {
  const { page, url } = await openAnswer(questions.cost)
  const { livePageAddress } = await import('../../src/web/addresses.ts')
  const source = await page.locator('.reference').first().getAttribute('href')
  const at = new URL(source ?? '', url)
  const quote = 'The other two will run up the river as far as the old mill, stopping on request.'
  const link = livePageAddress(`${at.origin}${at.pathname}`, quote) ?? ''
  await page.setViewportSize({ width: 800, height: 200 })
  await page.goto(link)
  const paragraph = page.getByText('The other two will run up the river')
  await expect
    .poll(() =>
      paragraph.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      }),
    )
    .toBe(true)
})
