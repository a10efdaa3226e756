import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openIndex } from '../../src/store/open-generation.ts'
import { runCommand, startServer } from '../program/start-program.ts'
import { ingestInto } from '../support/ingest-into.ts'
import { expectRightQuotes } from './harbours.ts'
import { putHarbour, towns } from './put-harbour.ts'
import { removeFolder, temporaryHarbour } from './running-footnote.ts'

const script = fileURLToPath(new URL('ingest-loop.ts', import.meta.url))
let folder = ''
const flags = () => [
  ...['--corpus', join(folder, 'corpus'), '--index', join(folder, 'index')],
  ...['--threads', '1'],
]

beforeEach(async () => {
  folder = await temporaryHarbour()
  for (const [at, town] of towns.entries()) await putHarbour(folder, town, 10 + at)
})
afterEach(() => removeFolder(folder))

describe('two writers of one index', () => {
  it('take turns or are told who writes: 40 ingests beside one that never ends', async () => {
    await ingestInto(folder)
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder, '1', 'beside'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    let others = 0
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      if (line.startsWith('committed')) others += 1
    })
    await once(lines, 'line')
    const outcomes = { done: 0, told: 0 }
    // Further ones where chance has not yet shown both ends.
    const isShown = () => others > 0 && outcomes.done > 0 && outcomes.told > 0
    for (let turn = 0; turn < 40 || (turn < 400 && !isShown()); turn += 1) {
      await putHarbour(folder, 'Farness', 100 + turn)
      const error = await ingestInto(folder).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      if (error === undefined) outcomes.done += 1
      else {
        outcomes.told += 1
        expect(error).toMatchObject({
          code: 'index_locked',
          message: expect.stringContaining(`process ${child.pid}`),
          nextStep: expect.stringContaining('Wait for it to end'),
        })
      }
      await expectRightQuotes(await openIndex(join(folder, 'index')), `turn ${turn}`)
    }
    expect(child.exitCode).toBeNull()
    child.kill('SIGKILL')
    await ended
    expect(others).toBeGreaterThan(0)
    expect(outcomes.done).toBeGreaterThan(0)
    expect(outcomes.told).toBeGreaterThan(0)
    const { index, summary } = await ingestInto(folder)
    expect(summary.problems).toEqual([])
    const names = (await readdir(join(folder, 'corpus'))).sort()
    expect(index.articles.flatMap(({ paths }) => paths).sort()).toEqual(names)
    for (const { path, text } of index.articles) {
      expect(await readFile(join(folder, 'corpus', path), 'utf8')).toBe(text)
    }
  })

  it('as commands: both end well, or one says who writes; every article is there', async () => {
    const both = await Promise.all([runCommand('ingest', flags()), runCommand('ingest', flags())])
    for (const { code, stderr } of both) {
      if (code !== 0) expect(stderr).toMatch(/being written by process \d+ .*Wait for it to end/)
    }
    expect(both.some(({ code }) => code === 0)).toBe(true)
    const index = await openIndex(join(folder, 'index'))
    expect(index.articles.length).toBe(towns.length)
  })

  it('as a server and a command: the server answers from what the command commits', async () => {
    expect((await runCommand('ingest', flags())).code).toBe(0)
    await putHarbour(folder, 'Aldmouth', 99)
    const [server, ingest] = await Promise.all([
      startServer([...flags(), '--no-watch']),
      runCommand('ingest', flags()),
    ])
    try {
      if (ingest.code !== 0) expect(ingest.stderr).toMatch(/being written by process \d+/)
      await putHarbour(folder, 'Berrow', 88)
      // The server answers before its own look at the articles has ended, which holds the lock.
      await expect
        .poll(async () => (await runCommand('ingest', flags())).code, { timeout: 60_000 })
        .toBe(0)
      await expect
        .poll(() => ask(server.url, 'Berrow'), { timeout: 20_000, interval: 300 })
        .toContain('room for 88 fishing boats')
      expect(await ask(server.url, 'Aldmouth')).toContain('room for 99 fishing boats')
    } finally {
      const { stderr } = await server.stop()
      expect(stderr).not.toMatch(/damaged|undefined|\n\s+at /)
    }
  })
})

async function ask(url: string, town: string): Promise<string> {
  const response = await fetch(`${url}/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      question: `How many fishing boats has the harbour of ${town} room for?`,
    }),
  })
  const { citations } = (await response.json()) as { citations?: { quote: string }[] }
  return citations?.[0]?.quote ?? ''
}
