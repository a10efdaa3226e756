import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer as answerSchema } from '../../src/answer/answer.ts'
import { root, runCommand, startServer } from './start-program.ts'

let folder = ''
let index = ''
const corpus = join(root, 'corpus')
const flags = () => ['--corpus', corpus, '--index', index]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-program-'))
  index = join(folder, 'index')
  const { code, stdout } = await runCommand('ingest', flags())
  expect(code).toBe(0)
  expect(stdout).toMatch(/Articles: 5 \(5 new/)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('ingest', () => {
  it('embeds nothing again when nothing changed, and says so', async () => {
    const { code, stdout } = await runCommand('ingest', flags())
    expect(code).toBe(0)
    expect(stdout).toMatch(/5 unchanged/)
    expect(stdout).toMatch(/Embedded: nothing/)
  })

  it('names files it cannot read, indexes the rest, and says so by its exit code', async () => {
    const mixed = join(folder, 'mixed')
    cpSync(corpus, mixed, { recursive: true })
    writeFileSync(
      join(mixed, 'picture.txt'),
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0, 255]),
    )
    writeFileSync(join(mixed, 'empty.md'), '')
    const { code, stdout } = await runCommand('ingest', ['--corpus', mixed, '--index', index])
    expect(code).toBe(3)
    expect(stdout).toContain('picture.txt')
    expect(stdout).toContain('empty.md')
    expect(stdout).toMatch(/Articles: 5/)
  })

  it('names a missing folder and leaves the index as it was', async () => {
    const missing = join(folder, 'nowhere')
    const { code, stderr } = await runCommand('ingest', ['--corpus', missing, '--index', index])
    expect(code).toBe(1)
    expect(stderr).toContain(missing)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect((await runCommand('ask', ['How big is Nansha?', ...flags()])).code).toBe(0)
  })

  it('says that an empty folder is empty', async () => {
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    const { code, stderr } = await runCommand('ingest', ['--corpus', empty, '--index', index])
    expect(code).toBe(1)
    expect(stderr).toContain('no article to read')
  })

  it('names an index folder that cannot be written', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const { code, stderr } = await runCommand('ingest', ['--corpus', corpus, '--index', file])
    expect(code).toBe(1)
    expect(stderr).toContain(file)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})

describe('ask', () => {
  it('prints the quotes and where they stand', async () => {
    const question = 'How many companies are registered in Qianhai?'
    const { code, stdout } = await runCommand('ask', [question, ...flags()])
    expect(code).toBe(0)
    expect(stdout).toContain('over 9,200 companies registered')
    expect(stdout).toMatch(/003_18d87e5456977e12\.txt:\d+:\d+/)
  })

  it('prints the object of the API, whose quotes are slices of their files', async () => {
    const { stdout } = await runCommand('ask', [
      'What is said about Qianhai?',
      '--json',
      ...flags(),
    ])
    const answer = answerSchema.parse(JSON.parse(stdout))
    expect(answer.citations.length).toBeGreaterThan(0)
    for (const { source_path, start, end, quote } of answer.citations) {
      const text = readFileSync(join(corpus, source_path), 'utf8')
      expect(text.slice(start, end)).toBe(quote)
    }
  })

  it('gives the same answer to the same question, but for the time it took', async () => {
    const ask = async () => {
      const { stdout } = await runCommand('ask', ['Who is Liu Wei?', '--json', ...flags()])
      return { ...JSON.parse(stdout), timings_ms: null }
    }
    expect(await ask()).toEqual(await ask())
  })

  it('ends with 3 when it refuses', async () => {
    const { code, stdout } = await runCommand('ask', [
      'Who won the 2022 FIFA World Cup?',
      ...flags(),
    ])
    expect(code).toBe(3)
    expect(stdout).toContain('Not in these articles')
    expect(stdout).toContain('not an answer')
  })

  it.each([
    [[], 'There is no question'],
    [['  '], 'The question is empty'],
    [['x'.repeat(2001)], '2001 characters'],
    [['Why?', '--prot', '1'], '--prot'],
    [['Why?', '--model', 'other'], 'other'],
  ])('ends with 2 for bad usage: %#', async (args, words) => {
    const { code, stderr } = await runCommand('ask', [...args, ...flags()])
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })

  it('says what to do about an index of another model', async () => {
    const { code, stderr } = await runCommand('ask', [
      'Why?',
      '--model',
      'bge-small-en-v1.5',
      ...flags(),
    ])
    expect(code).toBe(1)
    expect(stderr).toMatch(/bge-small-en-v1\.5.*npm run ingest/s)
  })
})

describe('serve', () => {
  it('opens an unchanged index, answers, and stops gently', async () => {
    const server = await startServer(flags())
    const ready = await fetch(`${server.url}/readyz`)
    expect(ready.status).toBe(200)
    const reply = await fetch(`${server.url}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'How big is Nansha?' }),
    })
    expect(answerSchema.parse(await reply.json()).answerable).toBe(true)
    const { code, stderr } = await server.stop()
    expect(code).toBe(0)
    expect(stderr).toBe('')
  })

  it('answers from an index that another process has built meanwhile', async () => {
    const growing = join(folder, 'growing')
    cpSync(corpus, growing, { recursive: true })
    const own = ['--corpus', growing, '--index', join(folder, 'growing-index')]
    // It must not take in the new file by itself.
    const server = await startServer([...own, '--no-watch'])
    try {
      writeFileSync(join(growing, 'new.txt'), 'Lantern Bay\n\nLantern Bay sold 77 lighthouses.\n')
      expect((await runCommand('ingest', own)).code).toBe(0)
      await expect
        .poll(
          async () => (await (await fetch(`${server.url}/v1/sources`)).text()).includes('new.txt'),
          {
            timeout: 20_000,
            interval: 250,
          },
        )
        .toBe(true)
    } finally {
      await server.stop()
    }
  })

  it('answers what the README shows, with the commands it shows', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const commands = readme.split('\n').filter((line) => line.startsWith('curl '))
    expect(commands.length).toBeGreaterThan(4)
    const server = await startServer(flags())
    try {
      for (const command of commands) {
        const reply = await fetchLikeCurl(command, server.url)
        expect(reply.status, command).toBe(200)
        expect(await reply.text()).not.toBe('')
      }
      const shown = JSON.parse(/```json\n(.*?)```/s.exec(readme)?.[1] ?? '')
      const reply = await fetchLikeCurl(commands[0] ?? '', server.url)
      expect(await reply.json()).toMatchObject(shown)
    } finally {
      await server.stop()
    }
  })

  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    const { code, stderr } = await runCommand('serve', ['--port', String(port), ...flags()])
    other.close()
    expect(code).toBe(1)
    expect(stderr).toContain(String(port))
    expect(stderr).toContain('--port')
  })
})

/** The request that a `curl` line of the README makes, sent to the server under test. */
function fetchLikeCurl(command: string, url: string): Promise<Response> {
  const address = /http:\/\/127\.0\.0\.1:3000(\S*)/.exec(command)?.[1] ?? ''
  const headers = [...command.matchAll(/-H '([^:]+): ([^']+)'/g)]
  const body = /-d '([^']+)'/.exec(command)?.[1]
  return fetch(`${url}${address}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: Object.fromEntries(headers.map((match) => [match[1] ?? '', match[2] ?? ''])),
    ...(body === undefined ? {} : { body }),
  })
}
