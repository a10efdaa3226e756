import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

test('chosen filters are chips, go with the next questions, and stand in the address', async () => {
  const { url, asked } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  await page.getByText('Filters', { exact: true }).click()
  await page.getByLabel('Publisher').selectOption('Harbour Gazette')
  await page.getByLabel('Published from').fill('2024-01-01')
  await page.getByLabel('Published from').press('Tab')
  const chips = page.getByRole('list', { name: 'Chosen filters' })
  expect(await chips.locator('.chip-text').allTextContents()).toEqual([
    'Harbour Gazette',
    'from 1 January 2024',
  ])
  await ask(page, questions.count)
  await page.locator('.turn.answered').waitFor()
  expect(asked[0]?.filters).toEqual({ publisher: 'Harbour Gazette', date_from: '2024-01-01' })
  expect(await page.locator('.asked-of').textContent()).toBe(
    'Only of: Harbour Gazette, from 1 January 2024',
  )
  await page.getByRole('button', { name: 'Remove filter: Harbour Gazette' }).click()
  await ask(page, questions.cost)
  await page.locator('.turn.answered >> nth=1').waitFor()
  expect(asked[1]?.filters).toEqual({ date_from: '2024-01-01' })
  const before = await page.locator('.turn').allInnerTexts()
  await page.reload()
  await page.locator('.keys').waitFor()
  expect(await page.locator('.turn').allInnerTexts()).toEqual(before)
  expect(asked.slice(2).map(({ filters }) => filters)).toEqual(
    asked.slice(0, 2).map(({ filters }) => filters),
  )
  expect(await chips.locator('.chip-text').allTextContents()).toEqual(['from 1 January 2024'])
  await page.goBack()
  await expect.poll(() => page.locator('.turn').count()).toBe(1)
  await expect.poll(() => page.locator('.asked-of').textContent()).toContain('Harbour Gazette')
})

test('an article is found by typing, chosen, and dropped by the keyboard', async () => {
  const { url, asked } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  await page.locator('.filters summary').focus()
  await page.keyboard.press('Enter')
  const find = page.getByLabel('Article', { exact: true })
  await find.fill('New ferries for the inner harbour')
  const chip = page.getByRole('button', {
    name: 'Remove filter: “New ferries for the inner harbour”',
  })
  await chip.waitFor()
  expect(await find.inputValue()).toBe('')
  await ask(page, questions.count)
  await page.locator('.turn.answered').waitFor()
  expect(asked[0]?.filters?.source_ids).toEqual([expect.stringMatching(/^src_[0-9a-f]{12}$/)])
  await chip.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => chip.count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
})

test('open filters hold up to the accessibility rules', async () => {
  const { url } = await serveGazette()
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openPage({ colorScheme })
    await page.goto(`${url}/?publisher=Harbour+Gazette&from=2024-01-01`)
    await page.locator('.keys').waitFor()
    await page.locator('.filters summary').click()
    expect(await violations(page)).toEqual([])
  }
})

test('without script filters are fields of the form, kept with each question', async () => {
  const { url, asked } = await serveGazette()
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(url)
  await page.locator('.filters summary').click()
  await page.getByLabel('Publisher').selectOption('Harbour Gazette')
  await page.getByRole('textbox', { name: 'Your question' }).fill(questions.count)
  await page.getByRole('button', { name: 'Ask' }).click()
  expect(await page.locator('.asked-of').textContent()).toBe('Only of: Harbour Gazette')
  expect(asked.at(-1)?.filters).toEqual({ publisher: 'Harbour Gazette' })
  await page.locator('.filters summary').click()
  expect(await page.getByLabel('Publisher').inputValue()).toBe('Harbour Gazette')
  await page.getByLabel('Publisher').selectOption('')
  await page.getByLabel('Written in').selectOption('en')
  await page.getByRole('textbox', { name: 'Your question' }).fill(questions.cost)
  await page.getByRole('button', { name: 'Ask' }).click()
  expect(await page.locator('.asked-of').allTextContents()).toEqual([
    'Only of: Harbour Gazette',
    'Only of: English',
  ])
  expect(asked.slice(-2).map(({ filters }) => filters)).toEqual([
    { publisher: 'Harbour Gazette' },
    { language: 'en' },
  ])
})

test('filters that no article passes can be dropped from the answer', async () => {
  const { url, asked } = await serveGazette()
  const page = await openPage()
  await page.goto(`${url}/?publisher=Nobody`)
  await page.locator('.keys').waitFor()
  await ask(page, questions.count)
  await page.getByRole('heading', { name: 'No article passes these filters' }).waitFor()
  await page.getByRole('button', { name: 'Ask without filters' }).click()
  await page.locator('.turn.answered').waitFor()
  expect(asked.map(({ filters }) => filters)).toEqual([{ publisher: 'Nobody' }, undefined])
  expect(await page.locator('.chip').count()).toBe(0)
})
