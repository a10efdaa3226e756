import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer as answerSchema } from '../../src/answer/answer.ts'
import { ended, root, runCommand, startCommand, startServer } from '../program/start-program.ts'
import { tries } from './thoroughness.ts'

const kills = tries(20, 6)
let folder = ''
let corpus = ''
let flags: string[] = []
let usual = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-killed-'))
  corpus = join(folder, 'corpus')
  cpSync(join(root, 'corpus'), corpus, { recursive: true })
  flags = ['--corpus', corpus, '--index', join(folder, 'index')]
  const started = performance.now()
  expect((await runCommand('ingest', flags)).code).toBe(0)
  usual = performance.now() - started
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('an ingest that is killed', () => {
  it(`leaves an index that answers, at ${kills} random moments`, { timeout: 600_000 }, async () => {
    for (let kill = 1; kill <= kills; kill += 1) {
      const file = join(corpus, '003_18d87e5456977e12.txt')
      appendFileSync(file, `\nThe harbour of Round ${kill} handled ${kill * 1000} crates.\n`)
      const child = startCommand('ingest', flags)
      const end = ended(child)
      const timer = setTimeout(() => child.kill('SIGKILL'), Math.random() * usual * 1.1)
      await end
      clearTimeout(timer)
      await expectAnswer(kill)
    }
  })
})

/** Starts the server on what the kill left, and checks that it quotes what stands in the files. */
async function expectAnswer(kill: number): Promise<void> {
  const server = await startServer(flags)
  try {
    const reply = await fetch(`${server.url}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'How many companies are registered in Qianhai?' }),
    })
    const answer = answerSchema.parse(await reply.json())
    expect(answer.citations[0]?.quote, `kill ${kill}`).toContain('9,200 companies')
    for (const { source_path, start, end, quote } of answer.citations) {
      expect(readFileSync(join(corpus, source_path), 'utf8').slice(start, end)).toBe(quote)
    }
  } finally {
    await server.stop()
  }
}
