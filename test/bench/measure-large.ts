import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { benchFolder, linkedCopy } from './generated-index.ts'
import { type Measure, measureOf, median } from './summary.ts'

export interface LargeOptions {
  /** Folders of indexes, by how many passages they have. */
  readonly indexes: ReadonlyMap<number, string>
  readonly rounds: number
}

const program = fileURLToPath(new URL('open-large.ts', import.meta.url))
const megabyte = 1024 * 1024

interface Opened {
  readonly openMs: number[]
  readonly changeMs: number[]
  readonly rss: number
}

/**
 * What opening an index takes in a fresh process, what changing one article of it (five passages,
 * their embedding not counted), and the memory of that process with the index open and searched.
 */
export async function measureLarge({ indexes, rounds }: LargeOptions): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const [passages, folder] of indexes) {
    const opened: Opened[] = []
    for (let round = 0; round < rounds; round += 1) opened.push(await openCopy(folder))
    const size = passages.toLocaleString('en')
    const goal = (floor: number, aim: number) => (passages >= 100_000 ? { floor, aim } : undefined)
    const times = opened.flatMap(({ openMs }) => openMs)
    const changes = opened.map(({ changeMs }) => median(changeMs))
    const memory = opened.map(({ rss }) => rss / megabyte)
    const grown = (measure: Measure, cost: string) =>
      measures.push({ ...measure, growth: { cost, passages } })
    grown(measureOf(`opening ${size} passages`, 'ms', times, goal(2000, 1000)), 'opening, ms')
    grown(
      measureOf(`changing one article of ${size} passages`, 'ms', changes, goal(300, 100)),
      'changing an article, ms',
    )
    grown(
      measureOf(`memory with ${size} passages open`, 'MB', memory, goal(1200, 700)),
      'memory with it open, MB',
    )
  }
  return measures
}

/** On the same file system as the index: its files get another name, none is copied. */
async function openCopy(index: string): Promise<Opened> {
  const parent = dirname(benchFolder('copy'))
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'copy-'))
  try {
    linkedCopy(index, join(folder, 'index'))
    const child = fork(program, [join(folder, 'index'), '5'], { execArgv: ['--import', 'tsx'] })
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`Opening ${index} ended with ${code}.`)
      }),
    ])
    await ended(child)
    return message as Opened
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ended(child: ReturnType<typeof fork>): Promise<void> {
  if (child.exitCode === null) await once(child, 'exit')
}
