import { expect, test } from 'vitest'
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

test('an answer that broke off is asked for again, and what was found stays until then', async () => {
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
  release()
  await gazette.start()
  await page.getByRole('button', { name: 'Try now' }).click()
  await page.locator('.turn.answered').waitFor()
  expect(await page.locator('.turn blockquote').count()).toBe(3)
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
