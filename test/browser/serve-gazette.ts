import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { type Listening, listen } from '../../src/server/listen.ts'
import { createPages } from '../../src/web/pages.tsx'
import { makeGazette } from '../web/gazette.ts'
import { type ScriptedChat, scriptChat } from '../web/scripted-chat.ts'
import { openBrowser } from './open-browser.ts'

export interface Gazette extends ScriptedChat {
  readonly url: string
  /** Stops the server, and starts it again at the same address. */
  stop(): Promise<void>
  start(): Promise<void>
}

let browser: Promise<Browser> | undefined

afterAll(async () => {
  await (await browser)?.close()
})

/** The whole app over the gazette, on a free port of this machine, until the test ends. */
export async function serveGazette(given: Partial<ApiDependencies> = {}): Promise<Gazette> {
  const chat = scriptChat(await makeGazette(), given)
  const app = createApi(chat.dependencies, await createPages(chat.dependencies))
  const options = { host: '127.0.0.1', stopTimeoutMs: 100 }
  let server: Listening = await listen(app, { ...options, port: 0 })
  const { port, url } = server
  onTestFinished(() => server.stop())
  return {
    ...chat,
    url,
    stop: () => server.stop(),
    async start() {
      server = await listen(app, { ...options, port })
    },
  }
}

/**
 * A fresh page that shares nothing with others. When the test ends, it fails if the page asked anything of
 * another machine, broke the content policy or threw.
 */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const { page, wrong } = await openWatchedPage(options)
  onTestFinished(() => expect(wrong).toEqual([]))
  return page
}

/** A fresh page, and a list that grows with whatever it asks of others, breaks of the policy or throws. */
export async function openWatchedPage(
  options: BrowserContextOptions = {},
): Promise<{ page: Page; wrong: readonly string[] }> {
  browser ??= openBrowser()
  const context = await (await browser).newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const wrong: string[] = []
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol !== 'data:' && hostname !== '127.0.0.1') wrong.push(`asked ${request.url()}`)
  })
  context.on('weberror', (error) => wrong.push(`threw ${error.error().stack}`))
  page.on('console', (message) => {
    // A browser logs every failed request; tests of failures look at what the page says of them.
    const isFailedRequest = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isFailedRequest) wrong.push(message.text())
  })
  onTestFinished(() => context.close())
  return { page, wrong }
}

/** Types a question into the box and sends it with Enter. */
export async function ask(page: Page, question: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Your question' })
  await box.fill(question)
  await box.press('Enter')
}

/** Whether all of an element lies in the window, nothing in front of its middle. */
export async function isInView(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect()
    if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth) return false
    const [box] = element.getClientRects()
    if (!box) return false
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return element.contains(hit)
  })
}
