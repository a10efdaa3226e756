import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatRows } from '../eval/report.ts'
import { madeArticle, passagesEach } from './large-contents.ts'
import { type Measure, measureOf } from './summary.ts'

const program = fileURLToPath(new URL('ingest-large.ts', import.meta.url))
const megabyte = 1024 * 1024

/** How much memory an ingest has at one place on its way. */
export interface MemorySample {
  readonly step: 'Reading' | 'Embedding' | 'Done'
  /** Of the step, 0 to 1. */
  readonly share: number
  readonly seconds: number
  readonly rss: number
  readonly heapUsed: number
  readonly arrayBuffers: number
}

/** An ingest of a generated corpus of so many passages, and its memory on the way. */
export async function measureMemory(
  passages: number,
): Promise<{ measures: Measure[]; samples: MemorySample[]; table: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-bench-memory-'))
  try {
    writeCorpus(join(folder, 'corpus'), passages / passagesEach)
    const child = fork(program, [folder], { execArgv: ['--import', 'tsx'] })
    const samples: MemorySample[] = []
    let found = 0
    child.on('message', (message: MemorySample | { passages: number; seconds: number }) => {
      if ('step' in message) samples.push(message)
      else found = message.passages
    })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`The ingest of ${passages} passages ended with ${code}.`)
    return { measures: figures(passages, found, samples), samples, table: tableOf(samples) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function figures(passages: number, found: number, samples: readonly MemorySample[]): Measure[] {
  const size = passages.toLocaleString('en')
  const rss = samples.map((sample) => sample.rss)
  const tenth = samples.find(({ step, share }) => step === 'Embedding' && share >= 0.1)?.rss ?? 0
  const seconds = samples.at(-1)?.seconds ?? Number.NaN
  return [
    measureOf(`ingest of ${size} passages: most memory`, 'MB', [Math.max(...rss) / megabyte]),
    measureOf('- most memory', 'memory after a tenth', [Math.max(...rss) / tenth]),
    measureOf('- passages/s with an embedder that costs nothing', 'second', [found / seconds]),
  ]
}

function tableOf(samples: readonly MemorySample[]): string {
  const inMegabytes = (bytes: number) => (bytes / megabyte).toFixed(0)
  return formatRows(
    ['step', 'done', 'after', 'memory', 'of it objects', 'of it numbers'],
    samples.map(({ step, share, seconds, rss, heapUsed, arrayBuffers }) => [
      step,
      `${Math.round(100 * share)} %`,
      `${seconds.toFixed(0)} s`,
      `${inMegabytes(rss)} MB`,
      inMegabytes(heapUsed),
      inMegabytes(arrayBuffers),
    ]),
  )
}

function writeCorpus(corpus: string, articles: number): void {
  for (let number = 0; number < articles; number += 1) {
    const folder = join(corpus, String(number % 100))
    if (number < 100) mkdirSync(folder, { recursive: true })
    const { text } = madeArticle(number, 0).article
    writeFileSync(join(folder, `${number}.txt`), `Report ${number}\n\n${text}\n`)
  }
}
