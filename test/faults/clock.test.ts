import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { examineIndex } from '../../src/store/doctor/examine-index.ts'
import { isSound } from '../../src/store/doctor/finding.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { ownIdentity } from '../../src/store/process-identity.ts'
import { readHistory } from '../../src/store/revision-history.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { ingestInto } from '../support/ingest-into.ts'
import { expectRightQuotes } from './harbours.ts'
import { putHarbour, towns } from './put-harbour.ts'

const hour = 3_600_000
const year = 365 * 24 * hour
/** Where the clock stands at each ingest, from now. */
const jumps = [0, -hour, 10 * year, -2 * hour, -20 * year, hour, year, -1000, 1000, 0]

let folder = ''
const now = Date.now()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-clock-'))
  await mkdir(join(folder, 'corpus'))
  for (const [at, town] of towns.entries()) await putHarbour(folder, town, 10 + at)
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true, force: true })
})

/** Only what tells the date; what waits goes on waiting. */
function setClock(fromNow: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: now + fromNow })
}

describe('a clock that jumps back and ahead between ingests', () => {
  it('hides no edit, loses no text, and mixes up no revisions', async () => {
    const path = join(folder, 'corpus', 'Aldmouth.txt')
    const revisions: string[] = []
    let generation = 0
    for (const [step, jump] of jumps.entries()) {
      setClock(jump)
      // Of the same size each time, in the same file, with the times that this clock gives.
      const text = (await readFile(path, 'utf8')).replace(/for \d+ f/, `for ${10 + step} f`)
      await writeFile(path, text)
      const time = new Date()
      await utimes(path, time, time)
      const { index, summary } = await ingestInto(folder)
      const place = `clock at ${jump} ms`
      expect(summary.problems, place).toEqual([])
      expect(index.articles.length, place).toBe(towns.length)
      expect(index.articles.find(({ path }) => path === 'Aldmouth.txt')?.text, place).toBe(text)
      expect(index.generation, place).toBeGreaterThan(generation - (step === 0 ? 1 : 0))
      generation = index.generation
      revisions.push(revisionOf(text))
      for (const revision of revisions) {
        expect((await index.revision(revision))?.revision, place).toBe(revision)
      }
      await expectRightQuotes(index, place)
    }
    const spans = (await readHistory(join(folder, 'index'))).filter(({ revision }) =>
      revisions.includes(revision),
    )
    expect(spans.map(({ revision }) => revision)).toEqual(revisions)
    expect(spans.map(({ isCurrent }) => isCurrent)).toEqual(
      revisions.map((_, at) => at === revisions.length - 1),
    )
    expect(isSound((await examineIndex(join(folder, 'index'))).findings)).toBe(true)
  })

  it('does not hide an edit whose times are those that the file had before', async () => {
    const path = join(folder, 'corpus', 'Aldmouth.txt')
    setClock(hour)
    await ingestInto(folder)
    const { atime, mtime } = await stat(path)
    setClock(-hour)
    await writeFile(path, (await readFile(path, 'utf8')).replace('10 fishing', '88 fishing'))
    await utimes(path, atime, mtime)
    const { index } = await ingestInto(folder)
    expect(index.articles[0]?.text).toContain('88 fishing boats')
  })
})

describe('the lock of an index, with the clock gone back', () => {
  it('of a dead process is taken over, and that of a living one is not', async () => {
    await ingestInto(folder)
    const directory = join(folder, 'index')
    setClock(year)
    const lock = await acquireIndexLock(directory)
    setClock(-year)
    await expect(ingestInto(folder)).rejects.toMatchObject({ code: 'index_locked' })
    setClock(10 * year)
    await expect(ingestInto(folder)).rejects.toMatchObject({ code: 'index_locked' })
    await lock.release()

    setClock(0)
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    const left = { ...ownIdentity(), pid: child.pid, token: 'x', command: 'ingest', since: '' }
    await writeFile(join(directory, 'lock'), JSON.stringify(left))
    const future = new Date(now + year)
    await utimes(join(directory, 'lock'), future, future)
    expect((await ingestInto(folder)).summary.articles).toBe(towns.length)
  })

  it('is not held for ever by a process that was killed while it took it', async () => {
    await ingestInto(folder)
    const guard = join(folder, 'index', 'lock.guard')
    await mkdir(guard)
    const future = new Date(now + year)
    await utimes(guard, future, future)
    expect((await ingestInto(folder)).summary.articles).toBe(towns.length)
  })
})
