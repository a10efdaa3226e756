import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFeedbackBook, readFeedback } from '../../src/server/feedback/feedback-book.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

async function serve() {
  const path = join(await temporaryFolder(), 'feedback.jsonl')
  const gazette = await serveGazette({ feedback: openFeedbackBook(path) })
  return { ...gazette, kept: async () => (await readFeedback(path)).records }
}

test('an answer and a quote are judged by keyboard, kept, and taken back', async () => {
  const { url, kept } = await serve()
  const page = await openPage()
  await page.goto(url)
  await ask(page, questions.cost)
  await page.locator('.turn.answered').waitFor()
  const report = page.locator('summary', { hasText: 'Report' }).first()
  await report.focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: 'Report quote 1' })
  await form.getByLabel('Comment').fill('It is of another year.')
  await form.getByRole('button', { name: 'Does not support it' }).focus()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByText('Thank you. It is kept on the computer').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await kept()).toMatchObject([
    {
      kind: 'does_not_support',
      question: questions.cost,
      comment: 'It is of another year.',
      citation: { quote: 'Each ferry costs 6.2 million crowns.', source_path: 'ferries.txt' },
      citations: [{}, {}, {}],
    },
  ])
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back.').waitFor()
  expect(await kept()).toEqual([])
  await page.locator('summary', { hasText: 'Was this right?' }).click()
  await page.screenshot({ path: 'test/screenshots/feedback-1280.png', fullPage: true })
  await page.getByRole('button', { name: 'Incomplete' }).click()
  await page.getByText('Thank you. It is kept on the computer').waitFor()
  expect(await kept()).toMatchObject([{ kind: 'incomplete', citation: null }])
  expect(await page.getByRole('textbox', { name: 'Your question' }).inputValue()).toBe('')
  expect(await page.locator('.turn').count()).toBe(1)
})

test('a refusal is judged as one, and a server that is gone is told', async () => {
  const { url, kept, stop } = await serve()
  const page = await openPage({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
  await page.goto(url)
  await ask(page, questions.refused)
  await page.locator('.turn.refused').waitFor()
  await page.locator('summary', { hasText: 'Was this right?' }).click()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'The articles do answer it' }).click()
  await page.getByText('Thank you. It is kept').waitFor()
  await page.screenshot({ path: 'test/screenshots/feedback-390.png', fullPage: true })
  expect(await kept()).toMatchObject([
    { kind: 'should_have_answered', answerable: false, refusal_reason: 'out_of_scope' },
  ])
  await stop()
  await page.getByRole('button', { name: 'Rightly refused' }).click()
  await page.locator('.feedback').getByText('Footnote does not answer').waitFor()
})

test('without script plain forms say the same', async () => {
  const { url, kept } = await serve()
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${url}/?${new URLSearchParams({ question: questions.cost })}`)
  await page.locator('summary', { hasText: 'Report' }).nth(1).click()
  await page.getByRole('button', { name: 'Out of date' }).click()
  expect(await page.getByRole('heading', { name: 'Thank you' }).isVisible()).toBe(true)
  await page.goBack()
  await page.locator('summary', { hasText: 'Was this right?' }).click()
  await page.getByRole('button', { name: 'Right', exact: true }).click()
  expect(await kept()).toMatchObject([
    { kind: 'stale', citation: { source_path: 'ferries.txt' } },
    { kind: 'helpful', question: questions.cost, citations: [{}, {}, {}], citation: null },
  ])
})

test('where nothing is kept nothing is asked', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await ask(page, questions.cost)
  await page.locator('.turn.answered').waitFor()
  expect(await page.locator('.feedback').count()).toBe(0)
})
