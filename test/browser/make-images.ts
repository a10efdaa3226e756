import type { BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from './open-browser.ts'

/**
 * The pictures of README.md, made anew of a running Footnote over the sample articles:
 * `npm start`, then `node --import tsx test/browser/make-images.ts`.
 */
const [url = 'http://127.0.0.1:3000'] = process.argv.slice(2)
const question = 'How many Hong Kong companies are in Nansha and in Qianhai?'
const browser = await openBrowser()

async function picture(
  name: string,
  options: BrowserContextOptions,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const viewport = { width: 1120, height: 580 }
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(url)
  const box = page.getByRole('textbox', { name: 'Your question' })
  await page.locator('.keys').waitFor()
  await box.fill(question)
  await box.press('Enter')
  await page.locator('.turn.answered .next-title').waitFor()
  await box.blur()
  await act(page)
  await page.screenshot({ path: `docs/images/${name}.png` })
  await context.close()
}

await picture('answer', { colorScheme: 'light' }, async (page) => {
  await page.getByRole('link', { name: 'Quote 1 Read in context' }).click()
  await page.getByRole('dialog').locator('mark.current').waitFor()
  await page.mouse.move(0, 0)
})
await picture('card-dark', { colorScheme: 'dark' }, async (page) => {
  await page.getByRole('link', { name: 'Quote 2 Read in context' }).hover()
  await page.getByRole('tooltip').waitFor()
})
await browser.close()
