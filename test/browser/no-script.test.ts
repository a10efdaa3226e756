import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { isInView, openPage, serveGazette } from './serve-gazette.ts'

const scriptless = { javaScriptEnabled: false, viewport: { width: 800, height: 500 } }

test('asks, follows up, reads and goes back without script', async () => {
  const { url } = await serveGazette()
  const page = await openPage(scriptless)
  await page.goto(url)
  const box = page.getByRole('textbox', { name: 'Your question' })
  await box.fill(questions.count)
  await page.getByRole('button', { name: 'Ask' }).click()
  expect(await page.locator('.turn blockquote').textContent()).toContain('four electric ferries')
  await box.fill(questions.followUp)
  await page.getByRole('button', { name: 'Ask' }).click()
  expect(await page.locator('.turn').count()).toBe(2)
  expect(await page.locator('.turn >> nth=1').textContent()).toContain(questions.resolved)
  await page.getByRole('link', { name: 'Quote 1' }).last().click()
  expect(await page.locator('mark').textContent()).toBe('The first is to sail in June 2025')
  await page.goBack()
  expect(await page.locator('.turn').count()).toBe(2)
})

test('the reader opens at the quote and goes to the next one', async () => {
  const { url } = await serveGazette()
  const page = await openPage({ ...scriptless, viewport: { width: 800, height: 300 } })
  await page.goto(`${url}/?${new URLSearchParams({ question: questions.cost })}`)
  await page.getByRole('link', { name: 'Quote 1' }).click()
  expect(await page.locator('mark:target').textContent()).toBe(
    'Each ferry costs 6.2 million crowns.',
  )
  await expect.poll(() => page.locator('mark:target').isVisible()).toBe(true)
  await page.getByRole('link', { name: 'Quote 2' }).click()
  expect(await page.locator('mark:target').textContent()).toContain('A diesel ferry')
})

test('a refusal without script names its reason', async () => {
  const { url } = await serveGazette()
  const page = await openPage(scriptless)
  await page.goto(`${url}/?${new URLSearchParams({ question: questions.refused })}`)
  expect(await page.getByRole('heading', { name: 'Not in these articles' }).isVisible()).toBe(true)
})

test('with script a link to a quote opens the reader page with the quote in view', async () => {
  const { url } = await serveGazette()
  const page = await openPage({ viewport: { width: 800, height: 300 } })
  await page.goto(`${url}/?${new URLSearchParams({ question: questions.cost })}`)
  const address = await page.getByRole('link', { name: 'Quote 2' }).getAttribute('href')
  await page.goto(`${url}${address}`)
  await expect.poll(() => isInView(page, 'mark:target')).toBe(true)
})
