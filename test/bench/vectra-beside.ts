import type { LocalIndex } from 'vectra/browser'
import type { VectorRecord } from '../../src/store/vector-store.ts'

type Codec = NonNullable<ConstructorParameters<typeof LocalIndex>[3]>
type Storage = NonNullable<ConstructorParameters<typeof LocalIndex>[2]>

/**
 * vectra's own index over these vectors, in memory, as it comes to be when it opens a file: through its
 * ports for files and codecs. Its inserts look through all ids, which takes minutes for many.
 */
export async function vectraOf(records: readonly VectorRecord[]): Promise<LocalIndex> {
  const { LocalIndex } = await import('vectra/browser')
  const items = records.map(({ id, vector }) => ({
    id,
    metadata: {},
    vector: Array.from(vector),
    norm: Math.hypot(...vector),
  }))
  const json = (value: unknown) => Buffer.from(JSON.stringify(value))
  const codec: Codec = {
    extension: '.bench',
    serializeIndex: json,
    deserializeIndex: () => ({ version: 1, metadata_config: {}, items }),
    serializeCatalog: json,
    deserializeCatalog: () => ({ version: 1, count: 0, uriToId: {}, idToUri: {} }),
    serializeMetadata: json,
    deserializeMetadata: () => ({}),
  }
  const refuse = (): never => {
    throw new Error('This index is only read.')
  }
  const storage: Storage = {
    createFile: refuse,
    createFolder: refuse,
    deleteFile: refuse,
    deleteFolder: refuse,
    getDetails: refuse,
    listFiles: refuse,
    pathExists: async () => true,
    readFile: async () => Buffer.alloc(0),
    upsertFile: refuse,
  }
  return new LocalIndex('bench', 'bench', storage, codec)
}

/** The ids that it finds nearest, best first. */
export async function queryVectra(
  index: LocalIndex,
  vector: readonly number[],
  count: number,
): Promise<string[]> {
  const results = await index.queryItems([...vector], '', count)
  return results.map(({ item }) => item.id)
}
