import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { vectorFileCodec } from '../../src/store/vector-file.ts'
import { openVectraStore } from '../../src/store/vectra-store.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { dimensions, record, unitVector, vectorStoreContract } from './vector-store-contract.ts'

vectorStoreContract('vectra', async () => openVectraStore(await temporaryFolder(), { dimensions }))

async function filledFolder(count = 3): Promise<string> {
  const folder = await temporaryFolder()
  const store = await openVectraStore(folder, { dimensions })
  const records = Array.from({ length: count }, (_, i) => record(`p${i}`, 'a', unitVector(i)))
  await store.replaceArticle('a', [...records, record('s0', 'a', unitVector(9), 'sentence')])
  await store.commit()
  return folder
}

async function vectorFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.vectors')).sort()
}

describe('the vectra store on disk', () => {
  it('holds the same vectors, bit for bit, when opened again', async () => {
    const folder = await filledFolder(2100)
    const store = await openVectraStore(folder, { dimensions, readOnly: true })
    expect(store.count('passage')).toBe(2100)
    for (const i of [0, 999, 1000, 2099]) {
      expect((await store.get(`p${i}`))?.vector).toEqual(unitVector(i))
    }
  })

  it('is made of indexes that vectra itself opens and queries', async () => {
    const folder = await filledFolder()
    const { LocalIndex } = await import('vectra')
    const [name] = await vectorFiles(folder)
    const index = new LocalIndex(folder, name, undefined, vectorFileCodec)
    const query = Array.from(unitVector(2))
    const hits = await index.queryItems(query, '', 3, { kind: { $eq: 'passage' } })
    const store = await openVectraStore(folder, { dimensions })
    const ours = await store.nearest(unitVector(2), 3, { kind: 'passage' })
    expect(hits.map(({ item }) => item.id)).toEqual(ours.map(({ id }) => id))
    for (const [i, { score }] of hits.entries()) {
      expect(score).toBeCloseTo(ours[i]?.score ?? 2, 6)
    }
  })

  it('leaves no files of earlier commits', async () => {
    const folder = await filledFolder()
    const before = await vectorFiles(folder)
    const store = await openVectraStore(folder, { dimensions })
    await store.removeArticle('a')
    await store.replaceArticle('b', [record('b1', 'b', unitVector(1))])
    await store.commit()
    const after = await vectorFiles(folder)
    expect(after).toHaveLength(1)
    expect(before).not.toContain(after[0])
  })

  it('shows a reader the old commit until the new one is whole', async () => {
    const folder = await filledFolder()
    const writer = await openVectraStore(folder, { dimensions })
    await writer.replaceArticle('a', [record('new', 'a', unitVector(1))])
    const before = await openVectraStore(folder, { dimensions })
    expect(await before.get('p0')).toBeDefined()
    await writer.commit()
    const after = await openVectraStore(folder, { dimensions })
    expect(await after.get('p0')).toBeUndefined()
    expect(await after.get('new')).toBeDefined()
  })

  it('loses no change that comes while a commit is being written', async () => {
    const store = await openVectraStore(await temporaryFolder(), { dimensions })
    await store.replaceArticle('a', [record('a1', 'a', unitVector(1))])
    const first = store.commit()
    await store.replaceArticle('b', [record('b1', 'b', unitVector(2))])
    await Promise.all([first, store.commit()])
    expect(store.count()).toBe(2)
  })

  it('refuses a cut vector file, a missing one and a broken list', async () => {
    const cut = await filledFolder()
    const [name = ''] = await vectorFiles(cut)
    await truncate(join(cut, name), (await readFile(join(cut, name))).length - 4)
    await expect(openVectraStore(cut, { dimensions })).rejects.toMatchObject({
      code: 'index_corrupt',
      message: expect.stringContaining(name),
    })
    const broken = await filledFolder()
    await writeFile(join(broken, 'vectors.json'), '{')
    await expect(openVectraStore(broken, { dimensions })).rejects.toMatchObject({
      code: 'index_corrupt',
    })
    const nothing = openVectraStore(await temporaryFolder(), { dimensions, readOnly: true })
    await expect(nothing).rejects.toMatchObject({ code: 'index_corrupt' })
  })

  it.each([
    ['zero', new Float32Array(dimensions)],
    ['too short', unitVector(1, dimensions - 1)],
    ['not numbers', new Float32Array(dimensions).fill(Number.NaN)],
    ['not of unit length', unitVector(1).map((number) => number * 2)],
  ])('refuses vectors that are %s', async (_, vector) => {
    const store = await openVectraStore(await temporaryFolder(), { dimensions })
    await expect(store.replaceArticle('a', [record('a1', 'a', vector)])).rejects.toMatchObject({
      code: 'embedding_failed',
      message: expect.stringContaining('a1'),
    })
  })

  it('refuses two vectors of one id, and changes to what is read only', async () => {
    const store = await openVectraStore(await temporaryFolder(), { dimensions })
    await store.replaceArticle('a', [record('same', 'a', unitVector(1))])
    await store.replaceArticle('b', [record('same', 'b', unitVector(2), 'sentence')])
    await expect(store.commit()).rejects.toMatchObject({ code: 'internal' })
    expect(store.count()).toBe(0)
    const opened = await openVectraStore(await filledFolder(), { dimensions, readOnly: true })
    await expect(opened.removeArticle('a')).rejects.toMatchObject({ code: 'internal' })
    await expect(opened.commit()).rejects.toMatchObject({ code: 'internal' })
  })

  it('refuses a query vector of another model', async () => {
    const store = await openVectraStore(await filledFolder(), { dimensions })
    const asked = store.nearest(unitVector(1, 3), 1, { kind: 'passage' })
    await expect(asked).rejects.toMatchObject({ code: 'index_other_model' })
  })

  it('finds nothing near a zero vector', async () => {
    const store = await openVectraStore(await filledFolder(), { dimensions })
    const hits = await store.nearest(new Float32Array(dimensions), 5, { kind: 'passage' })
    expect(hits).toEqual([])
  })
})
