import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Verification } from '../../src/verify/verification.ts'
import { openBrowser } from '../browser/open-browser.ts'
import { root, runCommand, type Server, startServer } from './start-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'footnote-exports-'))
const flags = ['--index', join(folder, 'index')]
const questions = [
  'How many companies are registered in Qianhai?',
  // A part that is answered, one that is not, and quotation marks that quote no article.
  'What did Hong Kong plan for the “Northern Metropolis”, and who won the "World Cup"?',
  'What do the articles say about Nansha?',
]
const files = [
  ['markdown', 'md'],
  ['html', 'html'],
  ['bundle', 'bundle.json'],
] as const
let server: Server
let browser: Browser

beforeAll(async () => {
  server = await startServer(['--corpus', join(root, 'corpus'), ...flags])
  browser = await openBrowser()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What `npm run verify` says of a file: all of it must stand where its source says. */
async function verified(name: string, text: string): Promise<void> {
  const path = join(folder, name)
  writeFileSync(path, text)
  const { code, stdout, stderr } = await runCommand('verify', [path, '--json', ...flags])
  expect({ name, code, stderr }).toEqual({ name, code: 0, stderr: '' })
  const { quotations, unclosed, problems } = JSON.parse(stdout) as Partial<Verification> & {
    problems?: unknown[]
  }
  if (name.endsWith('.bundle.json')) {
    expect(problems).toEqual([])
    return
  }
  const whole = (quotations ?? []).filter(({ depth }) => depth === 0)
  expect(whole.length).toBeGreaterThanOrEqual(questions.length)
  expect(whole.filter(({ form }) => form !== 'block')).toEqual([])
  // A quote that begins or ends within a sentence says so by an ellipsis of ours.
  const other = (quotations ?? []).filter(({ status }) => status !== 'exact')
  const isCut = ({ status, quote }: (typeof other)[number]) =>
    status === 'normalised' && /^… | …$/.test(quote)
  expect(other.filter((one) => !isCut(one))).toEqual([])
  expect(whole.filter(({ claimed }) => claimed?.at_place !== true)).toEqual([])
  expect(unclosed).toEqual([])
}

test('what the server writes of a conversation is verified, each quote at its place', async () => {
  const [first = '', second = '', last = ''] = questions
  const asked = [
    ['earlier', first],
    ['earlier', second],
    ['question', last],
  ]
  for (const [format, extension] of files) {
    const query = new URLSearchParams([['format', format], ...asked])
    const response = await fetch(new URL(`/export?${query}`, server.url))
    expect(response.status).toBe(200)
    await verified(`server.${extension}`, await response.text())
  }
})

test('what the page saves is verified, each quote at its place', async () => {
  const page = await browser.newPage()
  await page.goto(server.url)
  for (const [at, question] of questions.entries()) {
    const box = page.getByRole('textbox', { name: 'Your question' })
    await box.fill(question)
    await box.press('Enter')
    await page.locator(`.turn:is(.answered, .refused) >> nth=${at}`).waitFor()
  }
  await page.getByText('Save or print').click()
  for (const [format, extension] of files) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`[data-export="${format}"]`).click(),
    ])
    expect(download.suggestedFilename()).toBe(
      `How-many-companies-are-registered-in-Qianhai.${extension}`,
    )
    await verified(`page.${extension}`, await readFile(await download.path(), 'utf8'))
  }
})
