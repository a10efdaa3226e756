import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listCorpus } from '../../src/article/list-corpus.ts'
import {
  type CorpusEntry,
  type ReadOptions,
  readCorpus,
  readFiles,
} from '../../src/article/read-corpus.ts'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'footnote-corpus-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function put(path: string, content: string | Uint8Array = 'Some text.'): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), content)
}

async function read(directory = root, options: ReadOptions = {}): Promise<CorpusEntry[]> {
  const entries: CorpusEntry[] = []
  for await (const entry of readCorpus(directory, options)) entries.push(entry)
  return entries
}

const pathOf = (entry: CorpusEntry) => (entry.kind === 'article' ? entry.article.path : entry.path)
const said = (entries: CorpusEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'problem' ? [entry.error.message] : []))

describe('readCorpus', { timeout: 60_000 }, () => {
  it('reads folders within folders in code-unit order of the path', async () => {
    for (const path of ['b.txt', 'a/z.md', 'a.txt', 'B.txt', 'é.txt', 'a/b/c.markdown'])
      await put(path)
    const entries = await read()
    expect(entries.map(pathOf)).toEqual([
      'B.txt',
      'a.txt',
      'a/b/c.markdown',
      'a/z.md',
      'b.txt',
      'é.txt',
    ])
    expect(entries.every(({ kind }) => kind === 'article')).toBe(true)
  })

  it('gives the same article the same id and revision, and text equal to the decoded file', async () => {
    await put('sub/a.txt', '\uFEFFOne.\r\nTwo \u{1F600}.')
    const [first] = await read()
    const [second] = await read()
    expect(first).toEqual(second)
    if (first?.kind !== 'article') throw new Error('not read')
    expect(first.article.text).toBe(await readFile(join(root, 'sub/a.txt'), 'utf8'))
    expect(first.article.id).toMatch(/^src_[0-9a-f]{12}$/)
    expect(first.article.revision).toMatch(/^sha256:[0-9a-f]{64}$/)
    await put('sub/a.txt', 'Three.')
    const [changed] = await read()
    if (changed?.kind !== 'article') throw new Error('not read')
    expect(changed.article.id).toBe(first.article.id)
    expect(changed.article.revision).not.toBe(first.article.revision)
  })

  it('leaves out hidden names, README notes and what systems leave behind', async () => {
    for (const path of [
      '.hidden.txt',
      '.git/a.txt',
      'README.md',
      'sub/readme',
      'Thumbs.db',
      'kept.txt',
    ]) {
      await put(path)
    }
    expect((await read()).map(pathOf)).toEqual(['kept.txt'])
  })

  it('reports each unreadable file with its name and goes on', async () => {
    await put('a.docx')
    await put('b.txt', '')
    await put('c.txt', new Uint8Array([0, 1, 2]))
    await put('d.txt', 'x'.repeat(50))
    await put('e.txt', 'Fine.')
    await put('f.css', 'body { color: red }')
    const entries = await read(root, { maxBytes: 40 })
    expect(said(entries)).toEqual([
      expect.stringContaining('a.docx is named like a Word document but is none'),
      expect.stringContaining('b.txt holds no text'),
      expect.stringContaining('c.txt holds binary data'),
      expect.stringContaining('d.txt has 50 bytes'),
      expect.stringContaining('f.css has the format .css'),
    ])
    expect(entries.filter(({ kind }) => kind === 'article').map(pathOf)).toEqual(['e.txt'])
    for (const entry of entries)
      if (entry.kind === 'problem') expect(entry.error.nextStep).toBeTruthy()
  })

  it('follows links inside the folder once and never out of it', async () => {
    await put('in/a.txt')
    const outside = await mkdtemp(join(tmpdir(), 'footnote-outside-'))
    try {
      await writeFile(join(outside, 'secret.txt'), 'Secret.')
      await symlink(join(outside, 'secret.txt'), join(root, 'link.txt'))
      await symlink(outside, join(root, 'folder'))
      await symlink(root, join(root, 'in/circle'))
      await symlink(join(root, 'nowhere.txt'), join(root, 'dangling.txt'))
      const entries = await read()
      expect(entries.filter(({ kind }) => kind === 'article').map(pathOf)).toEqual(['in/a.txt'])
      expect(said(entries)).toEqual([
        expect.stringContaining('dangling.txt cannot be opened'),
        expect.stringContaining('folder is a link that leads out'),
        expect.stringContaining('link.txt is a link that leads out'),
      ])
    } finally {
      await rm(outside, { recursive: true })
    }
  })

  it('reports what lies too deep or over the number of files', async () => {
    for (const path of ['a.txt', 'b.txt', 'c.txt', 'one/two/d.txt']) await put(path)
    const entries = await read(root, { maxFiles: 2, maxDepth: 1 })
    expect(entries.filter(({ kind }) => kind === 'article').map(pathOf)).toEqual(['a.txt', 'b.txt'])
    expect(said(entries)).toEqual([
      expect.stringContaining('c.txt is over the limit of 2 files'),
      expect.stringContaining('one/two lies more than 1 folders deep'),
    ])
  })

  it.skipIf(process.getuid?.() === 0)('reports a file without permission', async () => {
    await put('locked.txt')
    await chmod(join(root, 'locked.txt'), 0)
    expect(said(await read())).toEqual([expect.stringContaining('may not be read by this user')])
  })

  it('names the files that did something to their readers, and reads all others in order', async () => {
    const file = new URL('./faulty-reader.ts', import.meta.url)
    for (const path of ['a.txt', 'die.pdf', 'hang.html', 'other-file.csv', 'x.html', 'z.txt']) {
      await put(path)
    }
    const entries = await read(root, { limits: { file, timeoutMs: 4000, maxProcesses: 2 } })
    expect(entries.map((entry) => [entry.kind, pathOf(entry)])).toEqual([
      ['article', 'a.txt'],
      ['problem', 'die.pdf'],
      ['problem', 'hang.html'],
      ['problem', 'other-file.csv'],
      ['article', 'x.html'],
      ['article', 'z.txt'],
    ])
  })

  it('ends at once when it is aborted, with its reason', async () => {
    const file = new URL('./faulty-reader.ts', import.meta.url)
    await put('a.txt')
    await put('hang.html')
    const stop = new AbortController()
    const reading = read(root, { limits: { file }, signal: stop.signal })
    setTimeout(() => stop.abort(new Error('enough')), 1000)
    await expect(reading).rejects.toThrow('enough')
  })

  it('reads a link that took the place of a file no more than one that was there', async () => {
    await put('secret.txt')
    await mkdir(join(root, 'corpus'))
    await symlink(join(root, 'secret.txt'), join(root, 'corpus/a.txt'))
    const files = [{ path: 'a.txt', size: 10, modifiedAt: 0, changedAt: 0, inode: 0 }]
    for await (const { drafts, problems } of readFiles(join(root, 'corpus'), files)) {
      expect(drafts).toEqual([])
      expect(problems[0]?.message).toContain('a.txt could not be read (ELOOP)')
    }
  })

  it('throws for a folder that is missing or a file', async () => {
    await put('a.txt')
    await expect(read(join(root, 'nothing'))).rejects.toMatchObject({
      code: 'corpus_missing',
      message: expect.stringContaining('nothing'),
    })
    await expect(read(join(root, 'a.txt'))).rejects.toMatchObject({
      code: 'corpus_missing',
      message: expect.stringContaining('is a file'),
    })
  })

  it('yields nothing for an empty folder', async () => {
    expect(await read()).toEqual([])
  })
})

describe('listCorpus', () => {
  it('gives size and time of change', async () => {
    await put('a.txt', '12345')
    const { files } = await listCorpus(root)
    expect(files).toMatchObject([{ path: 'a.txt', size: 5, modifiedAt: expect.any(Number) }])
  })
})
