import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { questions } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'
import { violations } from './violations.ts'

const drawer = (page: Page) => page.getByRole('dialog', { name: 'Conversations' })

async function openDrawer(page: Page) {
  await page.getByRole('button', { name: 'Conversations' }).click()
  await drawer(page).getByRole('searchbox').waitFor()
  return drawer(page)
}

async function answered(page: Page, number = 1): Promise<void> {
  await page.locator(`.turn:is(.answered, .refused) >> nth=${number - 1}`).waitFor()
}

/** The titles in the list, once there are as many. */
async function listed(page: Page, titles: readonly string[]): Promise<void> {
  const shown = () => drawer(page).locator('.kept-title').allTextContents()
  await expect.poll(shown, { timeout: 10_000 }).toEqual(titles)
}

/** The link waits for what is being kept, so the page before it may still be there for a moment. */
async function beginAnew(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'New conversation' }).click()
  await page.locator('.turn').waitFor({ state: 'detached' })
  await page.locator('.keys').waitFor()
}

/** A page with two conversations kept: of the cost, and of the zeppelin with a follow-up. */
async function openTwo() {
  const gazette = await serveGazette()
  const page = await openPage()
  await page.goto(gazette.url)
  await ask(page, questions.cost)
  await answered(page)
  await beginAnew(page)
  await ask(page, questions.refused)
  await answered(page)
  await ask(page, questions.count)
  await answered(page, 2)
  return { ...gazette, page }
}

test('conversations come back as they were, without being asked again', async () => {
  const { page, asked } = await openTwo()
  const before = asked.length
  const list = await openDrawer(page)
  await listed(page, [questions.refused, questions.cost])
  await list.getByRole('button', { name: questions.cost }).first().click()
  await expect.poll(() => page.locator('h2.question').allTextContents()).toEqual([questions.cost])
  await page.getByText('Kept on').waitFor()
  await page.getByRole('link', { name: 'Quote 2' }).click()
  await page.getByRole('dialog').locator('mark.current').getByText('A diesel ferry').waitFor()
  expect(asked.length).toBe(before)
  await page.goBack()
  await page.goBack()
  await expect
    .poll(() => page.locator('h2.question').allTextContents())
    .toEqual([questions.refused, questions.count])
  expect(asked.length).toBe(before)
})

test('an answer that is still being kept outlives a link that is followed at once', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  // What keeps it is loaded only now.
  await page.route('**/*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await ask(page, questions.cost)
  await answered(page)
  await beginAnew(page)
  await openDrawer(page)
  await listed(page, [questions.cost])
})

test('a conversation longer than its address outlives a reload whole', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.goto(url)
  const all = Array.from({ length: 9 }, (_, at) => (at % 2 ? questions.count : questions.cost))
  for (const [at, question] of all.entries()) {
    await ask(page, question)
    await answered(page, at + 1)
  }
  await page.reload()
  await expect.poll(() => page.locator('h2.question').allTextContents()).toEqual(all)
  await ask(page, questions.route)
  await answered(page, 10)
  await openDrawer(page)
  await listed(page, [questions.cost])
})

test('a conversation is renamed, found by its words, deleted and put back, by keyboard alone', async () => {
  const { page } = await openTwo()
  await page.getByRole('button', { name: 'Conversations' }).focus()
  await page.keyboard.press('Enter')
  await listed(page, [questions.refused, questions.cost])
  await page.getByRole('button', { name: `Rename: ${questions.cost}` }).focus()
  await page.keyboard.press('Enter')
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.type('What ferries cost')
  await page.keyboard.press('Enter')
  await listed(page, [questions.refused, 'What ferries cost'])
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('DIESEL crowns')
  await listed(page, ['What ferries cost'])
  await drawer(page).getByRole('status').getByText('1 conversation').waitFor()
  await page.getByRole('button', { name: 'Delete: What ferries cost' }).focus()
  await page.keyboard.press('Enter')
  await listed(page, [])
  await page.getByRole('searchbox').fill('')
  await listed(page, [questions.refused])
  await page.getByRole('button', { name: 'Undo' }).focus()
  await page.keyboard.press('Enter')
  await listed(page, [questions.refused, 'What ferries cost'])
  await page.keyboard.press('Escape')
  await expect.poll(() => drawer(page).count()).toBe(0)
  const focused = await page.evaluate(() => document.activeElement?.textContent)
  expect(focused).toBe('Conversations')
})

test('what is deleted leaves the page too, and nothing keeps it anew', async () => {
  const { page, url } = await openTwo()
  const list = await openDrawer(page)
  await list.getByRole('button', { name: `Delete: ${questions.refused}` }).click()
  await listed(page, [questions.cost])
  await page.keyboard.press('Escape')
  await page.locator('.samples').waitFor()
  expect(await page.locator('h2.question').count()).toBe(0)
  expect([page.url(), await page.title()]).toEqual([`${url}/`, 'Footnote'])
  await ask(page, questions.count)
  await answered(page)
  const again = await openDrawer(page)
  await listed(page, [questions.count, questions.cost])
  await again.getByRole('button', { name: `Delete: ${questions.count}` }).click()
  await again.getByRole('button', { name: 'Undo' }).click()
  await again.getByRole('button', { name: questions.count }).first().click()
  await expect.poll(() => page.locator('h2.question').allTextContents()).toEqual([questions.count])
})

test('a saved file has the name that the conversation was given', async () => {
  const { page } = await openTwo()
  await openDrawer(page)
  await page.getByRole('button', { name: `Rename: ${questions.refused}` }).click()
  await page.keyboard.type('Zeppelins: “why/not”? 飛船')
  await page.keyboard.press('Enter')
  await listed(page, ['Zeppelins: “why/not”? 飛船', questions.cost])
  await page.keyboard.press('Escape')
  await page.getByText('Save or print').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-export=markdown]').click(),
  ])
  expect(download.suggestedFilename()).toBe('Zeppelins-why-not-飛船.md')
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^# Zeppelins: /)
})

test('where the browser has no room left older conversations go first, then the page says so', async () => {
  const { page } = await openTwo()
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('No room.', 'QuotaExceededError')
    }
  })
  await ask(page, questions.cost)
  await answered(page, 3)
  await page.locator('.keeping-notice').getByText('no room left').waitFor()
  await openDrawer(page)
  await listed(page, [questions.refused])
})

test('all are deleted only after a second word', async () => {
  const { page } = await openTwo()
  const list = await openDrawer(page)
  await list.getByRole('button', { name: 'Delete all' }).click()
  await list.getByText('Delete all 2 conversations?').waitFor()
  await list.getByRole('button', { name: 'Cancel' }).click()
  await listed(page, [questions.refused, questions.cost])
  await list.getByRole('button', { name: 'Delete all' }).click()
  await list.getByRole('button', { name: 'Delete all' }).click()
  await listed(page, [])
  await page.reload()
  await openDrawer(page)
  await listed(page, [])
})

test('with the switch off nothing more is kept, also after a reload', async () => {
  const { page, url } = await openTwo()
  const list = await openDrawer(page)
  await list.getByRole('checkbox', { name: 'Keep conversations' }).uncheck()
  await list.getByText('New conversations are not kept.').waitFor()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  await ask(page, questions.route)
  await answered(page)
  const again = await openDrawer(page)
  expect(await again.getByRole('checkbox').isChecked()).toBe(false)
  await listed(page, [questions.refused, questions.cost])
})

test('two tabs that go on from one conversation each keep their own', async () => {
  const { page } = await openTwo()
  const other = await page.context().newPage()
  onTestFinished(() => other.close())
  await other.goto(page.url())
  const list = await openDrawer(other)
  await list.getByRole('button', { name: questions.refused }).first().click()
  await other.getByText('Kept on').waitFor()
  await ask(other, questions.route)
  await answered(other, 3)
  await ask(page, questions.cost)
  await answered(page, 3)
  await openDrawer(page)
  await listed(page, [questions.refused, questions.refused, questions.cost])
  await drawer(page).getByRole('button', { name: questions.refused }).nth(0).click()
  await expect
    .poll(() => page.locator('h2.question').allTextContents())
    .toEqual([questions.refused, questions.count, questions.cost])
})

test('a browser without room says so, and the page goes on', async () => {
  const { url } = await serveGazette()
  const page = await openPage()
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('No.', 'SecurityError')
    }
  })
  await page.goto(url)
  await ask(page, questions.cost)
  await answered(page)
  await page.locator('.keeping-notice').getByText('gives no room').waitFor()
  await ask(page, questions.count)
  await answered(page, 2)
  const list = await openDrawer(page)
  await list.getByText('gives no room').waitFor()
})

test('what is broken or of another version is passed over', async () => {
  const { page } = await openTwo()
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('footnote')
      request.onsuccess = () => resolve(request.result)
    })
    const tx = db.transaction(['conversations', 'turns'], 'readwrite')
    tx.objectStore('conversations').put({ id: 'x', title: 7 })
    tx.objectStore('conversations').put({ id: 'ffffffffffffffffffffffff', version: 9 })
    const all = tx.objectStore('turns')
    all.openCursor().onsuccess = (event) => {
      const cursor = (event.target as IDBRequest<IDBCursorWithValue>).result
      if (cursor && cursor.value.question === 'What do the ferries cost?') {
        cursor.update({ ...cursor.value, answer: { ...cursor.value.answer, content: 'x' } })
      }
      cursor?.continue()
    }
    await new Promise((resolve) => {
      tx.oncomplete = resolve
    })
    db.close()
  })
  const list = await openDrawer(page)
  await listed(page, [questions.refused, questions.cost])
  await list.getByRole('button', { name: questions.cost }).first().click()
  await expect
    .poll(() => page.locator('h2.question').allTextContents())
    .toEqual([questions.refused, questions.count])
})

test.each([
  ['light', 1440],
  ['dark', 390],
  ['light', 360],
] as const)('the list is accessible and fits in %s at %i px', async (colorScheme, width) => {
  const { url } = await serveGazette()
  const page = await openPage({ colorScheme, viewport: { width, height: 800 } })
  await page.goto(url)
  for (const [at, question] of [questions.cost, questions.hostile].entries()) {
    await ask(page, question)
    await answered(page, at + 1)
  }
  await openDrawer(page)
  await listed(page, [questions.cost])
  expect(await violations(page)).toEqual([])
  const widths = await drawer(page).evaluate((element) => [
    element.scrollWidth,
    element.clientWidth,
  ])
  expect(widths[0]).toBe(widths[1])
  const small = await drawer(page)
    .locator('button, input, label')
    .evaluateAll((elements) =>
      elements.filter((element) => {
        const { width: wide, height } = element.getBoundingClientRect()
        return element.matches('[type=checkbox]') ? false : wide < 24 || height < 24
      }),
    )
  expect(small).toEqual([])
})
