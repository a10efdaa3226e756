import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { ask, isInView, openPage } from './serve-gazette.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** `npm start` on a free port with an empty index of its own; the address it prints. */
async function startProgram(): Promise<string> {
  const index = await mkdtemp(join(tmpdir(), 'footnote-smoke-'))
  const program = spawn('npm', ['start', '--', '--port', '0', '--index', index], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    await endGroup(program)
    await rm(index, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  })
  for await (const line of createInterface({ input: program.stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
    if (url) return url
  }
  throw new Error('npm start ended before it printed its address.')
}

async function endGroup(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.pid === undefined) return
  const ended = once(program, 'exit')
  process.kill(-program.pid, 'SIGTERM')
  await ended
}

test('npm start answers a sample question and opens its quote at its place', async () => {
  const url = await startProgram()
  const page = await openPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(url)
  await page.locator('.samples a').first().click()
  await page.locator('.turn.answered').waitFor()
  const quote = await page.locator('.turn blockquote').first().textContent()
  await page.getByRole('link', { name: 'Quote 1' }).click()
  const marks = page.getByRole('dialog').locator('mark.current')
  await marks.first().waitFor()
  const marked = (await marks.allTextContents()).join('')
  // A quote cut inside its sentence stands between ellipses, which are not in the article.
  const bare = (text: string | null) => text?.replace(/[\s…]/g, '')
  expect(bare(marked)).toBe(bare(quote))
  await expect.poll(() => isInView(page, 'mark.current >> nth=0')).toBe(true)
  await page.keyboard.press('Escape')
  await ask(page, 'Which spaceship landed on Neptune?')
  await page.getByRole('heading', { name: 'Not in these articles' }).waitFor()
})
