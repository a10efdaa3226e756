import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'

test('quotes appear as they are found, each with its source', async () => {
  const { url, hold } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  const release = hold()
  await page.getByRole('link', { name: questions.cost }).click()
  const quotes = page.locator('.turn blockquote')
  await quotes.first().waitFor()
  expect(await quotes.allTextContents()).toEqual(['Each ferry costs 6.2 million crowns.'])
  expect(await page.getByRole('button', { name: 'Stop' }).isVisible()).toBe(true)
  release()
  await page.getByRole('button', { name: 'Ask' }).waitFor()
  expect(await quotes.count()).toBe(3)
  const reference = page.getByRole('link', {
    name: 'Quote 1 Read in context in New ferries for the inner harbour',
  })
  expect(await reference.isVisible()).toBe(true)
  for (const known of ['Harbour Gazette', '5 March 2024', 'What they cost']) {
    expect(await page.locator('.source-group').first().textContent()).toContain(known)
  }
})

test('the answer is announced', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await ask(page, questions.count)
  await page.getByRole('status').filter({ hasText: 'Answered with 1 quote.' }).waitFor()
  await expect.poll(() => page.getByRole('status').textContent()).toContain('four electric ferries')
})

test('a follow-up goes with what came before, and shows how it was understood', async () => {
  const { url, asked } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await ask(page, questions.count)
  await page.locator('.turn.answered').waitFor()
  await ask(page, questions.followUp)
  await page.locator('.turn.answered >> nth=1').waitFor()
  expect(await page.locator('.turn >> nth=1').textContent()).toContain(questions.resolved)
  expect(asked.at(-1)?.messages?.[0]?.content).toBe(questions.count)
  await page.getByRole('button', { name: 'Edit' }).click()
  await expect.poll(() => page.getByRole('textbox').inputValue()).toBe(questions.resolved)
})

test('a conversation outlives a reload', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await ask(page, questions.count)
  await page.locator('.turn.answered').waitFor()
  await ask(page, questions.followUp)
  await page.locator('.turn.answered >> nth=1').waitFor()
  const before = await page.locator('.turn').allInnerTexts()
  await page.reload()
  await page.locator('.keys').waitFor()
  expect(await page.locator('.turn').allInnerTexts()).toEqual(before)
})

test('a refusal looks unlike an answer', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await ask(page, questions.refused)
  await page.getByRole('heading', { name: 'Not in these articles' }).waitFor()
  expect(await page.locator('.turn .answer').count()).toBe(0)
  expect(await page.locator('.turn').textContent()).toContain('zeppelin')
  expect(await page.getByRole('heading', { name: 'not an answer' }).isVisible()).toBe(true)
  const style = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).borderLeftWidth)
  expect(await style('.quote.nearest')).toBe('1px')
})

test('Escape stops an answer, and it can be asked again', async () => {
  const { url, hold } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  const release = hold()
  await ask(page, questions.cost)
  await page.locator('.turn blockquote').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Stopped.', { exact: true }).first().waitFor()
  release()
  await page.getByRole('button', { name: 'Ask again' }).click()
  await page.locator('.turn.answered').waitFor()
  expect(await page.locator('.turn blockquote').count()).toBe(3)
})

test('Shift and Enter break the line, and an empty box asks nothing', async () => {
  const { url, asked } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  const box = page.getByRole('textbox')
  await box.press('Enter')
  await box.pressSequentially('one')
  await box.press('Shift+Enter')
  await box.pressSequentially('two')
  expect(await box.inputValue()).toBe('one\ntwo')
  expect(asked).toEqual([])
})

test('what was typed before the script ran stays in the box', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/assets/chat-*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByRole('textbox').pressSequentially('half a quest')
  letThrough()
  await page.locator('.keys').waitFor()
  await page.keyboard.type('ion')
  expect(await page.getByRole('textbox').inputValue()).toBe('half a question')
})

test('a dead server is told in plain words, and a retry recovers', async () => {
  const gazette = await serveGazette()
  const page = await openPage()
  await page.goto(gazette.url)
  await page.locator('.keys').waitFor()
  await gazette.stop()
  await ask(page, questions.count)
  await page.getByText('Footnote does not answer.', { exact: true }).waitFor()
  await gazette.start()
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.locator('.turn.answered').waitFor()
  expect(await page.locator('.turn').count()).toBe(1)
})

test('a server that dies in the middle of an answer leaves what was found, and a retry', async () => {
  const gazette = await serveGazette()
  const page = await openPage()
  await page.goto(gazette.url)
  gazette.hold()
  await ask(page, questions.cost)
  await page.locator('.turn blockquote').waitFor()
  await gazette.stop()
  await page.getByText('The answer broke off before its end.', { exact: true }).waitFor()
  expect(await page.locator('.turn blockquote').count()).toBe(1)
  expect(await page.getByRole('button', { name: 'Retry' }).isVisible()).toBe(true)
})

test('an answer is copied with its sources', async () => {
  const { url } = await serveGazette()
  const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(url)
  await ask(page, questions.count)
  await page.getByRole('button', { name: 'Copy with sources' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/four electric ferries .*” \[1\]\n\n\[1\] New ferries .*#cit_/s)
})
