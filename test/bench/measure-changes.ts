import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commitChange, commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { largeContents, madeArticle } from './large-contents.ts'
import { type Measure, measureOf } from './summary.ts'

export interface ChangeBenchOptions {
  /** Sizes of indexes, in passages; each has four sentences. */
  readonly passages: readonly number[]
  readonly rounds: number
}

/**
 * How often one article of five passages can be changed while the index is written once as a whole:
 * what the change costs besides its embedding, in a process that has the index open. The first
 * change of each size loads libraries and is not counted.
 */
export async function measureChanges({ passages, rounds }: ChangeBenchOptions): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const count of passages) {
    const directory = await mkdtemp(join(tmpdir(), 'footnote-bench-change-'))
    try {
      const ratios = await changeRatios(directory, count, rounds)
      const name = `writing all of ${count} passages`
      measures.push(measureOf(name, 'changing one article of it', ratios))
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
  const contents = largeContents(count)
  let last: OpenIndex | undefined
  const whole = await timeOf(async () => {
    last = await commitGeneration(index, contents, { lock })
  })
  for (let round = 0; round <= rounds && last; round++) {
    const before: OpenIndex = last
    const { article, material } = madeArticle((round * 37) % before.articles.length, round + 1)
    const articles = before.articles.map((old) => (old.id === article.id ? article : old))
    const change = { articles, fresh: new Set([article.id]), material }
    const changed = await timeOf(async () => {
      last = await commitChange(before, change, { lock })
    })
    if (round > 0) ratios.push(whole / changed)
  }
  await lock.release()
  return ratios
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
