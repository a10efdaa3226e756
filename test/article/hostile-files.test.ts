import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listCorpus } from '../../src/article/list-corpus.ts'
import { type ReadFile, readFiles } from '../../src/article/read-corpus.ts'
import { hostileFiles } from './hostile-files.ts'

const gigabytes = 2e9
const fine = '<!doctype html><title>A fine page</title><p>The pier was painted green in spring.</p>'

/** What is said of those that surely cannot be read. */
const said: Readonly<Record<string, RegExp>> = {
  'huge.txt': /has 2000000000 bytes; at most 20000000 are read/,
  'huge.pdf': /has 2000000000 bytes; at most 20000000 are read/,
  'arrays.json': /nested too deep/,
  'objects.json': /nested too deep/,
  'divs.html': /nested more than/,
  'circle.pdf': /broken PDF/,
  'pages.pdf': /has 100000 pages/,
  'stream.pdf': /needs more memory|took longer/,
  'packed.txt': /gzip/,
  'packed.html.gz': /gzip/,
  'quoted.md': /took longer than 10 s/,
}

let folder = ''
let results: ReadonlyMap<string, ReadFile> = new Map()
let grownBytes = 0

// All of them in one folder, each with a fine one behind it.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-hostile-'))
  for (const [name, bytes] of hostileFiles()) {
    await writeFile(join(folder, name), bytes)
    await writeFile(join(folder, `${name}.fine.html`), fine)
  }
  for (const name of ['huge.txt', 'huge.pdf']) {
    await writeFile(join(folder, name), '')
    await truncate(join(folder, name), gigabytes)
  }
  const { files } = await listCorpus(folder)
  const before = process.memoryUsage.rss()
  const found = new Map<string, ReadFile>()
  for await (const read of readFiles(folder, files, { limits: { timeoutMs: 10_000 } })) {
    found.set(read.file.path, read)
    grownBytes = Math.max(grownBytes, process.memoryUsage.rss() - before)
  }
  results = found
}, 300_000)
afterAll(() => rm(folder, { recursive: true }))

describe('files made to do harm', () => {
  test.each([...hostileFiles().keys(), 'huge.txt', 'huge.pdf'])('%s is read, or named', (name) => {
    const { drafts, problems } = results.get(name) ?? { drafts: [], problems: [] }
    expect(drafts.length + problems.length).toBeGreaterThan(0)
    for (const { code, message, nextStep } of problems) {
      expect(code).toBe('article_unreadable')
      expect(message).toContain(name)
      expect(nextStep).toBeTruthy()
    }
    if (said[name]) expect(problems[0]?.message).toMatch(said[name])
  })

  test('every fine file among them is read', () => {
    const unread = [...results].filter(([path, { drafts }]) => /fine/.test(path) && !drafts[0])
    expect(unread.map(([path, { problems }]) => `${path}: ${problems[0]?.message}`)).toEqual([])
  })

  test('the process that asked for them hardly grows', () => {
    expect(grownBytes).toBeLessThan(400e6)
  })
})
