import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FootnoteError } from '../../src/errors.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { ingestInto } from '../support/ingest-into.ts'
import { createFaultLayer, type FaultKind } from './fault-layer.ts'
import { expectRightQuotes } from './harbours.ts'
import { putHarbour, towns } from './put-harbour.ts'
import { tries } from './thoroughness.ts'

const layer = createFaultLayer()
let folder = ''
let before = ''
let oldHash = ''
let newHash = ''
let operations = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-operations-'))
  before = join(folder, 'before')
  await mkdir(join(before, 'corpus'), { recursive: true })
  for (const [at, town] of towns.entries()) await putHarbour(before, town, 10 + at)
  oldHash = (await ingestInto(before)).index.hash
  await edit(before)
  const whole = await copy('whole')
  layer.begin(join(whole, 'index'))
  newHash = (await ingestInto(whole)).index.hash
  operations = await layer.end()
})
afterAll(async () => {
  layer.remove()
  await rm(folder, { recursive: true, force: true })
})

describe('an ingest in which one file operation goes wrong, each in turn', () => {
  it('has as many operations as such a change needs', () => {
    expect(oldHash).not.toBe(newHash)
    expect(operations).toBeGreaterThan(20)
  })

  const kinds: FaultKind[] = ['killed', 'torn', 'power', 'full', 'read-only', 'input-output']
  it.each(kinds)(
    '%s: the last good index answers, and the next ingest mends',
    async (kind) => {
      // A disk that is full or read-only stays so: every second operation is as good as each.
      const step = (kind === 'full' || kind === 'read-only' ? 2 : 1) * tries(1, 3)
      for (let at = 1; at <= operations; at += step) {
        const place = `${kind} at operation ${at} of ${operations}`
        const run = await copy('run')
        layer.begin(join(run, 'index'), { kind, at })
        const error = await ingestInto(run).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        await layer.end()
        if (kind === 'full' || kind === 'read-only') expectSaysWhy(error, place)
        // Of a process that is gone, the system would say so; this one still runs.
        await rm(join(run, 'index', 'lock'), { force: true })
        await rm(join(run, 'index', 'lock.lock'), { recursive: true, force: true })

        const left = await openIndex(join(run, 'index'))
        expect([oldHash, newHash], place).toContain(left.hash)
        expect(left.articles.length, place).toBe(towns.length)
        await expectRightQuotes(left, place)
        const mended = await ingestInto(run)
        expect(mended.index.hash, place).toBe(newHash)
        expect(mended.summary.problems, place).toEqual([])
        await expectRightQuotes(await openIndex(join(run, 'index')), place)
      }
    },
    300_000,
  )
})

function expectSaysWhy(error: unknown, place: string): void {
  if (error === undefined) return
  expect(error, place).toBeInstanceOf(FootnoteError)
  const { code, nextStep } = error as FootnoteError
  expect(code, place).toBe('index_unwritable')
  expect(nextStep, place).toBeTruthy()
}

/** One article changed, one renamed, one gone, one new. */
async function edit(at: string): Promise<void> {
  await putHarbour(at, 'Aldmouth', 99)
  await rename(join(at, 'corpus', 'Berrow.txt'), join(at, 'corpus', 'Berrow harbour.txt'))
  await rm(join(at, 'corpus', 'Dunley.txt'))
  await putHarbour(at, 'Gormouth', 7)
  expect(await readFile(join(at, 'corpus', 'Aldmouth.txt'), 'utf8')).toContain('99 fishing boats')
}

async function copy(name: string): Promise<string> {
  const to = join(folder, name)
  await rm(to, { recursive: true, force: true })
  await cp(before, to, { recursive: true, preserveTimestamps: true })
  return to
}
