import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type Answer, answer as answerSchema } from '../../src/answer/answer.ts'
import { type Broken, makeMixedFolder, questions } from './mixed-folder.ts'
import { type Ended, runCommand, type Server, startServer } from './start-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'footnote-mixed-'))
const corpus = join(folder, 'corpus')
const flags = ['--corpus', corpus, '--index', join(folder, 'index')]
let ingested: Ended
let server: Server
let broken: readonly Broken[] = []
let files = 0

beforeAll(async () => {
  mkdirSync(corpus)
  const made = makeMixedFolder(corpus)
  broken = made.broken
  files = made.files
  ingested = await runCommand('ingest', flags)
  server = await startServer(flags)
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const get = (path: string) => fetch(new URL(path, server.url))

async function ask(question: string): Promise<Answer> {
  const body = JSON.stringify({ question })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(new URL('/v1/ask', server.url), { method: 'POST', headers, body })
  return answerSchema.parse(await response.json())
}

/** The text of a page's marked places, without tags and entities. */
function marksOf(html: string): string {
  const marks = [...html.matchAll(/<mark\b[^>]*>([\s\S]*?)<\/mark>/g)].map(([, inner]) => inner)
  const text = marks.join(' ').replace(/<[^>]*>/g, '')
  return text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

describe('a folder of files of every format, many of them broken', () => {
  it('is ingested, and each broken file is named with what to do', () => {
    expect(files).toBeGreaterThanOrEqual(60)
    expect(broken.length).toBeGreaterThanOrEqual(15)
    expect(ingested.stderr).not.toMatch(/\n\s+at /)
    expect(ingested.code).toBe(3)
    const lines = ingested.stdout.split('\n').filter((line) => line.startsWith('  - '))
    for (const [path, said] of broken) {
      const own = lines.filter((line) => line.includes(path))
      expect(own.join('\n'), path).toMatch(said)
      // What is wrong, and then what to do about it.
      expect(own[0], path).toMatch(/\. [A-Z].+\.$/)
    }
  })

  it('says nothing against any other file', () => {
    const known = [...broken.map(([path]) => path), ...questions.map(({ path }) => path)]
    const lines = ingested.stdout.split('\n').filter((line) => line.startsWith('  - '))
    expect(lines.filter((line) => !known.some((path) => line.includes(path)))).toEqual([])
  })

  test.each(questions)('$format: $question', async ({ question, path, quote, page }) => {
    const { citations, refusal } = await ask(question)
    const citation = citations.find((one) => one.source_path === path && quote.test(one.quote))
    const got = citations.map((one) => `${one.source_path}: ${one.quote}`)
    expect(citation, [refusal?.message, ...got].join('\n')).toBeDefined()
    if (!citation) return
    if (page !== undefined) expect(citation.page).toBe(page)

    const kept = (await (await get(citation.links.self)).json()) as Record<string, unknown>
    expect(kept).toMatchObject({ id: citation.id, quote: citation.quote, stale: false })
    expect(kept.page).toBe(citation.page)

    const reader = await get(citation.links.reader)
    expect(reader.status).toBe(200)
    const flat = (text: string) => text.replace(/\s+/g, ' ').trim()
    expect(flat(marksOf(await reader.text()))).toContain(flat(citation.quote))
  })
})
