import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import { startServer } from '../program/start-program.ts'
import { isInView, openPage } from './serve-gazette.ts'
import { violations } from './violations.ts'

const quote = 'The night ferry to Saltmere leaves the north pier at half past ten.'
const article = `The night ferry returns

The council of Wexholm voted on Tuesday to bring the night ferry back after eleven years.

${quote} It carries two hundred passengers and no cars. Tickets are sold on board.

Fishermen had asked for the ferry to stay out of the basin during the herring season.
`
const other = `Lanterns on the quay

Forty lanterns were lit on the quay of Wexholm for the first time since the flood.

The lamplighter said that each of them burns for nine hours.
`

/** A corpus and an index of their own behind the real program, until the test ends. */
async function startWexholm() {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-stale-'))
  const path = join(folder, 'corpus', 'ferry.txt')
  const flags = ['--corpus', join(folder, 'corpus'), '--index', join(folder, 'index')]
  const { mkdir } = await import('node:fs/promises')
  await mkdir(join(folder, 'corpus'))
  await writeFile(path, article)
  await writeFile(join(folder, 'corpus', 'lanterns.txt'), other)
  const server = await startServer(flags)
  onTestFinished(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const generation = async () => {
    const response = await fetch(`${server.url}/v1/index`)
    return ((await response.json()) as { generation: number }).generation
  }
  return {
    ...{ url: server.url, path, away: join(folder, 'ferry.txt') },
    /** Makes a change of the corpus and waits until the server has followed it. */
    async change(work: () => Promise<void>): Promise<void> {
      const before = await generation()
      await work()
      await expect.poll(generation, { timeout: 20_000 }).toBeGreaterThan(before)
    },
  }
}

/** What a link of an answer opens: its marked words, and what the page says of them. */
async function look(page: Page): Promise<string> {
  await page.reload()
  expect(await page.locator('.text mark').allTextContents()).toEqual([quote])
  await expect.poll(() => isInView(page, '.text mark')).toBe(true)
  const notices = await page.locator('.notice').allTextContents()
  return notices.join(' ').replace(/\s+/g, ' ')
}

test('a citation open in a browser keeps its words and says what changed: edit, move, delete, restore', async () => {
  const { url, path, away, change } = await startWexholm()
  const asked = await fetch(`${url}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      question: 'When does the night ferry to Saltmere leave the north pier?',
    }),
  })
  const { citations } = (await asked.json()) as Answer
  const citation = citations.find((each) => each.quote === quote)
  if (!citation) throw new Error(`It was answered with ${citations.map((each) => each.quote)}`)
  const page = await openPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${url}${citation.links.reader}`)
  expect(await look(page)).toBe('')
  const api = async () => {
    const response = await fetch(`${url}${citation.links.self}`)
    expect(response.status).toBe(200)
    return (await response.json()) as { quote: string; status: string; stale: boolean }
  }
  expect(await api()).toMatchObject({ quote, stale: false, status: 'current' })

  await change(() => writeFile(path, `A correction was added on Friday.\n\n${article}`))
  expect(await look(page)).toMatch(/has changed since.*The quote still stands there, word for word/)
  expect(await api()).toMatchObject({ quote, status: 'moved' })
  expect(await violations(page)).toEqual([])
  const link = page.url()
  await page.getByRole('link', { name: 'See where it stands now' }).click()
  expect(await page.locator('.text mark').textContent()).toBe(quote)
  expect(await page.locator('.notice').count()).toBe(0)
  await page.goto(link)

  const renamed = path.replace('ferry.txt', 'night-ferry.txt')
  await change(() => rename(path, renamed))
  expect(await look(page)).toMatch(/The quote still stands there, word for word/)
  const moved = await (await fetch(`${url}/v1/sources/${citation.source_id}`)).json()
  expect(moved).toMatchObject({ id: citation.source_id, path: 'night-ferry.txt' })
  await change(() => rename(renamed, path))

  const edited = quote.replace('north pier at half past ten', 'east pier at a quarter to eleven')
  await change(() => writeFile(path, article.replace(quote, edited)))
  expect(await look(page)).toMatch(/The quote was edited/)
  expect(await api()).toMatchObject({ quote, status: 'changed', nearest: { text: edited } })
  const [was, is] = await page.locator('.changes p').allTextContents()
  expect(was?.replace(/taken out: /g, '')).toBe(quote)
  expect(is?.replace(/put in: /g, '')).toBe(edited)
  expect((await page.locator('del').allTextContents()).join(' ')).toContain('north')
  expect((await page.locator('ins').allTextContents()).join(' ')).toContain('east')
  expect(await page.locator('figcaption').last().textContent()).toContain('not the quote')
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: 'See what stands there now' }).click()
  expect(await page.locator('.text mark').textContent()).toBe(edited)
  await page.goto(link)

  await change(() => rename(path, away))
  expect(await look(page)).toMatch(
    /no longer in the collection.* It was taken out on \d+ \w+ \d{4}/,
  )
  expect(await api()).toMatchObject({ quote, status: 'removed' })
  expect(await violations(page)).toEqual([])

  await change(async () => {
    await rename(away, path)
    await writeFile(path, article)
  })
  expect(await look(page)).toBe('')
  expect(await api()).toMatchObject({ quote, status: 'current', stale: false })
}, 300_000)
