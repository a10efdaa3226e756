import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Settings } from '../../src/settings.ts'
import { createAsker } from './ask-server.ts'
import { startMonitored, startServed } from './monitored.ts'
import { type Measure, measureOf } from './summary.ts'

export interface StallOptions {
  readonly settings: Settings
  readonly corpus: string
  readonly questions: readonly string[]
  readonly rounds: number
}

/**
 * The longest time the event loop of a running server stands still while it takes in files, beside
 * that of a process that does nothing meanwhile: what the machine does to both is seen in the latter.
 */
export async function measureStalls(options: StallOptions): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-bench-stalls-'))
  const idle = startMonitored(['-e', 'setInterval(() => {}, 1000)'])
  try {
    const seen = await stallsOf(folder, options, idle)
    const of = (pick: (one: (typeof seen)[number]) => number) => seen.map(pick)
    const longest = of(({ server }) => server.longest)
    return [
      measureOf('longest stall of the server while it ingests', 'ms', longest, {
        ...{ floor: 50, aim: 15 },
      }),
      measureOf(
        '- 99 of 100 turns of its loop within',
        'ms',
        of(({ server }) => server.p99),
      ),
      measureOf(
        '- longest stall of an idle process beside it',
        'ms',
        of(({ beside }) => beside.longest),
      ),
    ]
  } finally {
    await idle.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function stallsOf(
  folder: string,
  { corpus, questions, rounds }: StallOptions,
  idle: ReturnType<typeof startMonitored>,
) {
  const own = join(folder, 'corpus')
  mkdirSync(own)
  const files = readdirSync(corpus).filter((name) => name.endsWith('.txt'))
  const each = Math.max(1, Math.floor(files.length / (rounds + 1)))
  const add = () => {
    for (const name of files.splice(0, each)) copyFileSync(join(corpus, name), join(own, name))
  }
  add()
  const server = await startServed(['--corpus', own, '--index', join(folder, 'index')])
  const asker = createAsker(server.url)
  try {
    await settled(server.url, 1)
    for (const question of questions.slice(0, 20)) await asker.ask(question)
    await pause(1000)
    const seen = []
    for (let round = 0; round < rounds && files.length > 0; round += 1) {
      const { generation } = await statusOf(server.url)
      await Promise.all([server.stalls(), idle.stalls()])
      add()
      await settled(server.url, generation + 1)
      seen.push({ server: await server.stalls(), beside: await idle.stalls() })
    }
    return seen
  } finally {
    asker.close()
    await server.stop()
  }
}

async function settled(url: string, generation: number): Promise<void> {
  for (;;) {
    const status = await statusOf(url)
    if (status.generation >= generation && status.state === 'ready') return
    await pause(250)
  }
}

async function statusOf(url: string): Promise<{ generation: number; state: string }> {
  const response = await fetch(new URL('/v1/index', url))
  if (!response.ok) return { generation: 0, state: 'opening' }
  const { generation, state } = (await response.json()) as { generation: number; state: string }
  return { generation: generation ?? 0, state }
}
