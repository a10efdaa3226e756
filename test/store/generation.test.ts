import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commitGeneration } from '../../src/store/generation.ts'
import type { IndexContents } from '../../src/store/index-contents.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { readPointer } from '../../src/store/pointer.ts'
import { contentsOfVersion, makeContents, model } from './make-contents.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function commit(directory: string, ...many: IndexContents[]): Promise<void> {
  const lock = await acquireIndexLock(directory)
  for (const contents of many) await commitGeneration(directory, contents, { lock })
  await lock.release()
}

async function generationsIn(directory: string): Promise<string[]> {
  return (await readdir(join(directory, 'generations'))).sort()
}

describe('a committed index', () => {
  it('opens with all that was put in', async () => {
    const directory = await temporaryFolder()
    const contents = contentsOfVersion(7)
    const lock = await acquireIndexLock(directory)
    const progress: string[] = []
    const onProgress = (done: number, total: number) => progress.push(`${done}/${total}`)
    const committed = await commitGeneration(directory, contents, { lock, onProgress })
    await lock.release()
    const opened = await openIndex(directory, { model })
    expect(progress).toEqual(['1/3', '2/3', '3/3'])
    for (const index of [committed, opened]) {
      expect(index.articles).toEqual(contents.articles)
      expect(index.passages).toEqual(contents.passages)
      expect(index.model).toEqual(model)
      expect(index.generation).toBe(1)
      expect(index.notice).toBeUndefined()
      for (const vector of contents.vectors) {
        expect(await index.vectors.get(vector.id)).toEqual(vector)
      }
      expect(index.vectors.count()).toBe(contents.vectors.length)
      expect(index.lexical.search('渡輪', 1)[0]?.id).toBe(contents.passages.at(-1)?.id)
      expect(index.passageById.size).toBe(contents.passages.length)
      expect(index.articleById.get(contents.articles[0]?.id ?? '')).toBe(index.articles[0])
    }
    expect(opened.hash).toBe(committed.hash)
  })

  it('may hold no article at all', async () => {
    const directory = await temporaryFolder()
    await commit(directory, makeContents({}))
    expect((await openIndex(directory)).articles).toEqual([])
  })

  it('has a hash that only its contents and its model decide', async () => {
    const hashOf = async (...many: IndexContents[]) => {
      const directory = await temporaryFolder()
      await commit(directory, ...many)
      return (await openIndex(directory)).hash
    }
    const contents = contentsOfVersion(1)
    const shuffled = {
      ...contents,
      articles: [...contents.articles].reverse(),
      passages: [...contents.passages].reverse(),
      vectors: [...contents.vectors].reverse(),
    }
    const same = await hashOf(contents)
    expect(same).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(await hashOf(contentsOfVersion(2), contentsOfVersion(1))).toBe(same)
    expect(await hashOf(shuffled)).toBe(same)
    expect(await hashOf(contentsOfVersion(2))).not.toBe(same)
    const otherModel = { ...contents, model: { ...model, revision: 'sha256:2' } }
    expect(await hashOf(otherModel)).not.toBe(same)
  })

  it('keeps one generation before the current one', async () => {
    const directory = await temporaryFolder()
    await commit(directory, ...[1, 2, 3, 4].map(contentsOfVersion))
    expect(await generationsIn(directory)).toEqual(['3', '4'])
    expect(await readPointer(directory)).toBe(4)
    expect((await openIndex(directory)).generation).toBe(4)
  })

  it('removes what a dead writer left, and never takes a number twice', async () => {
    const directory = await temporaryFolder()
    await commit(directory, contentsOfVersion(1))
    await mkdir(join(directory, 'generations', '.building-2-dead', 'vectors'), { recursive: true })
    await mkdir(join(directory, 'generations', '2'))
    const unfinished = ['current.0123456789ab.tmp', 'revisions/0.txt.0123456789ab.tmp']
    for (const name of unfinished) await writeFile(join(directory, name), 'half')
    await commit(directory, contentsOfVersion(2))
    expect(await generationsIn(directory)).toEqual(['1', '3'])
    const names = await readdir(directory, { recursive: true })
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('indexes a text that two articles share once, under the first path', async () => {
    const directory = await temporaryFolder()
    await commit(directory, makeContents({ 'b.txt': ['Twice. Said.'], 'a.txt': ['Twice. Said.'] }))
    const index = await openIndex(directory)
    expect(index.articles.map(({ path }) => path)).toEqual(['a.txt', 'b.txt'])
    expect(index.passages.map(({ sourceId }) => sourceId)).toEqual([index.articles[0]?.id])
    expect(index.vectors.count()).toBe(3)
  })
})

describe('a commit that cannot be', () => {
  const good = contentsOfVersion(2)
  const [first, ...others] = good.passages
  const passages = (change: object) => [{ ...first, ...change }, ...others] as typeof good.passages
  it.each<[string, Partial<IndexContents>, string]>([
    [
      'a text of another revision',
      { articles: good.articles.map((a) => ({ ...a, text: `${a.text}!` })) },
      'text',
    ],
    ['a passage that is not its slice', { passages: passages({ text: 'Other.' }) }, 'not the text'],
    ['a passage of no article', { passages: passages({ sourceId: 'src_none' }) }, 'no article'],
    [
      'a sentence outside its passage',
      { passages: passages({ sentences: [{ start: 0, end: 999 }] }) },
      '0-999',
    ],
    ['a missing vector', { vectors: good.vectors.slice(1) }, 'vectors'],
    [
      'a vector without owner',
      {
        vectors: [
          ...good.vectors,
          { ...(good.vectors[0] as object), id: 'x' },
        ] as typeof good.vectors,
      },
      'vectors',
    ],
  ])('for %s leaves the index as it was', async (_, change, words) => {
    const directory = await temporaryFolder()
    await commit(directory, contentsOfVersion(1))
    await expect(commit(directory, { ...good, ...change })).rejects.toMatchObject({
      code: 'index_corrupt',
      message: expect.stringContaining(words),
    })
    const index = await openIndex(directory)
    expect(index.generation).toBe(1)
    expect(index.notice).toBeUndefined()
    expect(await generationsIn(directory)).toEqual(['1'])
  })

  it('for a file in the way names the path and the cause, and loses nothing', async () => {
    const directory = await temporaryFolder()
    await commit(directory, contentsOfVersion(1))
    await rm(join(directory, 'revisions'), { recursive: true })
    await writeFile(join(directory, 'revisions'), 'in the way')
    const lock = await acquireIndexLock(directory)
    const attempt = commitGeneration(directory, contentsOfVersion(2), { lock })
    await expect(attempt).rejects.toMatchObject({
      code: 'index_unwritable',
      message: expect.stringContaining(join(directory, 'revisions')),
      cause: expect.anything(),
    })
    await lock.release()
    expect((await openIndex(directory)).generation).toBe(1)
  })

  it('for a folder that cannot be made says so', async () => {
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    await expect(acquireIndexLock(join(file, 'index'))).rejects.toMatchObject({
      code: 'index_unwritable',
      message: expect.stringContaining(file),
      nextStep: expect.stringContaining('--index'),
    })
  })
})

describe('opening an index', () => {
  it('says that there is none', async () => {
    const directory = await temporaryFolder()
    await expect(openIndex(directory)).rejects.toMatchObject({
      code: 'index_missing',
      message: expect.stringContaining(directory),
    })
    await expect(openIndex(join(directory, 'nowhere'))).rejects.toMatchObject({
      code: 'index_missing',
    })
  })

  it('refuses one of another model, naming both', async () => {
    const directory = await temporaryFolder()
    await commit(directory, contentsOfVersion(1))
    const other = { name: 'test/other', revision: 'sha256:1', dimensions: 6 }
    const opened = openIndex(directory, { model: other })
    await expect(opened).rejects.toMatchObject({
      code: 'index_other_model',
      message: expect.stringMatching(/test\/unit-vectors.*test\/other/),
    })
  })
})
