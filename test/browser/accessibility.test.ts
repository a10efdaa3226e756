import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

test.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 360],
  ['dark', 360],
] as const)('no page breaks a rule of WCAG 2.2 AA, %s, %i pixels wide', async (scheme, width) => {
  const { url } = await serveGazette()
  const page = await openPage({ colorScheme: scheme, viewport: { width, height: 800 } })
  await page.goto(url)
  await page.locator('.keys').waitFor({ state: 'attached' })
  expect(await violations(page)).toEqual([])
  await ask(page, questions.cost)
  await page.locator('.turn.answered').waitFor()
  await ask(page, questions.followUp)
  await page.locator('.turn.answered >> nth=1').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: 'Quote 2' }).first().click()
  await page.getByRole('dialog').locator('mark.current').waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await ask(page, questions.refused)
  await page.locator('.turn.refused').waitFor()
  expect(await violations(page)).toEqual([])
  const reader = await page.getByRole('link', { name: 'Quote 2' }).first().getAttribute('href')
  for (const path of [reader, '/sources', '/sources/none', '/docs']) {
    await page.goto(`${url}${path}`)
    expect(await violations(page)).toEqual([])
  }
})

test('a stopped answer and a dead server break no rule either', async () => {
  const gazette = await serveGazette()
  const page = await openPage()
  await page.goto(gazette.url)
  gazette.hold()
  await ask(page, questions.cost)
  await page.locator('.turn blockquote').waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.locator('.turn.stopped').waitFor()
  await gazette.stop()
  await ask(page, questions.count)
  await page.locator('.turn.failed').waitFor()
  expect(await violations(page)).toEqual([])
})
