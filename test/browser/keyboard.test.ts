import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { openPage, serveGazette } from './serve-gazette.ts'

/** Presses Tab until an element of this role and name has the focus. */
async function tabTo(page: Page, role: 'link' | 'button' | 'textbox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name }).first()
  for (let i = 0; i < 60; i += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to the ${role} ${name}.`)
}

test('everything can be done with the keyboard alone', async () => {
  const { url } = await serveGazette()
  const page = await openPage({ viewport: { width: 1440, height: 700 } })
  await page.goto(url)
  await page.locator('.keys').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('question')
  await page.keyboard.type(questions.cost)
  await page.keyboard.press('Enter')
  await page.locator('.turn.answered').waitFor()
  await tabTo(page, 'link', 'Quote 2')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').locator('mark.current').waitFor()
  await tabTo(page, 'button', 'Next quote')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('It set aside').waitFor()
  await tabTo(page, 'button', 'Close')
  await page.keyboard.press('Enter')
  const third = page.getByRole('link', { name: 'Quote 3' })
  await expect
    .poll(() => third.evaluate((element) => element === document.activeElement))
    .toBe(true)
  await tabTo(page, 'textbox', 'Your question')
  await page.keyboard.type(questions.refused)
  await tabTo(page, 'button', 'Ask')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Not in these articles' }).waitFor()
})

test('from asking over card, reader and next quote back, to kept conversations and a saved file, by keys', async () => {
  const { url } = await serveGazette()
  const page = await openPage({ viewport: { width: 1440, height: 700 } })
  await page.goto(url)
  await page.locator('.keys').waitFor()
  await page.keyboard.type(questions.cost)
  await page.keyboard.press('Enter')
  await page.locator('.turn.answered').waitFor()
  await tabTo(page, 'link', 'Quote 2')
  expect(await page.getByRole('tooltip').locator('mark').textContent()).toContain('A diesel ferry')
  await page.keyboard.press('Enter')
  const reader = page.getByRole('dialog')
  await reader.locator('mark.current').getByText('A diesel ferry').waitFor()
  await tabTo(page, 'button', 'Next quote')
  await page.keyboard.press('Enter')
  await reader.locator('mark.current').getByText('It set aside').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => reader.count()).toBe(0)
  await tabTo(page, 'button', 'Conversations')
  await page.keyboard.press('Enter')
  const list = page.getByRole('dialog', { name: 'Conversations' })
  await list.locator('.kept-title').getByText(questions.cost).waitFor()
  await tabTo(page, 'button', questions.cost)
  await page.keyboard.press('Enter')
  await page.getByText('Kept on').waitFor()
  const save = page.locator('.save summary')
  for (let i = 0; i < 60 && !(await save.evaluate((it) => it.matches(':focus'))); i += 1)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, 'link', 'Markdown with footnotes')
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await download).suggestedFilename()).toMatch(/\.md$/)
})

test('a sample question can be asked with the keyboard, and the focus goes to the box', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  await tabTo(page, 'link', questions.count)
  await page.keyboard.press('Enter')
  await page.locator('.turn.answered').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('question')
})

test('what has the focus shows it', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  for (const [role, name] of [
    ['link', 'Articles'],
    ['link', questions.cost],
    ['button', 'Ask'],
  ] as const) {
    await tabTo(page, role, name)
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(
        document.activeElement ?? document.body,
      )
      return { outlineStyle, width: Number.parseFloat(outlineWidth) }
    })
    expect(outline.outlineStyle).toBe('solid')
    expect(outline.width).toBeGreaterThanOrEqual(2)
  }
})

test('the first Tab stop leads past the header', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(`${url}/sources`)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('#main')
})
