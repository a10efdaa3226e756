import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArticleFormat } from '../../../src/article/article.ts'
import { readFormats } from '../../../src/article/read-article.ts'
import type { Batch, BatchReport } from './fuzz-process.ts'
import { goldenFiles } from './golden-files.ts'

// Files made by chance, always the same ones: each is read into articles or refused in words, within
// the limits, and takes neither the process that reads it nor this one down.

/** Of each kind and format; decision 0023 has what 2,000 came to. */
const cases = Number(process.env.FOOTNOTE_FUZZ_CASES ?? 250)
const firstSeed = Number(process.env.FOOTNOTE_FUZZ_SEED ?? 1)
const batchSize = 250
const limitMs = 60_000
const maxResidentBytes = 768e6
const runtimeFlags = ['--max-old-space-size=488']

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-fuzz-'))
})
afterAll(() => {
  for (const child of children.values()) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** One for files of each kind, so that both cores are at work. */
const children = new Map<Batch['kind'], ChildProcess>()

function startProcess(progress: string): ChildProcess {
  const file = fileURLToPath(new URL('./fuzz-process.ts', import.meta.url))
  const settings = { maxResidentBytes, parent: process.pid, progress }
  const execArgv = ['--import', 'tsx', ...runtimeFlags]
  const child = fork(file, { execArgv, serialization: 'advanced' })
  child.send(settings)
  return child
}

/** What the process says of a batch; rejects with the case that it died or stood still over. */
function runBatch(child: ChildProcess, batch: Batch, progress: string): Promise<BatchReport> {
  return new Promise((resolve, reject) => {
    const look = () => (existsSync(progress) ? readFileSync(progress, 'utf8').trim() : 'its start')
    let [at, since] = [look(), performance.now()]
    const fail = (what: string) => {
      clearInterval(timer)
      child.kill('SIGKILL')
      reject(new Error(`${what} over ${look()}`))
    }
    const timer = setInterval(() => {
      if (look() !== at) [at, since] = [look(), performance.now()]
      else if (performance.now() - since > limitMs) fail('stood still')
    }, 1000)
    child.once('exit', (code, signal) => fail(`ended with ${signal ?? code}`))
    child.once('message', (report: BatchReport) => {
      clearInterval(timer)
      child.removeAllListeners('exit')
      resolve(report)
    })
    child.send(batch)
  })
}

async function runAll(format: ArticleFormat, kind: Batch['kind']): Promise<BatchReport[]> {
  const progress = join(folder, kind)
  const reports: BatchReport[] = []
  for (let from = firstSeed; from < firstSeed + cases; from += batchSize) {
    const child = children.get(kind) ?? startProcess(progress)
    children.set(kind, child)
    const to = Math.min(from + batchSize, firstSeed + cases)
    const running = runBatch(child, { format, kind, from, to }, progress)
    reports.push(
      await running.catch((error: unknown) => {
        children.delete(kind)
        throw error
      }),
    )
  }
  return reports
}

const golden = new Set(goldenFiles().map(({ format }) => format))
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

describe.each(readFormats)('%s', { timeout: 600_000 }, (format) => {
  test.concurrent.each(['random', 'mutated'] as const)('%s files do no harm', async (kind) => {
    expect(golden).toContain(format)
    const before = process.memoryUsage.rss()
    const reports = await runAll(format, kind)
    const [slowest] = reports.toSorted((a, b) => b.slowestMs - a.slowestMs)
    const resident = Math.max(...reports.map(({ residentBytes }) => residentBytes))
    const [read, refused] = [sum(reports.map((r) => r.read)), sum(reports.map((r) => r.refused))]
    const figures = `${read} read, ${refused} refused, slowest ${Math.round(slowest?.slowestMs ?? 0)} ms`
    console.log(`${format} ${kind}: ${figures} (${slowest?.slowest}), ${resident / 1e6} MB`)
    expect(reports.flatMap(({ faults }) => faults).slice(0, 10)).toEqual([])
    expect(read + refused).toBe(cases)
    expect(slowest?.slowestMs).toBeLessThan(limitMs / 2)
    expect(resident).toBeLessThan(maxResidentBytes)
    expect(process.memoryUsage.rss() - before).toBeLessThan(200e6)
  })
})
