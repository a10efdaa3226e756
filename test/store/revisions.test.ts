import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import { shortRevision } from '../../src/passage/passage.ts'
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import {
  createRevisionReader,
  readRevision,
  revisionOf,
  storeRevisions,
} from '../../src/store/revisions.ts'
import { contentsOfVersion, makeContents } from './make-contents.ts'
import { temporaryFolder } from './temporary-folder.ts'

function article(text: string): Article {
  const [made] = makeContents({ 'a.txt': [text] }).articles
  if (made === undefined) throw new Error('no article was made')
  return made
}

function pathOf(directory: string, { revision }: Article, ending = 'txt'): string {
  return join(directory, 'revisions', `${revision.slice('sha256:'.length)}.${ending}`)
}

describe('kept revisions', () => {
  it('name a text by the sha256 of its UTF-8 bytes', () => {
    expect(revisionOf('')).toBe(
      'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })

  it('are found by full name, by digest and by the first 12 digits', async () => {
    const directory = await temporaryFolder()
    const kept = article('Ferries sail at nine. 渡輪。\r\n\u00a0Café 🚢')
    await storeRevisions(directory, [kept])
    const { text, ...facts } = kept
    const expected = { revision: kept.revision, text, article: facts }
    const digest = kept.revision.slice('sha256:'.length)
    for (const name of [kept.revision, digest, shortRevision(kept.revision)]) {
      expect(await readRevision(directory, name)).toEqual(expected)
    }
  })

  it.each(['', 'sha256:', 'abc', '../../etc/passwd', 'ffffffffffff', `sha256:${'0'.repeat(64)}`])(
    'give nothing for the name %j',
    async (name) => {
      const directory = await temporaryFolder()
      expect(await readRevision(directory, name)).toBeUndefined()
      await storeRevisions(directory, [article('Kept.')])
      expect(await readRevision(directory, name)).toBeUndefined()
    },
  )

  it('give nothing for 12 digits that two texts begin with', async () => {
    const directory = await temporaryFolder()
    const kept = article('Kept.')
    await storeRevisions(directory, [kept])
    const twin = `${shortRevision(kept.revision)}${'0'.repeat(52)}`
    await writeFile(join(directory, 'revisions', `${twin}.txt`), 'Other.')
    expect(await readRevision(directory, shortRevision(kept.revision))).toBeUndefined()
    expect((await readRevision(directory, kept.revision))?.text).toBe('Kept.')
  })

  it('give nothing once their bytes have changed, and are healed when stored again', async () => {
    const directory = await temporaryFolder()
    const kept = article('The ferry costs four coins.')
    await storeRevisions(directory, [kept])
    for (const ending of ['txt', 'json']) {
      const path = pathOf(directory, kept, ending)
      await writeFile(path, (await readFile(path, 'utf8')).slice(0, -3))
      expect(await readRevision(directory, kept.revision)).toBeUndefined()
      await storeRevisions(directory, [kept])
      expect((await readRevision(directory, kept.revision))?.text).toBe(kept.text)
    }
  })

  it('are written once', async () => {
    const directory = await temporaryFolder()
    const kept = article('Once.')
    await storeRevisions(directory, [kept])
    const before = await stat(pathOf(directory, kept))
    await storeRevisions(directory, [kept, { ...kept, title: 'Another title' }])
    expect((await stat(pathOf(directory, kept))).ino).toBe(before.ino)
    expect((await readRevision(directory, kept.revision))?.article.title).toBe('a.txt')
    expect(await readdir(join(directory, 'revisions'))).toHaveLength(2)
  })

  it('refuse a text under a name that is not its own', async () => {
    const directory = await temporaryFolder()
    const wrong = { ...article('One.'), text: 'Two.' }
    await expect(storeRevisions(directory, [wrong])).rejects.toMatchObject({
      code: 'index_corrupt',
      message: expect.stringContaining('a.txt'),
    })
  })

  it('stay in memory only as far as there is room', async () => {
    const directory = await temporaryFolder()
    const [small, large] = [article('Small.'), article('Large. '.repeat(1000))]
    await storeRevisions(directory, [small, large])
    const read = createRevisionReader(directory, { maxBytes: 4000 })
    for (const { revision } of [small, large]) expect(await read(revision)).toBeDefined()
    for (const kept of [small, large]) await writeFile(pathOf(directory, kept), 'gone')
    expect((await read(small.revision))?.text).toBe('Small.')
    expect(await read(large.revision)).toBeUndefined()
  })

  it('outlive the articles they were of', async () => {
    const directory = await temporaryFolder()
    const old = contentsOfVersion(1)
    const lock = await acquireIndexLock(directory)
    for (const contents of [old, contentsOfVersion(2), makeContents({}), makeContents({})]) {
      await commitGeneration(directory, contents, { lock })
    }
    await lock.release()
    const index = await openIndex(directory)
    for (const { revision, text } of old.articles) {
      expect((await index.revision(revision))?.text).toBe(text)
      expect((await index.revision(shortRevision(revision)))?.text).toBe(text)
    }
  })

  it('of current articles are there even when their files are not', async () => {
    const directory = await temporaryFolder()
    const contents = contentsOfVersion(1)
    const lock = await acquireIndexLock(directory)
    await commitGeneration(directory, contents, { lock })
    await lock.release()
    const index = await openIndex(directory)
    for (const kept of contents.articles) {
      await writeFile(pathOf(directory, kept), 'damaged')
      expect((await index.revision(shortRevision(kept.revision)))?.text).toBe(kept.text)
    }
  })
})
