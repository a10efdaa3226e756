import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VectorKind, VectorRecord, VectorStore } from '../../src/store/vector-store.ts'

export const dimensions = 6

/** A unit vector that only the seed decides. */
export function unitVector(seed: number, length = dimensions): Float32Array {
  const numbers = Float32Array.from({ length }, (_, i) => Math.sin((seed + 1) * (i + 1) * 1.7))
  const norm = Math.hypot(...numbers)
  return numbers.map((number) => number / norm)
}

export function record(
  id: string,
  sourceId: string,
  vector: Float32Array,
  kind: VectorKind = 'passage',
): VectorRecord {
  return { id, kind, sourceId, vector }
}

/** What every `VectorStore` does. `open` gives an empty one of `dimensions`. */
export function vectorStoreContract(name: string, open: () => Promise<VectorStore>): void {
  describe(`${name} as a vector store`, () => {
    it('is empty at first', async () => {
      const store = await open()
      expect(store.dimensions).toBe(dimensions)
      expect(store.count()).toBe(0)
      expect(await store.nearest(unitVector(1), 5, { kind: 'passage' })).toEqual([])
      expect(await store.get('nothing')).toBeUndefined()
    })

    it('gives back the vector of an id, and no way to change it', async () => {
      const store = await open()
      const given = unitVector(3)
      await store.replaceArticle('a', [record('a1', 'a', given)])
      await store.commit()
      given.fill(0)
      const found = await store.get('a1')
      expect(found).toEqual(record('a1', 'a', unitVector(3)))
      found?.vector.fill(0)
      expect((await store.get('a1'))?.vector).toEqual(unitVector(3))
    })

    it('multiplies a vector with those of ids', async () => {
      const store = await open()
      const sentence = record('a2', 'a', unitVector(2), 'sentence')
      await store.replaceArticle('a', [record('a1', 'a', unitVector(1)), sentence])
      await store.commit()
      const [first, none, second] = await store.products(unitVector(2), ['a1', 'a0', 'a2'])
      expect(first).toBeCloseTo(cosine(unitVector(1), unitVector(2)), 12)
      expect(none).toBeUndefined()
      expect(second).toBeCloseTo(1, 6)
    })

    it('shows changes only after a commit', async () => {
      const store = await open()
      await store.replaceArticle('a', [record('a1', 'a', unitVector(1))])
      expect(store.count()).toBe(0)
      expect(await store.get('a1')).toBeUndefined()
      await store.commit()
      expect(store.count()).toBe(1)
      await store.removeArticle('a')
      expect(await store.get('a1')).toBeDefined()
      await store.commit()
      expect(store.count()).toBe(0)
    })

    it('puts the new vectors of an article in place of all its old ones', async () => {
      const store = await open()
      const sentence = record('a2', 'a', unitVector(2), 'sentence')
      await store.replaceArticle('a', [record('a1', 'a', unitVector(1)), sentence])
      await store.replaceArticle('b', [record('b1', 'b', unitVector(4))])
      await store.commit()
      await store.replaceArticle('a', [record('a3', 'a', unitVector(3))])
      await store.commit()
      expect(await store.get('a1')).toBeUndefined()
      expect(await store.get('b1')).toBeDefined()
      expect([store.count('passage'), store.count('sentence'), store.count()]).toEqual([2, 0, 2])
    })

    it('finds only the asked kind, and only in the asked articles', async () => {
      const store = await open()
      const sentence = record('s1', 'a', unitVector(1), 'sentence')
      await store.replaceArticle('a', [record('p1', 'a', unitVector(1)), sentence])
      await store.replaceArticle('b', [record('p2', 'b', unitVector(1))])
      await store.commit()
      const ids = async (kind: VectorKind, sourceIds?: ReadonlySet<string>) => {
        const options = sourceIds === undefined ? { kind } : { kind, sourceIds }
        return (await store.nearest(unitVector(1), 9, options)).map(({ id }) => id)
      }
      expect(await ids('passage')).toEqual(['p1', 'p2'])
      expect(await ids('sentence')).toEqual(['s1'])
      expect(await ids('passage', new Set(['b']))).toEqual(['p2'])
      expect(await ids('passage', new Set())).toEqual([])
    })

    it('ranks by cosine, equal scores by id, like a sort of all of them', async () => {
      const seeds = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 40 })
      await fc.assert(
        fc.asyncProperty(seeds, fc.integer({ min: 0, max: 50 }), async (vectors, k) => {
          const store = await open()
          const records = vectors.map((seed, i) => record(`r${i * 7}`, 'a', unitVector(seed)))
          await store.replaceArticle('a', records)
          await store.commit()
          const query = unitVector(5)
          const hits = await store.nearest(query, k, { kind: 'passage' })
          const all = records
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
  })
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
