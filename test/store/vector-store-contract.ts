import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentenceId } from '../../src/passage/passage.ts'
import type { IndexContents } from '../../src/store/index-contents.ts'
import type { VectorKind, VectorStore } from '../../src/store/vector-store.ts'
import { makeContents } from './make-contents.ts'
import { dimensions, unitVector } from './unit-vector.ts'

/** What every `VectorStore` does. `open` gives one with the vectors of these contents. */
export function vectorStoreContract(
  name: string,
  open: (contents: IndexContents) => Promise<VectorStore>,
): void {
  describe(`${name} as a vector store`, () => {
    const texts = { 'a.txt': ['A ferry. It sails.', 'A quay.'], 'b.txt': ['A bridge.'] }
    const contents = makeContents(texts)
    const [ferry, quay, bridge] = contents.passages.map(({ id }) => id)

    it('is empty where there is nothing', async () => {
      const store = await open(makeContents({ 'a.txt': [''] }))
      expect([store.dimensions, store.count()]).toEqual([dimensions, 0])
      expect(await store.nearest(unitVector(1), 5, { kind: 'passage' })).toEqual([])
      for (const id of ['nothing', 'pas_', 'sen_0123456789ab-0-1', ferry ?? '']) {
        expect(await store.get(id)).toBeUndefined()
      }
    })

    it('gives back the vector of every id, and no way to change it', async () => {
      const store = await open(contents)
      for (const record of contents.vectors) {
        const found = await store.get(record.id)
        expect(found).toEqual(record)
        found?.vector.fill(0)
        expect(await store.get(record.id)).toEqual(record)
      }
      expect([store.count('passage'), store.count('sentence'), store.count()]).toEqual([3, 4, 7])
    })

    it('knows no id that only looks like one of its own', async () => {
      const store = await open(contents)
      const [{ revision, start, end } = { revision: 'sha256:0' as const, start: 0, end: 0 }] =
        contents.passages
      const others = [
        `${ferry}0`,
        `${ferry} `,
        ferry?.replace('-0-', '-00-'),
        ferry?.replace('pas_', 'cit_'),
        sentenceId(revision, { start, end }),
      ]
      for (const id of others) expect(await store.get(id ?? ''), id).toBeUndefined()
    })

    it('multiplies a vector with those of ids', async () => {
      const store = await open(contents)
      const ids = contents.vectors.map(({ id }) => id)
      const products = await store.products(unitVector(2), ['pas_', ...ids])
      expect(products[0]).toBeUndefined()
      for (const [at, { vector }] of contents.vectors.entries()) {
        expect(products[at + 1]).toBeCloseTo(cosine(unitVector(2), vector), 12)
      }
    })

    it('finds only the asked kind, and only in the asked articles', async () => {
      const store = await open(contents)
      const ids = async (kind: VectorKind, sourceIds?: ReadonlySet<string>) => {
        const options = sourceIds === undefined ? { kind } : { kind, sourceIds }
        return (await store.nearest(unitVector(1), 9, options)).map(({ id }) => id).sort()
      }
      const [, second] = contents.articles.map(({ id }) => id)
      expect(await ids('passage')).toEqual([ferry, quay, bridge].sort())
      expect((await ids('sentence')).every((id) => id.startsWith('sen_'))).toBe(true)
      expect(await ids('sentence')).toHaveLength(4)
      expect(await ids('passage', new Set([second ?? '', 'src_none']))).toEqual([bridge])
      expect(await ids('passage', new Set())).toEqual([])
    })

    it('ranks by cosine, equal scores by id, like a sort of all of them', async () => {
      const seeds = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 40 })
      await fc.assert(
        fc.asyncProperty(seeds, fc.integer({ min: 0, max: 50 }), async (given, k) => {
          const made = makeContents({ 'a.txt': given.map((seed) => `Number ${seed}`) })
          const vectors = made.vectors.map((one, at) => {
            return { ...one, vector: unitVector(given[at] ?? 0) }
          })
          const store = await open({ ...made, vectors })
          const query = unitVector(5)
          const hits = await store.nearest(query, k, { kind: 'passage' })
          const all = vectors
            .map(({ id, vector }) => ({ id, score: cosine(query, vector) }))
            .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
          expect(hits.map(({ id }) => id)).toEqual(all.slice(0, k).map(({ id }) => id))
          for (const [i, { score }] of hits.entries()) {
            expect(score).toBeCloseTo(all[i]?.score ?? 2, 6)
          }
        }),
        { numRuns: 15 },
      )
    })

    it('refuses a query vector of another model, and finds nothing near none', async () => {
      const store = await open(contents)
      const asked = store.nearest(unitVector(1, 3), 1, { kind: 'passage' })
      await expect(asked).rejects.toMatchObject({ code: 'index_other_model' })
      const none = await store.nearest(new Float32Array(dimensions), 5, { kind: 'passage' })
      expect(none).toEqual([])
    })
  })
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
