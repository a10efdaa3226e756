import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { WorkerReply, WorkerTask } from '../../src/embed/worker-messages.ts'
import { type Priority, WorkerPool } from '../../src/embed/worker-pool.ts'

/**
 * A worker that does what its text says: dies, hangs or fails, always or only the first time in all
 * processes, which it knows from a file; waits for another file; otherwise it answers with the
 * text's length.
 */
const script = `
const { existsSync, writeFileSync } = require('node:fs')
const folder = process.argv.at(-1)
process.on('disconnect', () => process.exit())
process.on('message', async ({ text }) => {
  const [word, once] = text.split(' ')
  if (once !== 'once' || !existsSync(folder + '/before')) {
    if (once === 'once') writeFileSync(folder + '/before', '')
    if (word === 'die') process.exit(3)
    if (word === 'throw') throw new Error('out of order')
    if (word === 'hang') for (;;);
    if (word === 'fail') return process.send({ type: 'failed', message: 'cannot' })
    while (word === 'wait' && !existsSync(folder + '/released')) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  process.send({ type: 'count', counts: [text.length] })
})`

let pools: WorkerPool[] = []
let folders: string[] = []
afterEach(async () => {
  for (const pool of pools) await pool.close()
  pools = []
  for (const folder of folders) rmSync(folder, { recursive: true })
  folders = []
})

function createPool(options: { maxWorkers?: number; taskTimeoutMs?: number } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-workers-'))
  folders.push(folder)
  let started = 0
  const startWorker = () => {
    started += 1
    return spawn(process.execPath, ['-e', script, '--', folder], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
  }
  const pool = new WorkerPool({
    maxWorkers: 1,
    taskTimeoutMs: 10_000,
    ...options,
    startWorker,
  })
  pools.push(pool)
  const release = () => writeFileSync(join(folder, 'released'), '')
  return { pool, started: () => started, release }
}

function task(text: string): WorkerTask {
  return { type: 'vector', text, kind: 'passage' }
}

function run(pool: WorkerPool, text: string, priority: Priority = 2, call = Symbol()) {
  return pool.run(task(text), priority, call)
}

const reply = (count: number): WorkerReply => ({ type: 'count', counts: [count] })

describe('a pool of workers', () => {
  test.each(['die once', 'throw once', 'fail once'])(
    'replaces the worker and tries the task again after "%s"',
    async (text) => {
      const { pool, started } = createPool()
      const others = [run(pool, 'a'), run(pool, 'bb')]
      expect(await run(pool, text)).toEqual(reply(text.length))
      expect(await Promise.all(others)).toEqual([reply(1), reply(2)])
      expect(started()).toBe(2)
    },
  )

  test('replaces a worker that hangs', async () => {
    const { pool, started } = createPool({ taskTimeoutMs: 1500 })
    expect(await run(pool, 'hang once')).toEqual(reply('hang once'.length))
    expect(started()).toBe(2)
  })

  test.each<[string, RegExp]>([
    ['die', /ended with 3/],
    ['throw', /ended with 1/],
    ['fail', /cannot/],
  ])('gives a task up when it makes a second worker %s, and goes on', async (text, reason) => {
    const { pool, started } = createPool()
    await expect(run(pool, text)).rejects.toThrow(reason)
    expect(await run(pool, 'next')).toEqual(reply(4))
    expect(started()).toBe(3)
  })

  test('gives a task up that hangs twice, saying how long it took', async () => {
    const { pool } = createPool({ taskTimeoutMs: 500 })
    await expect(run(pool, 'hang')).rejects.toThrow('longer than 0.5 s')
    expect(await run(pool, 'next')).toEqual(reply(4))
  })

  test('takes an urgent task before all that waits, after the one under way', async () => {
    const { pool, release } = createPool()
    const order: string[] = []
    const note = (name: string) => () => order.push(name)
    const all = [
      run(pool, 'wait').then(note('under way')),
      run(pool, 'passage').then(note('first passage')),
      run(pool, 'passage').then(note('second passage')),
      run(pool, 'count', 1).then(note('count')),
      run(pool, 'question', 0).then(note('question')),
    ]
    release()
    await Promise.all(all)
    expect(order).toEqual(['under way', 'question', 'count', 'first passage', 'second passage'])
  })

  test('starts another worker only when much is waiting', async () => {
    const { pool, started, release } = createPool({ maxWorkers: 3 })
    const few = [run(pool, 'wait'), run(pool, 'short'), run(pool, 'short')]
    expect(started()).toBe(1)
    const many = Array.from({ length: 30 }, () => run(pool, 'long '.repeat(200)))
    expect(started()).toBe(2)
    release()
    await Promise.all([...few, ...many])
  })

  test('starts another worker when urgent tasks keep waiting, few at a time', async () => {
    const { pool, started } = createPool({ maxWorkers: 2 })
    const text = 'long '.repeat(300)
    const few = (priority: Priority) =>
      Promise.all(Array.from({ length: 4 }, () => run(pool, text, priority)))
    for (let round = 0; round < 8; round += 1) await few(2)
    expect(started()).toBe(1)
    for (let round = 0; round < 4; round += 1) await few(0)
    expect(started()).toBe(1)
    await few(0)
    expect(started()).toBe(2)
  })

  test('forgets the waiting tasks of a call, and only those', async () => {
    const { pool, release } = createPool()
    const call = Symbol()
    const settled: string[] = []
    const first = run(pool, 'wait')
    void run(pool, 'dropped', 2, call).then(() => settled.push('dropped'))
    const kept = run(pool, 'kept').then(() => settled.push('kept'))
    pool.drop(call)
    release()
    await Promise.all([first, kept])
    expect(settled).toEqual(['kept'])
  })

  test('rejects what waits and what is under way when it closes', async () => {
    const { pool } = createPool()
    const waiting = [run(pool, 'hang'), run(pool, 'next')]
    const results = Promise.allSettled(waiting)
    await pool.close()
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(run(pool, 'late')).rejects.toThrow('closed')
  })
})
