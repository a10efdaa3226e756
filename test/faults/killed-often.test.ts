import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { openIndex } from '../../src/store/open-generation.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { ingestInto } from '../support/ingest-into.ts'
import { expectRightQuotes } from './harbours.ts'
import { putHarbour, towns } from './put-harbour.ts'
import { tries } from './thoroughness.ts'

const kills = tries(200, 60)
const lanes = 4
/** Longest time from the first commit to a kill: some commits long. */
const longestMs = 250
const script = fileURLToPath(new URL('ingest-loop.ts', import.meta.url))
const folders: string[] = []

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** A passage that was shown at some time, to be found again whatever happens. */
interface Shown {
  readonly revision: string
  readonly start: number
  readonly end: number
  readonly text: string
}

describe('an ingest of a changing corpus', () => {
  it(`loses nothing by being killed ${kills} times at random moments`, async () => {
    let killed = 0
    const lane = async (): Promise<void> => {
      const folder = await mkdtemp(join(tmpdir(), 'footnote-killed-'))
      folders.push(folder)
      await mkdir(join(folder, 'corpus'))
      for (const [at, town] of towns.entries()) await putHarbour(folder, town, 10 + at)
      const shown = new Map<string, Shown>()
      remember(shown, (await ingestInto(folder)).index)
      while (killed < kills) {
        killed += 1
        const round = `kill ${killed}`
        await startAndKill(folder, killed)
        const left = await openIndex(join(folder, 'index'))
        expect(left.notice, round).toBeUndefined()
        await expectRightQuotes(left, round)
        remember(shown, left)
        const { index, summary } = await ingestInto(folder)
        expect(summary.problems, round).toEqual([])
        await expectCorpus(index, folder, round)
        for (const { revision, start, end, text } of shown.values()) {
          expect((await index.revision(revision))?.text.slice(start, end), round).toBe(text)
        }
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
  }, 600_000)
})

async function startAndKill(folder: string, round: number): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString()
  })
  const ended = once(child, 'exit')
  const first = once(createInterface({ input: child.stdout }), 'line')
  await Promise.race([first, ended])
  await new Promise((resolve) => setTimeout(resolve, Math.random() * longestMs))
  const alive = child.exitCode === null
  child.kill('SIGKILL')
  await ended
  expect(alive, errors).toBe(true)
}

function remember(shown: Map<string, Shown>, index: OpenIndex): void {
  for (const { id, revision, start, end, text } of index.passages) {
    shown.set(id, { revision, start, end, text })
  }
}

/** Every file is an article, whole, and every article a file. */
async function expectCorpus(index: OpenIndex, folder: string, round: string): Promise<void> {
  const names = (await readdir(join(folder, 'corpus'))).sort()
  expect(index.articles.flatMap(({ paths }) => paths).sort(), round).toEqual(names)
  for (const { paths, text } of index.articles) {
    for (const path of paths) {
      expect(await readFile(join(folder, 'corpus', path), 'utf8'), round).toBe(text)
    }
  }
}
