import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openCitedLog } from '../../src/store/cited-revisions.ts'
import { describeIndex } from '../../src/store/describe-index.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { type PruneRules, planPrune, prune } from '../../src/store/prune-revisions.ts'
import { readPruned } from '../../src/store/pruned-revisions.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { createIngestFolder, type IngestFolder } from '../support/ingest-folder.ts'

let folder: IngestFolder
beforeEach(async () => {
  folder = await createIngestFolder()
})
afterEach(() => folder.removeAll())
vi.setConfig({ testTimeout: 30_000 })

const edition = (number: number) => `The mill of Orrin has ${number} wheels and a low dam.\n`
const revision = (number: number) => revisionOf(edition(number))

/** Editions 1 to `last` of one article, one ingest each, beside an article that stays. */
async function ingestEditions(last: number): Promise<void> {
  await folder.put('stays.txt', 'The tower of Orrin has a bell that is rung at noon.\n')
  for (let number = 1; number <= last; number += 1) {
    await folder.put('mill.txt', edition(number))
    await folder.build()
  }
}

async function pruneWith(rules: PruneRules): Promise<string[]> {
  const lock = await acquireIndexLock(folder.index)
  const plan = await planPrune(folder.index, rules)
  await prune(folder.index, plan, lock)
  await lock.release()
  return plan.remove.map((text) => text.revision).sort()
}

async function cite(...numbers: number[]): Promise<void> {
  const log = openCitedLog(folder.index)
  log.record(numbers.map((number) => ({ revision: revision(number), start: 0, end: 20 })))
  await log.close()
}

const inYears = (years: number) => new Date(Date.now() + years * 365 * 86_400_000)

test('without a limit nothing goes, nor within one', async () => {
  await ingestEditions(5)
  expect(await pruneWith({})).toEqual([])
  expect(await pruneWith({ keepDays: 30 })).toEqual([])
  expect(await pruneWith({ keepRevisions: 9 })).toEqual([])
  expect(await pruneWith({ keepDays: 30, keepRevisions: 0 })).toEqual([])
})

test('old texts past the limit go; the current one and the one before it, still on disk, stay', async () => {
  await ingestEditions(5)
  const plan = await planPrune(folder.index, { keepDays: 30, now: inYears(1) })
  expect(plan.remove.map((text) => text.revision).sort()).toEqual(
    [revision(1), revision(2), revision(3)].sort(),
  )
  expect(plan.remove[0]).toMatchObject({ path: 'mill.txt', replacedAt: expect.any(String) })
  expect(plan.kept.current).toBe(3)
  expect(await pruneWith({ keepDays: 30, now: inYears(1) })).toHaveLength(3)
  const index = await openIndex(folder.index)
  expect(index.notice).toBeUndefined()
  for (const number of [1, 2, 3]) {
    expect(await index.revision(revision(number))).toBeUndefined()
    expect(await index.history.pruned(revision(number))).toMatchObject({
      revision: revision(number),
    })
  }
  for (const number of [4, 5])
    expect((await index.revision(revision(number)))?.text).toBe(edition(number))
  expect(await describeIndex(folder.index)).toMatchObject({
    ...{ pruned: 3, revisions: { current: 2, old: 1 } },
  })
})

test('the newest old ones of each article stay, as many as are asked for', async () => {
  await ingestEditions(6)
  expect(await pruneWith({ keepRevisions: 2 })).toEqual([revision(1), revision(2)].sort())
})

test('a text that a citation points into stays, unless it is told otherwise', async () => {
  await ingestEditions(5)
  await cite(2)
  expect(await pruneWith({ keepRevisions: 0 })).toEqual([revision(1), revision(3)].sort())
  expect((await planPrune(folder.index, { keepRevisions: 0 })).kept.cited).toBe(1)
  expect(await pruneWith({ keepRevisions: 0, evenCited: true })).toEqual([revision(2)])
})

test('a text from before citations were recorded may be cited, so it stays, too', async () => {
  await ingestEditions(4)
  await rm(join(folder.index, 'history.txt'))
  await folder.build()
  const plan = await planPrune(folder.index, { keepRevisions: 0 })
  expect([plan.remove, plan.kept.perhapsCited]).toEqual([[], 2])
  expect(await pruneWith({ keepDays: 1, now: inYears(1), evenCited: true })).toHaveLength(2)
})

test('texts of an article that is gone go as others do, and come back with it', async () => {
  await ingestEditions(1)
  await folder.remove('mill.txt')
  await folder.build()
  await folder.put('more.txt', 'More is told of Orrin here.\n')
  await folder.build()
  expect(await pruneWith({ keepRevisions: 0 })).toEqual([revision(1)])
  await folder.put('mill.txt', edition(1))
  const { index } = await folder.build()
  expect((await index.revision(revision(1)))?.text).toBe(edition(1))
  expect(await pruneWith({ keepRevisions: 0 })).toEqual([])
})

test('a text in the memory of a server that goes on is gone for it as well', async () => {
  await ingestEditions(4)
  const index = await openIndex(folder.index)
  expect((await index.revision(revision(1).slice(7, 19)))?.text).toBe(edition(1))
  await pruneWith({ keepRevisions: 0 })
  expect(await index.revision(revision(1).slice(7, 19))).toBeUndefined()
  expect(await index.history.pruned(revision(1).slice(7, 19))).toBeDefined()
})

test('what a kill left half removed is finished by the next time', async () => {
  await ingestEditions(4)
  const revisions = join(folder.index, 'revisions')
  const digest = revision(1).slice(7)
  await rm(join(revisions, `${digest}.txt`))
  await writeFile(join(revisions, `${digest}.txt.0123456789ab.tmp`), 'half')
  const plan = await planPrune(folder.index, { keepRevisions: 0 })
  expect(plan.leftovers).toEqual([`${digest}.json`, `${digest}.txt.0123456789ab.tmp`])
  await pruneWith({ keepRevisions: 0 })
  expect((await readdir(revisions)).filter((name) => name.startsWith(digest))).toEqual([])
})

test('a damaged index is not pruned', async () => {
  await ingestEditions(3)
  const index = await openIndex(folder.index)
  const name = join(folder.index, 'current')
  expect((await readFile(name, 'utf8')).trim()).toBe(String(index.generation))
  await writeFile(name, 'x')
  await expect(planPrune(folder.index, { keepRevisions: 0 })).rejects.toMatchObject({
    ...{ code: 'index_corrupt', nextStep: expect.stringContaining('doctor') },
  })
  expect(await readPruned(folder.index)).toEqual([])
})
