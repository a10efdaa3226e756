import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from './start-program.ts'

let folder = ''
const cache = () => join(folder, 'node_modules/.cache/footnote')

/** A copy of the program with packages of its own that are links to ours. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'footnote-compiled-'))
  for (const name of ['src', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.')) continue
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const options = { cwd: folder }
  return promisify(execFile)(process.execPath, ['src/cli/footnote.mjs', ...args], options)
}

function rename(file: string, from: string, to: string): void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

test('is compiled once, and again when a source has changed', async () => {
  const first = await run('ask', '--help')
  expect(first.stdout).toContain('Answers one question')
  const [made, ...others] = readdirSync(cache())
  expect(others).toEqual([])
  await run('key', '--help')
  expect(readdirSync(cache())).toEqual([made])
  // As long as before, and within the grain of any clock.
  rename('src/cli/ask.ts', 'Answers one question', 'Answers ONE question')
  expect((await run('ask', '--help')).stdout).toContain('Answers ONE question')
  expect(readdirSync(cache())).toHaveLength(2)
})

test('several that start at once all run, and leave one compiled form and no halves', async () => {
  const all = await Promise.all([1, 2, 3].map(() => run('key', '--help')))
  expect(new Set(all.map(({ stdout }) => stdout)).size).toBe(1)
  expect(readdirSync(cache()).map((name) => name.length)).toEqual([24])
})

test('is read from its sources where the compiled form cannot be kept', async () => {
  writeFileSync(join(folder, 'node_modules/.cache'), 'a file in the way')
  const { stdout, stderr } = await run('ask', '--help')
  expect(stdout).toContain('Answers one question')
  expect(stderr).toBe('')
})

test('reads articles and answers, compiled, in the same bytes as from its sources', async () => {
  mkdirSync(join(folder, 'corpus'))
  const article =
    'Harbour opens\n\nThe new harbour of Dongwan opened on 3 May 2021. It has room for forty ships.\n'
  writeFileSync(join(folder, 'corpus/harbour.txt'), article)
  const ask = ['ask', 'When did the harbour of Dongwan open?', '--json']
  const answer = (text: string) => text.replace(/"timings_ms": \{[^}]*\}/, '').replace(/^[^{]*/, '')
  const compiled = answer((await run(...ask)).stdout)
  expect(compiled).toContain('opened on 3 May 2021')
  expect(existsSync(cache())).toBe(true)
  rmSync(join(folder, 'node_modules/.cache'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/.cache'), 'a file in the way')
  expect(answer((await run(...ask)).stdout)).toBe(compiled)
})
