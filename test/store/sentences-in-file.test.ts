import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sentenceId } from '../../src/passage/passage.ts'
import { isDamaged } from '../../src/store/damaged-index.ts'
import { commitGeneration } from '../../src/store/generation.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { numbersStart, vectorFileCodec } from '../../src/store/vector-file.ts'
import { changeTo } from './change-index.ts'
import { newestFile } from './index-files.ts'
import { makeContents, model } from './make-contents.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { unitVector } from './unit-vector.ts'

/** As a server opens a large index: no sentence's vector is read before it is asked for. */
const reading = { sentencesInMemory: 0, checksAsRead: true }

const texts = {
  'a.txt': Array.from({ length: 30 }, (_, at) => `Ferry ${at}. It sails at ${at}.`),
  'b.txt': ['A bridge.'],
}

async function built() {
  const directory = await temporaryFolder()
  const lock = await acquireIndexLock(directory)
  const index = await commitGeneration(directory, makeContents(texts), { lock })
  return { directory, lock, index }
}

function sentencesOf({ passages }: OpenIndex): string[] {
  return passages.flatMap(({ revision, sentences }) =>
    sentences.map((range) => sentenceId(revision, range)),
  )
}

/** Changes a byte of the vector of sentence 20: 16 share a checksum. */
async function damage(path: string): Promise<void> {
  const bytes = await readFile(path)
  const at = numbersStart + 20 * model.dimensions * 4
  bytes[at] = (bytes[at] ?? 0) ^ 4
  await writeFile(path, bytes)
}

describe("sentences' vectors that stay in their file", () => {
  it('are those that are read at once', async () => {
    const { directory, lock, index } = await built()
    await changeTo(index, makeContents({ ...texts, 'b.txt': ['A gate.', 'A toll.'] }), lock)
    await lock.release()
    const [some, all] = [await openIndex(directory, { reading }), await openIndex(directory)]
    for (const id of [...sentencesOf(all), ...all.passages.map((one) => one.id)]) {
      const record = await some.vectors.get(id)
      expect(record).toEqual(await all.vectors.get(id))
      record?.vector.fill(0)
      expect(await some.vectors.get(id)).toEqual(await all.vectors.get(id))
    }
    const near = (of: OpenIndex) => of.vectors.nearest(unitVector(3), 9, { kind: 'sentence' })
    expect(await near(some)).toEqual(await near(all))
  })

  it('can be read while another generation takes their place', async () => {
    const { directory, lock } = await built()
    await lock.release()
    const index = await openIndex(directory, { reading })
    await rm(join(directory, 'segments'), { recursive: true })
    for (const id of sentencesOf(index)) expect(await index.vectors.get(id)).toBeDefined()
  })

  it('are never given when they are damaged; what is whole answers, and is mended', async () => {
    const { directory, lock, index } = await built()
    await changeTo(index, makeContents({ ...texts, 'b.txt': ['A gate.'] }), lock)
    const whole = await openIndex(directory)
    const first = whole.segments?.[0]?.segment.name ?? ''
    const path = join(directory, 'segments', first, 'sentences.vectors')
    await damage(path)
    const opened = await openIndex(directory, { model, reading })
    expect([opened.notice, isDamaged(opened)]).toEqual([undefined, false])
    const ids = sentencesOf(opened)
    const given = await Promise.allSettled(ids.map((id) => opened.vectors.get(id)))
    const refused = given.flatMap((one, at) => (one.status === 'rejected' ? [at] : []))
    expect(refused).toEqual(Array.from({ length: 16 }, (_, at) => 16 + at))
    expect(given[20]).toMatchObject({
      reason: { code: 'index_corrupt', message: expect.stringContaining(path) },
    })
    expect(isDamaged(opened)).toBe(true)

    const rest = await openIndex(directory, { model, reading, previous: opened })
    expect(isDamaged(rest)).toBe(false)
    expect(rest.articles.map((article) => article.path)).toEqual(['b.txt'])
    expect(rest.notice).toContain('without 1 of 2 articles')
    const mended = await changeTo(rest, makeContents({ ...texts, 'b.txt': ['A gate.'] }), lock)
    expect(mended.hash).toBe(whole.hash)
    const again = await openIndex(directory, { model, reading })
    expect(again.notice).toBeUndefined()
    for (const id of sentencesOf(again)) {
      expect(await again.vectors.get(id)).toEqual(await whole.vectors.get(id))
    }
    await lock.release()
  })

  it('are checked at once by whoever does not only answer', async () => {
    const { directory, lock } = await built()
    await commitGeneration(directory, makeContents({ ...texts, 'b.txt': ['A gate.'] }), { lock })
    await lock.release()
    const path = await newestFile(directory, 'sentences.vectors')
    await damage(path)
    const found = await openIndex(directory, { reading: { sentencesInMemory: 0 } })
    expect(found.generation).toBe(1)
    expect(found.notice).toContain(path)
    expect((await openIndex(directory, { reading })).generation).toBe(2)
  })

  it('are indexes that vectra itself opens and queries, one after the other', async () => {
    const { directory, lock, index } = await built()
    await lock.release()
    const { LocalIndex } = await import('vectra')
    const folder = await temporaryFolder()
    await writeFile(
      join(folder, 'one'),
      await readFile(await newestFile(directory, 'sentences.vectors')),
    )
    const vectra = new LocalIndex(folder, 'one', undefined, vectorFileCodec)
    const hits = await vectra.queryItems(Array.from(unitVector(2)), '', 3)
    const ours = await index.vectors.nearest(unitVector(2), 3, { kind: 'sentence' })
    expect(hits.map(({ item }) => item.id)).toEqual(ours.map(({ id }) => id))
  })
})
