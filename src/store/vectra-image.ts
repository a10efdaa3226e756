import type { LocalIndex } from 'vectra/browser'
import { vectorFileCodec } from './vector-file.ts'
import type { VectorKind, VectorRecord } from './vector-store.ts'

/** vectra looks through all ids at every insert: indexes of this many vectors keep that cheap. */
export const vectorsPerImage = 1024

type Metadata = { kind: VectorKind; sourceId: string }
type Storage = NonNullable<ConstructorParameters<typeof LocalIndex>[2]>
type Codec = NonNullable<ConstructorParameters<typeof LocalIndex>[3]>

/**
 * Has vectra take these vectors into an index of its own, and gives the file that it writes of it
 * with our codec. Nothing touches the disk.
 */
export async function vectraImage(batch: readonly VectorRecord[]): Promise<Buffer> {
  // The package's root also loads gRPC and a server: its browser entry has the same class for less.
  const { LocalIndex } = await import('vectra/browser')
  const name = 'image'
  const files = new Map<string, Buffer>()
  const index = new LocalIndex<Metadata>('', name, storageOf(files), vectorFileCodec as Codec)
  await index.createIndex({ version: 1 })
  await index.batchInsertItems(
    batch.map(({ id, kind, sourceId, vector }) => ({
      id,
      metadata: { kind, sourceId },
      vector: Array.from(vector),
    })),
  )
  const [image] = files.values()
  if (image === undefined) throw new Error('vectra has written nothing.')
  return image
}

/** What vectra asks of a storage to make one index, over a map. */
function storageOf(files: Map<string, Buffer>): Storage {
  const refuse = async (): Promise<never> => {
    throw new Error('An image is one file of its own.')
  }
  return {
    upsertFile: async (path, content) => void files.set(path, Buffer.from(content)),
    readFile: async (path) => files.get(path) ?? refuse(),
    pathExists: async (path) => files.has(path),
    createFolder: async () => undefined,
    createFile: refuse,
    deleteFile: refuse,
    deleteFolder: refuse,
    getDetails: refuse,
    listFiles: refuse,
  }
}
