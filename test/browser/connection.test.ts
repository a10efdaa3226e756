import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { openCuttingProxy } from '../support/cutting-proxy.ts'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'

const away = 'No connection to Footnote.'

test('a question that found no server is asked by itself once there is one again', async () => {
  const gazette = await serveGazette()
  const page = await openPage()
  await page.goto(gazette.url)
  await page.locator('.keys').waitFor()
  await gazette.stop()
  await ask(page, questions.count)
  await page.getByText('Footnote does not answer.', { exact: true }).waitFor()
  await page.getByText(away).waitFor()
  await gazette.start()
  await page.locator('.turn.answered').waitFor()
  expect(await page.locator('.turn').count()).toBe(1)
  await expect.poll(() => page.getByText(away).count()).toBe(0)
  expect(gazette.asked).toHaveLength(1)
})

test('an answer that broke off is gone on with once there is a server, and what was found stays', async () => {
  const gazette = await serveGazette()
  const page = await openPage()
  await page.goto(gazette.url)
  await page.locator('.keys').waitFor()
  const release = gazette.hold()
  await ask(page, questions.cost)
  await page.locator('.turn blockquote').waitFor()
  await gazette.stop()
  await page.getByText(away).waitFor()
  expect(await page.locator('.turn blockquote').count()).toBe(1)
  const counts = await watchQuotes(page)
  release()
  await gazette.start()
  await page.getByRole('button', { name: 'Try now' }).click()
  await page.locator('.turn.answered').waitFor()
  expect(await page.locator('.turn blockquote').count()).toBe(3)
  const shown = await counts()
  expect(shown).toEqual([...shown].sort())
})

test('a page that loses its network says so and comes back', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  await page.context().setOffline(true)
  await page.getByText(away).waitFor()
  await page.context().setOffline(false)
  await expect.poll(() => page.getByText(away).count(), { timeout: 10_000 }).toBe(0)
})

test('articles that have changed since an answer are told of, and it can be asked again', async () => {
  const changed = { hash: 'sha256:0' }
  const gazette = await serveGazette()
  const page = await openPage()
  await page.goto(gazette.url)
  await ask(page, questions.count)
  await page.locator('.turn.answered').waitFor()
  expect(await page.locator('.changed').count()).toBe(0)
  await page.route('**/page.json*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), index: changed.hash } })
  })
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByText('The articles have changed since this answer.').waitFor()
  await page.getByRole('button', { name: 'Ask again' }).click()
  await expect.poll(() => page.locator('.changed').count()).toBe(0)
  expect(gazette.asked).toHaveLength(2)
})

test('an answer that is cut off goes on where it was: no quote comes twice, none goes', async () => {
  const gazette = await serveGazette()
  const proxy = await openCuttingProxy(Number(new URL(gazette.url).port), [5])
  onTestFinished(() => proxy.stop())
  const page = await openPage()
  await page.goto(proxy.url)
  await page.locator('.keys').waitFor()
  const release = gazette.hold()
  await ask(page, questions.cost)
  await page.locator('.turn blockquote').waitFor()
  const counts = await watchQuotes(page)
  release()
  await page.locator('.turn.answered').waitFor()
  expect(proxy.lastIds).toEqual([null, expect.stringMatching(/^5-/)])
  expect(await page.locator('.turn blockquote').count()).toBe(3)
  const shown = await counts()
  expect(shown).toEqual([...shown].sort())
  expect(await page.getByText(away).count()).toBe(0)
})

/** How many quotes have been shown at once, each number whenever it became another one. */
async function watchQuotes(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const count = () => document.querySelectorAll('.turn blockquote').length
    const seen = [count()]
    new MutationObserver(() => {
      if (count() !== seen.at(-1)) seen.push(count())
    }).observe(document.body, { childList: true, subtree: true })
    Object.assign(globalThis, { seenQuotes: seen })
  })
  return () => page.evaluate(() => (globalThis as unknown as { seenQuotes: number[] }).seenQuotes)
}
