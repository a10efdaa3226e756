import { chmod, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createIngestFolder, expectWhole, type IngestFolder } from './support/ingest-folder.ts'

const ferry =
  'Night ferry returns\n\nThe night ferry sails to Gull Island. Tickets cost four crowns.\n'
const market =
  'Market hall opens\n\nThe market hall was built by masons. A choir sang until dawn.\n'

let folder: IngestFolder
beforeEach(async () => {
  folder = await createIngestFolder()
  await folder.put('ferry.txt', ferry)
  await folder.put('market.txt', market)
})
afterEach(async () => {
  vi.useRealTimers()
  await folder.removeAll()
})

/** Which files were read: each counts one step. */
async function readCount(given: Parameters<IngestFolder['build']>[0] = {}): Promise<number> {
  let steps = 0
  const result = await folder.build({
    ...given,
    onProgress: (step) => {
      if (step === 'Reading') steps += 1
    },
  })
  await expectWhole(result)
  return steps
}

/** Only the clock that files are held against; what waits goes on waiting. */
function setClock(msFromNow: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + msFromNow })
}

describe('an ingest', { timeout: 30_000 }, () => {
  test('of several articles in a file knows them again, with a ledger and without', async () => {
    const records = [2, 10, 1].map((n) => ({ id: `${n}`, text: `Report ${n} tells of a bridge.` }))
    const lines = records.map((record) => JSON.stringify(record))
    await folder.put('reports.jsonl', lines.join('\n'))
    const first = await folder.build()
    expect(first.index.articles).toHaveLength(5)
    expect((await folder.build()).index.generation).toBe(first.index.generation)
    await rm(join(folder.index, 'ledger.txt'))
    const again = await folder.build()
    expect(again.index.generation).toBe(first.index.generation)
    await folder.put('more.jsonl', lines.slice(1).join('\n'))
    const { summary, index } = await folder.build()
    expect(summary).toMatchObject({ added: 0, unchanged: 5, copies: 2 })
    expect(index.articles.find(({ entry }) => entry === '10')?.paths).toEqual([
      'more.jsonl',
      'reports.jsonl',
    ])
  })

  test('reads each file once, and later only those that changed', async () => {
    expect(await readCount()).toBe(2)
    expect(await readCount()).toBe(0)
    await folder.put('market.txt', market.replace('dawn', 'noon'))
    expect(await readCount()).toBe(1)
    expect(await readCount()).toBe(0)
  })

  test('sees a change of the same size in the same moment: young files are looked into', async () => {
    const path = join(folder.corpus, 'ferry.txt')
    await readCount()
    const { atime, mtime } = await stat(path)
    await writeFile(path, ferry.replace('four', 'five'))
    await utimes(path, atime, mtime)
    const { index } = await folder.build()
    expect(index.articles[0]?.text).toContain('five crowns')
  })

  test('does not open files that are old enough for their times to tell', async () => {
    setClock(60_000)
    await readCount()
    await chmod(join(folder.corpus, 'ferry.txt'), 0o644)
    const opened = vi.fn()
    const { index } = await folder.build({ isBeingWritten: opened })
    // Asked only about the file whose times are others.
    expect(opened.mock.calls.map(([{ path }]) => path)).toEqual(['ferry.txt'])
    expect(index.articles).toHaveLength(2)
  })

  test('looks into every file once the clock has gone back', async () => {
    setClock(3_600_000)
    await readCount()
    vi.useRealTimers()
    const asked = vi.fn()
    await folder.build({ isBeingWritten: asked })
    expect(asked).toHaveBeenCalledTimes(2)
  })

  test('reads all when the ledger is lost, torn or of another generation, and loses nothing', async () => {
    const path = join(folder.index, 'ledger.txt')
    await readCount()
    const whole = await readFile(path)
    await rm(path)
    expect(await readCount()).toBe(2)
    await writeFile(path, whole.subarray(0, whole.length / 2))
    expect(await readCount()).toBe(2)
    await folder.put('choir.txt', 'Choir wanted\n\nSingers may come on Monday.\n')
    await readCount()
    await writeFile(path, whole)
    expect(await readCount()).toBe(3)
    expect((await readdir(folder.index)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('reads all when other fields are asked for', async () => {
    await readCount()
    expect(await readCount({ reading: { fields: { text: 'body' } } })).toBe(2)
  })

  test('names what is broken again, though it is not read again', async () => {
    await folder.put('empty.txt', '')
    const first = await folder.build()
    expect(first.summary.problems.map(({ path }) => path)).toEqual(['empty.txt'])
    expect(await readCount()).toBe(0)
    const second = await folder.build()
    expect(second.summary.problems).toEqual(first.summary.problems)
    expect(second.summary.problems[0]?.error.nextStep).toBeTruthy()
    await folder.put('empty.txt', 'No longer empty, it tells of a bridge.\n')
    expect((await folder.build()).summary).toMatchObject({ added: 1, problems: [] })
  })

  test('cleans a file that is not read again as if it were, when its neighbours change', async () => {
    const page = (title: string, text: string) =>
      `${title}\n\n${text} It was told to this paper by the people who live there, and by no other.\n\nRead more in our app\n`
    await folder.put('ferry.txt', page('Ferry', 'The night ferry sails to Gull Island once more.'))
    await folder.put('market.txt', page('Market', 'The market hall was built by masons in a year.'))
    await folder.build()
    for (const name of ['choir', 'mill', 'tram', 'well'])
      await folder.put(
        `${name}.txt`,
        page(name, `The ${name} of the town has been mended by a smith.`),
      )
    const grown = await folder.build()
    const anew = await folder.build({ index: join(folder.index, '..', 'anew') })
    expect(grown.index.articles).toEqual(anew.index.articles)
    expect(grown.index.hash).toBe(anew.index.hash)
  })
})

test('a file that is still being written stays as it was', async () => {
  await folder.build()
  await folder.put('ferry.txt', 'Half an')
  await folder.put('choir.txt', 'Half a ch')
  const isBeingWritten = ({ path }: { path: string }) => path !== 'market.txt'
  const result = await folder.build({ isBeingWritten })
  expect(result.held).toEqual(['choir.txt', 'ferry.txt'])
  expect(result.index.articles.map(({ text }) => text)).toEqual([ferry, market])
  const after = await folder.build()
  expect(after.index.articles.map(({ path }) => path)).toEqual([
    'choir.txt',
    'ferry.txt',
    'market.txt',
  ])
})
