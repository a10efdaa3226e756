import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { root, type Server, startServer } from '../program/start-program.ts'
import { keepIngesting } from './load/keep-ingesting.ts'
import { residentMemory } from './load/read-memory.ts'
import { stallConnections } from './load/stall-connections.ts'

export interface LoadOptions {
  readonly questions: readonly string[]
  readonly seconds: number
  readonly clients: number
  readonly stalled: number
}

/** Times in milliseconds, memory in bytes. */
export interface Load {
  readonly answersPerSecond: number
  readonly answers: number
  /** Answered 503: told to come again. */
  readonly overloaded: number
  /** Anything else: other statuses, broken connections, timeouts. */
  readonly errors: number
  readonly answerMs: Percentiles
  readonly healthMs: Percentiles
  readonly healthFailures: number
  readonly articlesIngested: number
  readonly connectionsOpened: number
  readonly samples: readonly Sample[]
}

export interface Percentiles {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** One look at the server. */
export interface Sample {
  /** Since the load began. */
  readonly seconds: number
  readonly server: number
  /** With its workers. */
  readonly all: number
  /** Longest time that the event loop stood still since the sample before, in milliseconds. */
  readonly longestStall: number
}

const sampleEveryMs = 5000

/** A server under full load: clients that ask, connections that stall and an ingest, all at once. */
export async function measureLoad(options: LoadOptions): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-load-'))
  const corpus = join(folder, 'corpus')
  cpSync(join(root, 'corpus'), corpus, { recursive: true })
  const server = await startServer(['--corpus', corpus, '--index', join(folder, 'index')])
  try {
    // Code is compiled before anything counts.
    await askFor(server, options, 3)
    return await underLoad(server, corpus, options)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function underLoad(server: Server, corpus: string, options: LoadOptions): Promise<Load> {
  const stop = new AbortController()
  const stalled = stallConnections(server.url, options.stalled)
  const ingesting = keepIngesting(server.url, corpus, stop.signal)
  const health = probeHealth(server.url)
  const sampling = takeSamples(server, stop.signal)
  try {
    const asked = await askFor(server, options, options.seconds)
    stop.abort()
    const { times, failures } = await health.stop()
    const overloaded = asked.statusCodeStats?.['503']?.count ?? 0
    return {
      answersPerSecond: asked['2xx'] / asked.duration,
      answers: asked['2xx'],
      overloaded,
      errors: asked.non2xx - overloaded + asked.errors,
      answerMs: { p50: asked.latency.p50, p99: asked.latency.p99, max: asked.latency.max },
      healthMs: percentiles(times),
      healthFailures: failures,
      articlesIngested: await ingesting,
      connectionsOpened: stalled.opened,
      samples: await sampling,
    }
  } finally {
    stop.abort()
    stalled.stop()
  }
}

function askFor({ url }: Server, { questions, clients }: LoadOptions, seconds: number) {
  const requests = questions.map((question) => ({ body: JSON.stringify({ question }) }))
  return autocannon({
    url: `${url}/v1/ask`,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    connections: clients,
    duration: seconds,
    timeout: 35,
    requests,
  })
}

function probeHealth(url: string) {
  const file = fileURLToPath(new URL('load/probe-health.ts', import.meta.url))
  const child = fork(file, [url], { execArgv: ['--import', 'tsx'] })
  return {
    async stop(): Promise<{ times: number[]; failures: number }> {
      const told = once(child, 'message')
      child.send('stop')
      const [result] = await told
      return result
    },
  }
}

async function takeSamples({ url, pid }: Server, signal: AbortSignal): Promise<Sample[]> {
  const began = performance.now()
  const samples: Sample[] = []
  for (;;) {
    const { own, all } = await residentMemory(pid)
    const seconds = (performance.now() - began) / 1000
    samples.push({ seconds, server: own, all, longestStall: await longestStall(url) })
    if (signal.aborted) return samples
    await pause(sampleEveryMs, undefined, { signal }).catch(() => undefined)
  }
}

/** As the server itself sees it; it counts anew after each look. */
async function longestStall(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return 1000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1])
}

function percentiles(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((left, right) => left - right)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}
