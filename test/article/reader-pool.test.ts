import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { type PoolOptions, ReaderPool } from '../../src/article/reader-pool.ts'

const faulty = new URL('./faulty-reader.ts', import.meta.url)

let pools: ReaderPool[] = []
afterEach(async () => {
  for (const pool of pools) await pool.close()
  pools = []
})

function createPool(options: PoolOptions = {}): ReaderPool {
  const pool = new ReaderPool({ file: faulty, maxProcesses: 1, timeoutMs: 30_000, ...options })
  pools.push(pool)
  return pool
}

const read = (pool: ReaderPool, path: string) =>
  pool.read({ directory: '/nowhere', path, maxBytes: 1000, reading: {} })
const said = async (pool: ReaderPool, path: string) =>
  (await read(pool, path)).problems.map(({ message, nextStep }) => `${message} ${nextStep}`).join()
const pidOf = async (pool: ReaderPool, path = 'fine.txt') => {
  const text = (await read(pool, path)).drafts[0]?.text ?? ''
  return Number(/^pid (\d+)$/.exec(text)?.[1])
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // One that has ended may wait for a parent to ask after it: it runs no more.
    const status = `/proc/${pid}/stat`
    return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'))
  } catch {
    return false
  }
}

describe('a pool of readers', { timeout: 60_000 }, () => {
  test('reads one file after another in one process, with the digest of each', async () => {
    const pool = createPool()
    const first = await pidOf(pool)
    expect(first).not.toBe(process.pid)
    expect(await pidOf(pool)).toBe(first)
    expect(await read(pool, 'fine.txt')).toMatchObject({
      digest: 'ab'.repeat(32),
      problems: [],
    })
  })

  test.each([
    ['die.pdf', {}, /^die\.pdf ended the process that read it \(code 7\)\. .+/],
    ['hang.pdf', { timeoutMs: 2500 }, /^hang\.pdf took longer than 2\.5 s to read\. Split/],
    ['swell.pdf', { maxResidentBytes: 300e6 }, /needs more memory than the 300 MB/],
    ['heap.pdf', { maxHeapBytes: 64e6 }, /needs more memory/],
  ])(
    'names %s, with its digest, and reads the next in a fresh process',
    async (path, limits, words) => {
      const pool = createPool(limits)
      const before = await pidOf(pool)
      const [problem, after] = await Promise.all([read(pool, path), pidOf(pool)])
      const error = problem.problems[0]
      expect(`${error?.message} ${error?.nextStep}`).toMatch(words)
      expect(error?.code).toBe('article_unreadable')
      // What took too long is tried again by the next ingest.
      expect(problem.digest).toBe(path === 'hang.pdf' ? undefined : 'ab'.repeat(32))
      expect(after).toBeGreaterThan(0)
      expect(after).not.toBe(before)
      expect(isRunning(before)).toBe(false)
    },
  )

  test.each([
    'no-message',
    'other-file',
    'changed-text',
    'block-outside',
    'blocks-overlap',
    'unknown-field',
    'other-code',
  ])('takes no reply that cannot be one: %s', async (name) => {
    const pool = createPool()
    expect(await said(pool, `${name}.html`)).toMatch(/was read into what can be no article \(.+\)/)
    expect(await pidOf(pool)).toBeGreaterThan(0)
  })

  test('a process that ends over a later file is not held against the file at once', async () => {
    const pool = createPool()
    const before = await pidOf(pool)
    const after = await pidOf(pool, 'tired.txt')
    expect(after).not.toBe(before)
  })

  test('replaces a process that has come to hold much memory', async () => {
    const pool = createPool()
    const before = await pidOf(pool, 'full-of-memory.txt')
    expect(await pidOf(pool)).not.toBe(before)
  })

  test('rejects what it was reading when it closes, and leaves no process', async () => {
    const pool = createPool()
    const pid = await pidOf(pool)
    const results = Promise.allSettled([read(pool, 'hang.pdf'), read(pool, 'fine.txt')])
    await pool.close()
    expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(isRunning(pid)).toBe(false)
    await expect(read(pool, 'fine.txt')).rejects.toThrow('closed')
  })

  test('leaves no process behind when the program is killed while one hangs', async () => {
    const script = fileURLToPath(new URL('./orphaned-readers.ts', import.meta.url))
    const program = spawn(process.execPath, ['--import', 'tsx', script])
    const pid = await new Promise<number>((resolve) => {
      program.stdout.once('data', (line) => resolve(Number(/^pid (\d+)/.exec(String(line))?.[1])))
    })
    expect(isRunning(pid)).toBe(true)
    program.kill('SIGKILL')
    await expect.poll(() => isRunning(pid), { timeout: 30_000 }).toBe(false)
  })
})
