import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IngestResult } from '../src/build-index.ts'
import { batchLine } from '../src/cli/follow.ts'
import { followCorpus } from '../src/follow-corpus.ts'
import { createIngestFolder, expectWhole, type IngestFolder } from './support/ingest-folder.ts'

const ferry =
  'Night ferry returns\n\nThe night ferry sails to Gull Island. Tickets cost four crowns.\n'
const market =
  'Market hall opens\n\nThe market hall was built by masons. A choir sang until dawn.\n'

let folder: IngestFolder
let stop: AbortController
let following: Promise<void>
let last: IngestResult
let batches: IngestResult[]
let problems: unknown[]
let ingests: number
let finished: number

beforeEach(async () => {
  folder = await createIngestFolder()
  stop = new AbortController()
  batches = []
  problems = []
  ingests = 0
  finished = 0
  await folder.put('ferry.txt', ferry)
  await folder.put('town/market.txt', market)
  last = await folder.build()
})
afterEach(async () => {
  stop.abort()
  await following
  await folder.removeAll()
})

async function follow(given: Partial<Parameters<typeof followCorpus>[0]> = {}): Promise<void> {
  following = followCorpus({
    corpus: folder.corpus,
    by: 'events',
    start: last,
    quietMs: 100,
    pollMs: 300,
    signal: stop.signal,
    ingest: async (isBeingWritten) => {
      ingests += 1
      const { memory, index: opened } = last
      last = await folder.build({ isBeingWritten, memory, opened })
      finished += 1
      return last
    },
    onBatch: (result) => batches.push(result),
    onProblem: (error) => problems.push(error),
    ...given,
  })
  // The first look, at what came before the watch was there.
  const hasLooked = () => (given.ingest ? ingests : finished) > 0
  await until(() => hasLooked() || given.by === 'poll')
}

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 20_000
  while (!isSo()) {
    if (Date.now() > end) throw new Error('It did not come to that.')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const paths = () => last.index.articles.map(({ path }) => path)
const sum = (name: 'added' | 'changed' | 'moved' | 'removed') =>
  batches.reduce((total, { summary }) => total + summary[name], 0)

describe('a corpus that is followed', { timeout: 40_000 }, () => {
  test('has what is put, edited, moved and removed in the index, each as what it is', async () => {
    await follow()
    await folder.put('new/deep/choir.txt', 'Choir wanted\n\nSingers may come on Monday.\n')
    await until(() => sum('added') === 1)
    await folder.put('ferry.txt', ferry.replace('four', 'five'))
    await until(() => sum('changed') === 1)
    expect(last.index.articles[0]?.text).toContain('five crowns')
    await rename(join(folder.corpus, 'town/market.txt'), join(folder.corpus, 'new/market.txt'))
    await until(() => sum('moved') === 1)
    await folder.remove('ferry.txt')
    await until(() => sum('removed') === 1)
    expect(paths()).toEqual(['new/deep/choir.txt', 'new/market.txt'])
    await expectWhole(last)
    expect(problems).toEqual([])
  })

  test('takes a thousand changes in a few batches', async () => {
    await follow()
    await mkdir(join(folder.corpus, 'many'))
    await Promise.all(
      Array.from({ length: 1000 }, (_, n) =>
        writeFile(join(folder.corpus, `many/${n}.txt`), `House ${n}\n\nHouse ${n} has a door.\n`),
      ),
    )
    await until(() => sum('added') === 1000)
    expect(batches.length).toBeLessThanOrEqual(3)
    expect(last.index.articles).toHaveLength(1002)
  })

  test('waits for a file that is still growing, and not with the others', async () => {
    await follow()
    const path = join(folder.corpus, 'long.txt')
    await writeFile(path, 'A long report\n\n')
    let isWriting = true
    const writing = (async () => {
      for (let n = 0; isWriting; n += 1) {
        await appendFile(path, `Sentence number ${n} is written. `)
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
    })()
    await folder.put('short.txt', 'A short note\n\nIt was written at once.\n')
    await until(() => paths().includes('short.txt'))
    expect(paths()).not.toContain('long.txt')
    isWriting = false
    await writing
    await until(() => paths().includes('long.txt'))
  })

  test('is followed again when the folder went and came back', async () => {
    await follow()
    const before = last.index.generation
    // In one step: a folder that is removed file by file is an empty one for a moment.
    await rename(folder.corpus, `${folder.corpus}-gone`)
    await until(() => problems.length > 0)
    expect(problems).toEqual([expect.objectContaining({ code: 'corpus_missing' })])
    await rm(`${folder.corpus}-gone`, { recursive: true })
    expect(last.index.generation).toBe(before)
    await folder.put('again.txt', market)
    await until(() => paths().join() === 'again.txt')
    await folder.put('once-more.txt', ferry)
    await until(() => paths().length === 2)
    expect(problems).toHaveLength(1)
  })

  test('goes on past a broken file, naming it, and past an ingest that fails', async () => {
    let hasFailed = false
    await follow({
      ingest: async (isBeingWritten) => {
        ingests += 1
        if (ingests === 2) {
          hasFailed = true
          throw new Error('No room.')
        }
        const { memory, index: opened } = last
        last = await folder.build({ isBeingWritten, memory, opened })
        return last
      },
    })
    await folder.put('broken.txt', '')
    await folder.put('choir.txt', 'Choir wanted\n\nSingers may come on Monday.\n')
    await until(() => sum('added') === 1)
    expect(hasFailed).toBe(true)
    expect(problems).toEqual([expect.objectContaining({ message: 'No room.' })])
    expect(last.summary.problems.map(({ path }) => path)).toEqual(['broken.txt'])
  })

  test('is looked at every so often where the system tells nothing, and ingested only then', async () => {
    await follow({ by: 'poll' })
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(ingests).toBe(0)
    await folder.put('ferry.txt', ferry.replace('four', 'nine'))
    await until(() => sum('changed') === 1)
    expect(ingests).toBe(1)
  })

  test('is left alone when nothing happens', async () => {
    await follow()
    const { generation } = last.index
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(ingests).toBeLessThanOrEqual(2)
    expect(last.index.generation).toBe(generation)
  })
})

test('a batch is a line', () => {
  const summary = { ...last.summary, added: 12, changed: 1, moved: 2, removed: 1, seconds: 0.41 }
  expect(batchLine(summary)).toBe('12 added, 1 changed, 2 moved, 1 removed; 0.4 s\n')
})
