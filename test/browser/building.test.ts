import { expect, test } from 'vitest'
import { FootnoteError } from '../../src/errors.ts'
import type { IndexStatus } from '../../src/server/dependencies.ts'
import { makeGazette } from '../web/gazette.ts'
import { questions, scriptChat } from '../web/scripted-chat.ts'
import { ask, openPage, serveGazette } from './serve-gazette.ts'

/** A gazette whose articles are still being read until `finish` is called. */
async function serveUnread() {
  const index = await makeGazette()
  const { dependencies } = scriptChat(index)
  let ready = false
  const reading: IndexStatus = {
    state: 'ingesting',
    detail: 'Two of four are read.',
    done: 2,
    total: 4,
  }
  const gazette = await serveGazette({
    currentIndex: () => (ready ? index : undefined),
    status: () => (ready ? dependencies.status() : reading),
    async *ask(request, signal) {
      if (!ready) throw new FootnoteError('not_ready', 'There is no index to answer from yet.')
      yield* dependencies.ask(request, signal)
    },
  })
  return {
    ...gazette,
    finish() {
      ready = true
    },
  }
}

test('a question asked while the articles are read is answered once they are', async () => {
  const { url, finish } = await serveUnread()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  expect(await page.getByRole('progressbar', { name: 'Articles read' }).getAttribute('value')).toBe(
    '2',
  )
  await ask(page, questions.count)
  await page.locator('.turn.waiting').waitFor()
  finish()
  await page.locator('.turn.answered').waitFor()
  expect(await page.getByRole('progressbar').count()).toBe(0)
})

test('a page opened while the articles are read shows them by itself afterwards', async () => {
  const { url, finish } = await serveUnread()
  const page = await openPage()
  await page.goto(url)
  await page.locator('.keys').waitFor()
  finish()
  await page.getByRole('link', { name: '4 articles' }).waitFor()
  await page.getByRole('link', { name: questions.count }).waitFor()
})

test('without script the page asks again until there is an answer', async () => {
  const { url, finish } = await serveUnread()
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${url}/?${new URLSearchParams({ question: questions.count })}`)
  await page.locator('.turn.waiting').waitFor()
  finish()
  await page.locator('.turn.answered').waitFor()
})
