import { dotProduct } from '../../src/store/dot-product.ts'
import type { VectorRecord, VectorStore } from '../../src/store/vector-store.ts'

export interface MemoryVectorStore extends VectorStore {
  /** Puts these in place of whatever the article had. */
  replaceArticle(sourceId: string, records: readonly VectorRecord[]): void
}

/** The port over a Map, for tests that need vectors but no files. */
export function createMemoryVectorStore(dimensions: number): MemoryVectorStore {
  const records = new Map<string, VectorRecord>()
  const remove = (sourceId: string) => {
    for (const [id, record] of records) if (record.sourceId === sourceId) records.delete(id)
  }
  return {
    dimensions,
    replaceArticle(sourceId, added) {
      remove(sourceId)
      for (const record of added) records.set(record.id, record)
    },
    async nearest(vector, k, { kind, sourceIds }) {
      return [...records.values()]
        .filter((record) => record.kind === kind && (sourceIds?.has(record.sourceId) ?? true))
        .map(({ id, vector: other }) => ({ id, score: dot(vector, other) }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, k)
    },
    async get(id) {
      return records.get(id)
    },
    async products(vector, ids) {
      return ids.map((id) => {
        const found = records.get(id)
        return found && dotProduct(vector, found.vector)
      })
    },
    count(kind) {
      return [...records.values()].filter((record) => !kind || record.kind === kind).length
    },
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}
