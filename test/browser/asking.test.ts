import { expect, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

test('arrow-up brings back earlier questions, arrow-down goes forward to what was being typed', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  for (const [at, question] of [questions.count, questions.cost].entries()) {
    await ask(page, question)
    await page.locator(`.turn.answered >> nth=${at}`).waitFor()
  }
  const box = page.getByRole('textbox', { name: 'Your question' })
  await box.fill('half a thought')
  await box.press('ArrowUp')
  expect(await box.inputValue()).toBe(questions.cost)
  await box.press('ArrowUp')
  await box.press('ArrowUp')
  expect(await box.inputValue()).toBe(questions.count)
  await box.press('ArrowDown')
  await box.press('ArrowDown')
  expect(await box.inputValue()).toBe('half a thought')
  await box.fill('two\nlines')
  await box.press('ArrowUp')
  expect(await box.inputValue()).toBe('two\nlines')
})

test('a question typed while an answer is under way is asked after it', async () => {
  const { url, hold, asked } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  const release = hold()
  await ask(page, questions.cost)
  await page.locator('.turn blockquote').waitFor()
  await ask(page, questions.count)
  await page.locator('.next-question').waitFor()
  const box = page.getByRole('textbox', { name: 'Your question' })
  expect(await box.inputValue()).toBe('')
  await ask(page, 'A third one')
  expect(await box.inputValue()).toBe('A third one')
  expect(asked).toHaveLength(1)
  release()
  await page.locator('.turn.answered >> nth=1').waitFor()
  expect(asked.map(({ question }) => question)).toEqual([questions.cost, questions.count])
  expect(await page.locator('.next-question').count()).toBe(0)
  expect(await box.inputValue()).toBe('A third one')
})

test('what waits comes back into the box when it is taken back, and when the answer is stopped', async () => {
  const { url, hold, asked } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  const release = hold()
  await ask(page, questions.cost)
  await page.locator('.turn blockquote').waitFor()
  const box = page.getByRole('textbox', { name: 'Your question' })
  await ask(page, questions.count)
  await page.getByRole('button', { name: 'Take back' }).click()
  expect(await box.inputValue()).toBe(questions.count)
  await box.press('Enter')
  await page.locator('.next-question').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.turn.stopped').waitFor()
  await expect.poll(() => box.inputValue()).toBe(questions.count)
  release()
  expect(asked).toHaveLength(1)
})

test('Enter that ends a composition picks a word and asks nothing', async () => {
  const { url, asked } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  const box = page.getByRole('textbox', { name: 'Your question' })
  await box.fill('渡輪')
  for (const given of [{ isComposing: true }, { keyCode: 229 }]) {
    await box.dispatchEvent('keydown', { key: 'Enter', ...given })
    await box.dispatchEvent('keydown', { key: 'ArrowUp', ...given })
  }
  expect(await box.inputValue()).toBe('渡輪')
  expect(asked).toEqual([])
})

test('the box grows with its text, says when it is nearly full, and takes no 10 MB', async () => {
  const { url } = await serveGazette()
  const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(url)
  await page.locator('.keys').waitFor()
  const box = page.getByRole('textbox', { name: 'Your question' })
  const height = () => box.evaluate((element) => element.clientHeight)
  const before = await height()
  await box.fill('one\ntwo\nthree\nfour')
  expect(await height()).toBeGreaterThan(before)
  expect(await page.locator('.room').textContent()).toBe('')
  await box.fill('a'.repeat(1900))
  await page.getByText('100 characters left').waitFor()
  await page.evaluate(() => navigator.clipboard.writeText('b'.repeat(10_000_000)))
  await box.press('ControlOrMeta+v')
  await page.getByText('9,999,900 characters of what was pasted were left out').waitFor()
  expect((await box.inputValue()).length).toBe(2000)
  await box.fill('short')
  expect(await page.locator('.room').textContent()).toBe('')
})

test('questions to ask next come after the answer, and are asked by a click', async () => {
  const requests: unknown[] = []
  const { url, asked } = await serveGazette({
    async suggestQuestions(request) {
      requests.push(request)
      const isFirst = request.question === questions.count
      return isFirst ? [{ question: questions.cost, source_id: 'src_000000000000', title: '' }] : []
    },
  })
  const page = await openPage()
  await page.goto(url)
  await ask(page, questions.count)
  const next = page.getByRole('list', { name: 'Questions to ask next' })
  await next.getByRole('link', { name: questions.cost }).click()
  await page.locator('.turn.answered >> nth=1').waitFor()
  expect(asked.map(({ question }) => question)).toEqual([questions.count, questions.cost])
  await expect.poll(() => requests.length).toBe(2)
  expect(requests[0]).toMatchObject({
    question: questions.count,
    citation_ids: [expect.stringMatching(/^cit_/)],
  })
  expect(requests[1]).toMatchObject({ messages: [{ role: 'user', content: questions.count }, {}] })
  expect(await next.count()).toBe(1)
})

test('the next question ends the search for questions to ask next', async () => {
  let ended = false
  const { url } = await serveGazette({
    suggestQuestions: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          ended = true
          reject(signal.reason)
        })
      }),
  })
  const page = await openPage()
  await page.goto(url)
  const suggested = page.waitForRequest('**/v1/suggestions')
  await ask(page, questions.count)
  await suggested
  await ask(page, questions.cost)
  await page.locator('.turn.answered >> nth=1').waitFor()
  await expect.poll(() => ended).toBe(true)
})

test('a long wait says how long it has been', async () => {
  const { url, hold } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  const release = hold()
  await ask(page, questions.cost)
  await page.locator('.under-way', { hasText: 'Weighing 8 passages' }).waitFor()
  expect(await page.locator('.elapsed').count()).toBe(0)
  await page.locator('.elapsed', { hasText: '2 s' }).waitFor()
  release()
  await page.locator('.turn.answered').waitFor()
  expect(await page.locator('.under-way').count()).toBe(0)
})

test('a stopped question can be edited and asked again', async () => {
  const { url, hold, asked } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  hold()
  await ask(page, questions.cost)
  await page.locator('.turn blockquote').waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  const box = page.getByRole('textbox', { name: 'Your question' })
  expect(await box.inputValue()).toBe(questions.cost)
  expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(asked).toHaveLength(1)
})

test('what waits, what may come next and a full box hold up to the accessibility rules', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { url, hold } = await serveGazette({
      suggestQuestions: async () => [
        { question: questions.cost, source_id: 'src_000000000000', title: '' },
      ],
    })
    const page = await openPage({ colorScheme })
    await page.goto(url)
    await ask(page, questions.count)
    await page.getByRole('list', { name: 'Questions to ask next' }).waitFor()
    const release = hold()
    await ask(page, questions.cost)
    await ask(page, questions.route)
    await page.locator('.next-question').waitFor()
    await page.getByRole('textbox', { name: 'Your question' }).fill('a'.repeat(1990))
    await page.context().setOffline(true)
    expect(await violations(page)).toEqual([])
    release()
  }
})
