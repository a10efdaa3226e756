import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { longAnswers, makeReports } from '../web/long-answers.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'

const reports = await makeReports()

function serveReports(pauseMs: number) {
  return serveGazette({ currentIndex: () => reports, ask: longAnswers(reports, pauseMs) })
}

/** Adds up every layout shift from now on, those right after a key or click, too. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const shifts = { sum: 0 }
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
        if (!shift.hadRecentInput) shifts.sum += shift.value
      }
    }).observe({ type: 'layout-shift' })
  })
  return () =>
    page.evaluate(() => (globalThis as unknown as { shifts: { sum: number } }).shifts.sum)
}

test.each([
  ['wide', { width: 1440, height: 900 }],
  ['narrow', { width: 390, height: 844 }],
])('a slow answer of 40 quotes shifts nothing that is read already, %s', async (_, viewport) => {
  const { url } = await serveReports(60)
  const page = await openPage({ viewport })
  await page.goto(url)
  await page.locator('.keys').waitFor({ state: 'attached' })
  const shifted = await watchShifts(page)
  for (const at of [0, 1]) {
    await ask(page, `Quote ${40 - at}.`)
    await page.locator(`.turn.answered >> nth=${at}`).waitFor()
    expect(await page.locator(`.turn >> nth=${at} >> blockquote`).count()).toBe(40 - at)
  }
  await page.waitForTimeout(500)
  expect(await shifted()).toBeLessThan(0.05)
})

test('an answer that ends with articles side by side moves little of what is read', async () => {
  const { url } = await serveReports(60)
  const page = await openPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page.locator('.keys').waitFor()
  const shifted = await watchShifts(page)
  // Of each report two quotes.
  await ask(page, 'Quote 6 by 2.')
  await page.locator('.turn.answered').waitFor()
  await page.waitForTimeout(500)
  expect(await shifted()).toBeLessThan(0.05)
})

test('quotes stay the same elements in the same order while more of them arrive', async () => {
  const { url } = await serveReports(30)
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  await ask(page, 'Quote 20.')
  await page.locator('.turn blockquote >> nth=3').waitFor()
  const first = await page.evaluate(() => {
    const seen = [...document.querySelectorAll('.turn blockquote')]
    Object.assign(globalThis, { seen })
    return seen.length
  })
  await page.locator('.turn.answered').waitFor()
  const kept = await page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: Element[] }
    const now = [...document.querySelectorAll('.turn blockquote')]
    return seen.filter((element, at) => now[at] === element).length
  })
  expect(kept).toBe(first)
})

test('a conversation of 200 turns is typed in as fast as an empty one', async () => {
  const { url } = await serveReports(0)
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  const costOfTyping = () =>
    page.evaluate(() => {
      const box = document.querySelector<HTMLTextAreaElement>('#question')
      if (!box) throw new Error('There is no box.')
      const started = performance.now()
      for (let key = 0; key < 100; key += 1) {
        box.value = 'a'.repeat(key)
        box.dispatchEvent(new Event('input', { bubbles: true }))
        // Reading a size makes the browser lay out what has changed.
        document.documentElement.getBoundingClientRect()
        box.getBoundingClientRect()
      }
      box.value = ''
      return performance.now() - started
    })
  const empty = await costOfTyping()
  for (let turn = 0; turn < 200; turn += 1) {
    await ask(page, `Quote ${turn === 100 ? 40 : 2}.`)
    await page.locator(`.turn.answered >> nth=${turn}`).waitFor()
  }
  const full = await costOfTyping()
  expect(full / empty).toBeLessThan(10)
  // Turns that are done are not rendered again when something else changes.
  const rendered = await page.evaluate(async () => {
    let changes = 0
    const observer = new MutationObserver((records) => {
      changes += records.length
    })
    const old = [...document.querySelectorAll('.turn')].slice(0, -1)
    for (const turn of old)
      observer.observe(turn, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
    const box = document.querySelector<HTMLTextAreaElement>('#question')
    if (box) {
      box.value = 'a'.repeat(1990)
      box.dispatchEvent(new Event('input', { bubbles: true }))
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
    observer.disconnect()
    return changes
  })
  expect(rendered).toBe(0)
}, 240_000)

test('a new question comes to the top of the page, also on a phone', async () => {
  const { url } = await serveReports(0)
  const page = await openPage({ viewport: { width: 390, height: 844 } })
  await page.goto(url)
  await page.locator('.keys').waitFor({ state: 'attached' })
  for (const [turn, quotes] of [8, 1, 3, 2].entries()) {
    await ask(page, `Quote ${quotes}.`)
    await page.locator(`.turn.answered >> nth=${turn}`).waitFor()
    if (turn === 0) continue
    const top = () =>
      page
        .locator('.turn')
        .last()
        .evaluate((last) => last.getBoundingClientRect().top)
    await expect.poll(async () => Math.abs(await top())).toBeLessThan(60)
  }
})
