import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { benchParts } from './parts.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const articles = fileURLToPath(new URL('../fixtures/articles', import.meta.url))

// No time is judged here: a busy machine would fail the test, and an idle one prove nothing.
test('the bench runs and writes every figure as JSON', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-bench-test-'))
  try {
    const out = join(folder, 'bench.json')
    const few = ['--rounds', '1', '--questions', '2', '--passages', '50', '--corpus', articles]
    const args = ['--import', 'tsx', 'test/bench/run-bench.ts', ...few, '--out', out]
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root })
    const report = JSON.parse(await readFile(out, 'utf8'))
    expect(report).toMatchObject({ rounds: 1, machine: { node: process.version } })
    const parts = new Set(report.measures.map(({ part }: { part: string }) => part))
    const ran = Object.entries(benchParts).filter(([, { isApart = false }]) => !isApart)
    expect([...parts]).toEqual(ran.map(([name]) => name))
    for (const { name, over, median, least, most } of report.measures) {
      expect([typeof name, typeof over]).toEqual(['string', 'string'])
      expect(least, name).toBeLessThanOrEqual(median)
      expect(median, name).toBeLessThanOrEqual(most)
      expect(least, name).toBeGreaterThanOrEqual(0)
      expect(stdout).toContain(name)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 300_000)
