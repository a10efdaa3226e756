import { get } from 'node:http'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { serveEverything } from './main-states.ts'
import { ask, openPage, openWatchedPage } from './serve-gazette.ts'

test('a page that asked another machine, or styled by an attribute, would fail its test', async () => {
  const { url } = await serveEverything()
  const { page, wrong } = await openWatchedPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  expect(wrong).toEqual([])
  await page.evaluate(() => {
    document.body.setAttribute('style', 'color: red')
  })
  await expect.poll(() => wrong.join()).toContain('Content Security Policy')
  const before = wrong.length
  await page.evaluate(() => {
    new Image().src = 'https://elsewhere.invalid/pixel.png'
  })
  await expect.poll(() => wrong.slice(before).join()).toContain('elsewhere.invalid')
})

/** Bytes of the body as it comes over the wire to a browser that only knows gzip. */
function sizeAsSent(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      let size = 0
      response.on('data', (piece: Buffer) => {
        size += piece.length
      })
      response.on('end', () => resolve(size)).on('error', reject)
    }).on('error', reject)
  })
}

test.each(['en-GB', 'zh-HK', 'zh-CN'])(
  'all that a first visit in %s asks for is under 60,000 bytes as sent',
  async (locale) => {
    const { url } = await serveEverything()
    const page = await openPage({ locale })
    const addresses = new Set<string>()
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) addresses.add(request.url())
    })
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.locator('.keys').waitFor({ state: 'attached' })
    const kinds = [...addresses].map((address) => /\.(js|css|svg)$/.exec(address)?.[1] ?? 'page')
    expect(new Set(kinds)).toEqual(new Set(['page', 'js', 'css', 'svg']))
    const sizes = await Promise.all([...addresses].map(sizeAsSent))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
  },
)

const moving = (page: Page) =>
  page.evaluate(() => {
    const styles = [...document.querySelectorAll('*')].map((element) => getComputedStyle(element))
    return styles.filter(
      ({ animationName, transitionDuration }) =>
        animationName !== 'none' || transitionDuration !== '0s',
    ).length
  })

test('nothing moves for people who asked for less motion', async () => {
  const { url } = await serveEverything()
  for (const reducedMotion of ['reduce', 'no-preference'] as const) {
    const page = await openPage({ reducedMotion })
    await page.goto(url)
    await ask(page, questions.cost)
    await page.locator('.turn.answered').waitFor()
    await page.getByRole('link', { name: 'Quote 2' }).hover()
    await page.getByRole('tooltip').waitFor()
    if (reducedMotion === 'reduce') expect(await moving(page)).toBe(0)
    else expect(await moving(page)).toBeGreaterThan(0)
  }
})
