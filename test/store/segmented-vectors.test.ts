import { describe, expect, it } from 'vitest'
import { commitGeneration } from '../../src/store/generation.ts'
import type { IndexContents } from '../../src/store/index-contents.ts'
import { acquireIndexLock } from '../../src/store/index-lock.ts'
import { openIndex } from '../../src/store/open-generation.ts'
import { makeContents } from './make-contents.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { dimensions, unitVector } from './unit-vector.ts'
import { vectorStoreContract } from './vector-store-contract.ts'

async function commit(contents: IndexContents): Promise<string> {
  const directory = await temporaryFolder()
  const lock = await acquireIndexLock(directory)
  await commitGeneration(directory, contents, { lock }).finally(() => lock.release())
  return directory
}

vectorStoreContract('the segments', async (contents) => {
  return (await openIndex(await commit(contents))).vectors
})
vectorStoreContract('segments whose sentences stay in their file', async (contents) => {
  const reading = { sentencesInMemory: 0, checksAsRead: true }
  return (await openIndex(await commit(contents), { reading })).vectors
})

describe('the vectors of an index', () => {
  const good = makeContents({ 'a.txt': ['A ferry. It sails.'] })

  it('are the same, bit for bit, over several images of a file', async () => {
    const paragraphs = Array.from({ length: 2100 }, (_, at) => `Number ${at}.`)
    const contents = makeContents({ 'a.txt': paragraphs })
    const { vectors } = await openIndex(await commit(contents))
    for (const at of [0, 1, 1023, 1024, 2047, 2048, 2099]) {
      const { id } = contents.passages[at] ?? { id: '' }
      expect((await vectors.get(id))?.vector).toEqual(unitVector(contents.passages[at]?.start ?? 0))
    }
  })

  it.each([
    ['zero', new Float32Array(dimensions)],
    ['too short', unitVector(1, dimensions - 1)],
    ['not numbers', new Float32Array(dimensions).fill(Number.NaN)],
    ['not of unit length', unitVector(1).map((number) => number * 2)],
  ])('are refused when they are %s', async (_, vector) => {
    const [first, ...others] = good.vectors
    const vectors = first ? [{ ...first, vector }, ...others] : []
    await expect(commit({ ...good, vectors })).rejects.toMatchObject({
      code: 'embedding_failed',
      message: expect.stringContaining(first?.id ?? ''),
    })
  })

  it('are refused when two have one id, or when they are of another article', async () => {
    const [first, ...others] = good.vectors
    if (!first) throw new Error('no vectors')
    const twice = { ...good, vectors: [first, first, ...others] }
    await expect(commit(twice)).rejects.toMatchObject({ code: 'internal' })
    const strange = { ...good, vectors: [{ ...first, sourceId: 'src_other' }, ...others] }
    await expect(commit(strange)).rejects.toMatchObject({ code: 'index_corrupt' })
  })
})
