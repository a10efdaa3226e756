import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commitChange, commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { segmentFolder } from '../../src/store/segments/segment.ts'
import { largeContents, madeArticle } from './large-contents.ts'
import { type Measure, measureOf } from './summary.ts'

export interface ChangeBenchOptions {
  /** Sizes of indexes, in passages; each has four sentences. */
  readonly passages: readonly number[]
  readonly rounds: number
}

/**
 * What one changed article of five passages costs besides its embedding, in a process that has the
 * index open: over a plain synced write of the bytes that it adds, of which it needs some ten. The
 * first round of each size loads libraries and is not counted.
 */
export async function measureChanges({ passages, rounds }: ChangeBenchOptions): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const count of passages) {
    const directory = await mkdtemp(join(tmpdir(), 'footnote-bench-change-'))
    try {
      const ratios = await changeRatios(directory, count, rounds)
      const name = `one article changed in ${count} passages`
      measures.push(measureOf(name, 'a synced write of its bytes', ratios))
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  }
  return measures
}

async function changeRatios(directory: string, count: number, rounds: number): Promise<number[]> {
  const index = join(directory, 'index')
  const lock = await acquireIndexLock(index, { command: 'bench' })
  const ratios: number[] = []
  let last = await commitGeneration(index, largeContents(count), { lock })
  for (let round = 0; round <= rounds; round++) {
    const { article, material } = madeArticle((round * 37) % last.articles.length, round + 1)
    const articles = last.articles.map((old) => (old.id === article.id ? article : old))
    const change = { articles, fresh: new Set([article.id]), material }
    const changed = await timeOf(async () => {
      last = await commitChange(last, change, { lock })
    })
    const bytes = Buffer.alloc(await addedBytes(index, last))
    const written = await timeOf(() => writeSynced(join(directory, `plain-${round}`), bytes))
    if (round > 0) ratios.push(changed / written)
  }
  await lock.release()
  return ratios
}

async function addedBytes(directory: string, index: OpenIndex): Promise<number> {
  const folder = segmentFolder(directory, index.segments?.at(-1)?.segment.name ?? '')
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
  }
  return bytes
}

async function writeSynced(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
