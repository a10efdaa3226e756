import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

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
