import type { Page } from 'playwright-core'
import { createApi } from '../../src/server/create-api.ts'
import { listen } from '../../src/server/listen.ts'
import { createPages } from '../../src/web/pages.tsx'
import { openBrowser } from '../browser/open-browser.ts'
import { makeDependencies } from '../support/scripted-ask.ts'
import { longAnswers, makeReports } from '../web/long-answers.ts'
import { type Measure, measureOf } from './summary.ts'

/** Most that a conversation may cost, in what the empty page costs. */
const goal = { floor: 3 }

const turnsKept = 200
const quotesShown = 40

/**
 * What typing, scrolling and taking in an answer cost in a conversation of 200 turns with an answer of
 * 40 quotes in the middle, each over the same on a page that was empty before, in the same browser and
 * round. Scripts, styles and layout are counted; waiting for the screen is not.
 */
export async function measurePage({ rounds }: { rounds: number }): Promise<Measure[]> {
  const reports = await makeReports()
  const dependencies = makeDependencies(reports, { ask: longAnswers(reports, 0) })
  const app = createApi(dependencies, await createPages(dependencies))
  const server = await listen(app, { host: '127.0.0.1', port: 0, stopTimeoutMs: 100 })
  const browser = await openBrowser()
  try {
    const empty = await open(await browser.newPage(), server.url)
    const full = await open(await browser.newPage(), server.url)
    for (let turn = 0; turn < turnsKept; turn += 1) {
      await ask(full, turn, turn === turnsKept / 2 ? quotesShown : 2)
    }
    // Code is compiled before anything counts.
    for (const page of [empty, full]) await costOfTyping(page)
    const typing: number[] = []
    const scrolling: number[] = []
    const answering: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      typing.push((await costOfTyping(full)) / (await costOfTyping(empty)))
      scrolling.push(await longestFrame(full))
      const alone = await open(await browser.newPage(), server.url)
      const first = await ask(alone, 0, quotesShown)
      answering.push((await ask(full, turnsKept + round, quotesShown)) / first)
      await alone.close()
    }
    const after = `${turnsKept} turns`
    return [
      measureOf(`page: a key typed after ${after}`, 'one on an empty page', typing, goal),
      measureOf(`page: longest of 60 frames, scrolling ${after}`, '50 ms', scrolling, { floor: 1 }),
      measureOf(`page: ${quotesShown} quotes after ${after}`, 'as a first answer', answering, goal),
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function open(page: Page, url: string): Promise<Page> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(url)
  await page.locator('.keys').waitFor()
  return page
}

/** Milliseconds until the answer stands on the page. */
function ask(page: Page, at: number, quotes: number): Promise<number> {
  return page.evaluate(
    async ([turn, count]) => {
      const box = document.querySelector<HTMLTextAreaElement>('#question')
      if (!box?.form) throw new Error('There is no box.')
      const started = performance.now()
      box.value = `Quote ${count}.`
      box.form.requestSubmit()
      while (document.querySelectorAll('.turn.answered').length <= turn) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      return performance.now() - started
    },
    [at, quotes] as const,
  )
}

/** Milliseconds for 200 keys, with the layout that each of them brings. */
function costOfTyping(page: Page): Promise<number> {
  return page.evaluate(() => {
    const box = document.querySelector<HTMLTextAreaElement>('#question')
    if (!box) throw new Error('There is no box.')
    const started = performance.now()
    for (let key = 0; key < 200; key += 1) {
      box.value = 'word '.repeat(key / 5)
      box.dispatchEvent(new Event('input', { bubbles: true }))
      // Reading a size makes the browser lay out what has changed.
      box.getBoundingClientRect()
    }
    box.value = ''
    return performance.now() - started
  })
}

/** Of 60 frames from the first turn to the last one, over 50 ms, from where on a jerk is noticed. */
function longestFrame(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const height = document.documentElement.scrollHeight
    const frames: number[] = []
    let last = performance.now()
    for (let frame = 0; frame < 60; frame += 1) {
      scrollTo(0, (height * frame) / 60)
      await new Promise((resolve) => requestAnimationFrame(resolve))
      frames.push(performance.now() - last)
      last = performance.now()
    }
    return Math.max(...frames.slice(1)) / 50
  })
}
