import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FootnoteError } from '../../src/errors.ts'
import { openCitedLog } from '../../src/store/cited-revisions.ts'
import { examineIndex } from '../../src/store/doctor/examine-index.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { wholeAnswer } from '../support/ask-index.ts'
import { ingestInto } from '../support/ingest-into.ts'
import { putHarbour, towns } from './put-harbour.ts'
import { tries } from './thoroughness.ts'

const flips = tries(150, 60)
/** Files in which a changed byte changes no text, no number and no quote: other tests are of them. */
const secondary = new Set(['cited.txt', 'history.txt', 'ledger.txt', 'vectors.cache'])

let folder = ''
let before = ''
let files: string[] = []
let hash = ''
/** Every text that ever stood in the corpus, by its revision. */
const written = new Map<string, string>()
const old = { revision: '', text: '' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-damaged-'))
  before = join(folder, 'before')
  await mkdir(join(before, 'corpus'), { recursive: true })
  for (const [at, town] of towns.entries()) await putHarbour(before, town, 10 + at)
  await remember()
  await ingestInto(before)
  const text = await readFile(join(before, 'corpus', 'Aldmouth.txt'), 'utf8')
  Object.assign(old, { text, revision: revisionOf(text) })
  const log = openCitedLog(join(before, 'index'))
  log.record([{ revision: revisionOf(text), start: 10, end: 64 }])
  await log.close()
  await putHarbour(before, 'Aldmouth', 99)
  await remember()
  hash = (await ingestInto(before)).index.hash
  const entries = await readdir(join(before, 'index'), { recursive: true, withFileTypes: true })
  files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(before, 'index'), join(entry.parentPath, entry.name)))
    .sort()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function remember(): Promise<void> {
  for (const town of towns) {
    const text = await readFile(join(before, 'corpus', `${town}.txt`), 'utf8')
    written.set(revisionOf(text), text)
  }
}

/** A damage, done to one file of a copy of the index; what it was, in words. */
type Damage = (path: string, whole: Buffer) => Promise<string>

/** Numbers below `below`, the same in every run (Park and Miller 1988). */
function createDice(): (below: number) => number {
  let state = 20_261_123
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Damages one file, opens what is left as a start does, asks, and lets an ingest mend it. */
async function suffer(file: string, damage: Damage): Promise<'noticed' | 'harmless'> {
  const run = join(folder, 'run')
  await rm(run, { recursive: true, force: true })
  await cp(before, run, { recursive: true, preserveTimestamps: true })
  const index = join(run, 'index')
  const what = `${file}: ${await damage(join(index, file), await readFile(join(index, file)))}`

  const { findings } = await examineIndex(index)
  const opened = await openIndex(index).catch((error: unknown) => error)
  if (opened instanceof Error) {
    expect(opened, what).toBeInstanceOf(FootnoteError)
    expect((opened as FootnoteError).nextStep, what).toContain('npm run ingest')
  } else await expectTrue(opened as OpenIndex, what)
  const notices: string[] = []
  const mended = await ingestInto(run, { onNotice: (line) => notices.push(line) })
  expect(mended.summary.problems, what).toEqual([])
  expect(mended.index.hash, what).toBe(hash)
  const again = await openIndex(index)
  expect(again.notice, what).toBeUndefined()
  expect(again.articles.length, what).toBe(towns.length)
  await expectTrue(again, what)

  // Half of "2\n" is a 2 all the same.
  const isSame = file === 'current' && !(opened instanceof Error) && !(opened as OpenIndex).notice
  const isNoticed = findings.length > 0 || notices.length > 0
  if (!isSame && !secondary.has(file)) {
    expect(findings.map(({ path }) => relative(index, path)).join(' '), what).toContain(
      nameInFindings(file),
    )
    for (const { nextStep } of findings) expect(nextStep, what).toBeTruthy()
  }
  return isNoticed ? 'noticed' : 'harmless'
}

/** A damaged manifest is named by its folder. */
function nameInFindings(file: string): string {
  return file.replace(/\/manifest\.json$/, '')
}

async function expectTrue(index: OpenIndex, what: string): Promise<void> {
  for (const town of ['Aldmouth', 'Carrick']) {
    const { citations } = await wholeAnswer(
      index,
      `How many fishing boats has the harbour of ${town} room for?`,
    )
    for (const { revision, start, end, quote } of citations) {
      expect(written.get(revision)?.slice(start, end), what).toBe(quote)
    }
  }
  const kept = await index.revision(old.revision)
  if (kept) expect(kept.text, what).toBe(old.text)
}

describe('an index of which one file', () => {
  it(`has one bit flipped, ${flips} in all, gives no wrong quote and mends`, async () => {
    const dice = createDice()
    const done = { noticed: 0, harmless: 0 }
    for (let flip = 0; flip < flips; flip += 1) {
      const file = files[flip % files.length] ?? ''
      done[
        await suffer(file, async (path, whole) => {
          const at = dice(whole.length)
          const bit = dice(8)
          whole[at] = (whole[at] ?? 0) ^ (1 << bit)
          await writeFile(path, whole)
          return `bit ${bit} of byte ${at}`
        })
      ] += 1
    }
    expect(done.noticed).toBeGreaterThan(done.harmless)
  }, 180_000)

  const others: Record<string, Damage> = {
    'is cut off': async (path, whole) => {
      await writeFile(path, whole.subarray(0, whole.length >> 1))
      return 'half of it'
    },
    'is empty': async (path) => {
      await writeFile(path, '')
      return 'nothing in it'
    },
    'is gone': async (path) => {
      await rm(path)
      return 'not there'
    },
    'is another one': async (path) => {
      const index = join(folder, 'run', 'index')
      const at = files.indexOf(relative(index, path))
      const other = files[(at + 1) % files.length] ?? ''
      await writeFile(path, await readFile(join(index, other)))
      return `the bytes of ${other}`
    },
  }
  it.each(Object.entries(others))(
    '%s gives no wrong quote and mends',
    async (_, damage) => {
      for (const file of files) await suffer(file, damage)
    },
    120_000,
  )
})
