import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commitChange, commitGeneration } from '../../src/store/generation.ts'
import type { IndexContents } from '../../src/store/index-contents.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { changeTo } from './change-index.ts'
import { namedSegments, newestFile, segmentsOnDisk } from './index-files.ts'
import { makeContents, model } from './make-contents.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { unitVector } from './unit-vector.ts'

const noMaterial = { passages: [], vectors: [] }

async function startWith(contents: IndexContents) {
  const directory = await temporaryFolder()
  const lock = await acquireIndexLock(directory)
  return { directory, lock, index: await commitGeneration(directory, contents, { lock }) }
}

/** All that can be seen of an index, scores to the last bit. */
async function seen(index: OpenIndex) {
  const { hash, articles, passages, lexical, vectors } = index
  const some = new Set(articles.filter((_, at) => at % 2 === 0).map(({ id }) => id))
  const queries = ['ferry harbour', 'bridge', 'gate tunnel 渡輪', 'nothing']
  const words = queries.map((query) => ({
    all: lexical.search(query, 50),
    few: lexical.search(query, 3, { sourceIds: some }),
    text: lexical.scoreText(query, 'A ferry under the bridge leaves the harbour.'),
    frequencies: lexical.terms(query).map((term) => lexical.documentFrequency(term)),
  }))
  const near = []
  for (const kind of ['passage', 'sentence'] as const) {
    near.push(vectors.count(kind))
    near.push(await vectors.nearest(unitVector(3), 50, { kind }))
    near.push(await vectors.nearest(unitVector(8), 3, { kind, sourceIds: some }))
  }
  const stored = await Promise.all(passages.map(({ id }) => vectors.get(id)))
  return { hash, articles, passages, words, near, stored, passageCount: lexical.passageCount }
}

const sentence = fc
  .array(fc.constantFrom('ferry', 'harbour', 'bridge', 'tunnel', 'gate', '渡輪'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((words) => `A ${words.join(' ')}.`)
const path = fc.constantFrom('a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt')
const step = fc.record({
  put: fc.dictionary(path, fc.array(sentence, { minLength: 1, maxLength: 3 }), { maxKeys: 2 }),
  remove: fc.option(path, { nil: undefined }),
  title: fc.constantFrom('One title', 'Another title'),
})

describe('an index changed step by step', () => {
  it('is, bit for bit, the one that is built of the same contents at once', async () => {
    const steps = fc.array(step, { minLength: 12, maxLength: 16 })
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (changes, compact) => {
        let texts: Record<string, string[]> = { 'a.txt': ['A ferry.'], 'f.txt': ['A gate.'] }
        const { directory, lock, index: first } = await startWith(makeContents(texts))
        let index = first
        let contents = makeContents(texts)
        for (const [at, { put, remove, title }] of changes.entries()) {
          texts = { ...texts, ...put }
          if (remove) delete texts[remove]
          const made = makeContents(texts)
          // The words of a title are none of the passages': other facts, the same material.
          const articles = made.articles.map((article) =>
            article.path === 'f.txt' ? { ...article, title } : article,
          )
          contents = { ...made, articles }
          index = await changeTo(index, contents, lock, compact && at === changes.length - 1)
        }
        const anew = await startWith(contents)
        const expected = await seen(anew.index)
        expect(await seen(index)).toEqual(expected)
        const cold = await openIndex(directory, { model })
        expect(cold.notice).toBeUndefined()
        expect(await seen(cold)).toEqual(expected)
        if (compact) expect(cold.segments).toHaveLength(1)
        await Promise.all([lock.release(), anew.lock.release()])
      }),
      { numRuns: 8 },
    )
  }, 120_000)

  it('shares what has not changed, on disk and in memory', async () => {
    const texts = { 'a.txt': ['A ferry.', 'A quay.', 'A rope.'], 'b.txt': ['A bridge.'] }
    const { directory, lock, index } = await startWith(makeContents(texts))
    const before = await stat(await newestFile(directory, 'articles.jsonl'))
    const next = await changeTo(index, makeContents({ ...texts, 'b.txt': ['A gate.'] }), lock)
    expect(next.segments?.[0]?.segment).toBe(index.segments?.[0]?.segment)
    expect(next.passages[0]).toBe(index.passages[0])
    const [old = '', added = ''] = await segmentsOnDisk(directory)
    expect((await stat(join(directory, 'segments', old, 'articles.jsonl'))).ino).toBe(before.ino)
    const files = await readdir(join(directory, 'segments', added), { recursive: true })
    const sizes = files.map(async (name) =>
      name.endsWith('.jsonl') ? (await stat(join(directory, 'segments', added, name))).size : 0,
    )
    expect(Math.max(...(await Promise.all(sizes)))).toBeLessThan(1000)
    const opened = await openIndex(directory, { previous: next })
    expect(opened.segments?.[1]?.segment).toBe(next.segments?.[1]?.segment)
    await lock.release()
  })

  it('keeps few segments, and none that no generation needs', async () => {
    const texts: Record<string, string[]> = {
      'big.txt': Array.from({ length: 40 }, (_, at) => `Part ${at}.`),
    }
    const { directory, lock, index } = await startWith(makeContents(texts))
    let last = index
    for (let version = 1; version <= 20; version++) {
      texts[`${version}.txt`] = [`Version ${version}.`]
      last = await changeTo(last, makeContents(texts), lock)
      const segments = last.segments?.length ?? 0
      expect(segments).toBeLessThan(8)
      expect(await segmentsOnDisk(directory)).toEqual(await namedSegments(directory))
    }
    expect(last.passages).toHaveLength(60)
    await lock.release()
  }, 60_000)

  it('writes anew from memory what has gone or changed on disk', async () => {
    const texts = { 'a.txt': ['A ferry.', 'A quay.'], 'b.txt': ['A bridge.'] }
    for (const damage of [
      (file: string) => rm(file),
      (file: string) => writeFile(file, 'damaged'),
    ]) {
      const { directory, lock, index } = await startWith(makeContents(texts))
      await damage(await newestFile(directory, 'passages.jsonl'))
      const contents = makeContents({ ...texts, 'b.txt': ['A gate.'] })
      await changeTo(index, contents, lock)
      const opened = await openIndex(directory)
      expect([opened.generation, opened.notice]).toEqual([2, undefined])
      expect(opened.articles).toEqual(contents.articles)
      await lock.release()
    }
  })

  it('refuses to keep an article of which it has no passages', async () => {
    const { directory, lock, index } = await startWith(makeContents({ 'a.txt': ['A ferry.'] }))
    const other = makeContents({ 'a.txt': ['A bridge.'] })
    const change = { articles: other.articles, fresh: new Set<string>(), material: noMaterial }
    await expect(commitChange(index, change, { lock })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('a.txt'),
    })
    expect((await openIndex(directory)).generation).toBe(1)
    await lock.release()
  })

  it('refuses to lose the passages of a shared text with the article that had them', async () => {
    const both = makeContents({ 'a.txt': ['A ferry.'], 'b.txt': ['A ferry.'] })
    const { lock, index } = await startWith(both)
    const articles = both.articles.filter((article) => article.path === 'b.txt')
    const change = { articles, fresh: new Set<string>(), material: noMaterial }
    await expect(commitChange(index, change, { lock })).rejects.toMatchObject({ code: 'internal' })
    await lock.release()
  })
})

describe('a damaged segment that all generations share', () => {
  it('costs its own articles only, until they are read again', async () => {
    const texts = { 'a.txt': ['A ferry.', 'A quay.', 'A rope.'], 'b.txt': ['A bridge.'] }
    const { directory, lock, index } = await startWith(makeContents(texts))
    const damaged = await newestFile(directory, 'passages.jsonl')
    const contents = makeContents({ ...texts, 'b.txt': ['A gate.'] })
    const second = await changeTo(index, contents, lock)
    await changeTo(second, makeContents({ ...texts, 'b.txt': ['A toll.'] }), lock)
    await writeFile(damaged, '')
    const rest = await openIndex(directory)
    expect(rest.articles.map(({ path: one }) => one)).toEqual(['b.txt'])
    expect(rest.lexical.search('toll', 1)).toHaveLength(1)
    expect(rest.notice).toContain('passages.jsonl')
    expect(rest.notice).toContain('without 1 of 2 articles')
    const mended = await changeTo(rest, contents, lock)
    expect(mended.articles).toEqual(contents.articles)
    const opened = await openIndex(directory)
    expect([opened.generation, opened.notice]).toEqual([4, undefined])
    expect(opened.hash).toBe(second.hash)
    await lock.release()
  })

  it('of the newest generation alone leaves the one before to answer', async () => {
    const texts = { 'a.txt': ['A ferry.', 'A quay.', 'A rope.'], 'b.txt': ['A bridge.'] }
    const { directory, lock, index } = await startWith(makeContents(texts))
    await changeTo(index, makeContents({ ...texts, 'b.txt': ['A gate.'] }), lock)
    await writeFile(await newestFile(directory, 'words.postings'), '')
    const before = await openIndex(directory)
    expect(before.generation).toBe(1)
    expect(before.notice).toMatch(/Generation 2 is damaged: .*words\.postings.*Generation 1,/)
    await lock.release()
  })
})
