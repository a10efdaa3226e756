import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalIndex } from 'vectra/browser'
import { FootnoteError } from '../errors.ts'
import { makeFolder, replaceFile } from './durable-files.ts'
import {
  type FiledStoreOptions,
  openFiledStore,
  type VectorFileEntry,
  type VectorFileList,
  type VectorFiles,
} from './filed-vector-store.ts'
import { unpackVectors, vectorFileCodec } from './vector-file.ts'
import { VectorFileStorage } from './vector-file-storage.ts'
import type { VectorKind, VectorRecord, VectorStore } from './vector-store.ts'
import { type VectorTable, vectorTableBuilder } from './vector-table.ts'

/** vectra looks through all ids at every insert: files of this many vectors keep that cheap. */
const vectorsPerFile = 1000
const listName = 'vectors.json'

/**
 * ADAPTER of `VectorStore` over vectra's `LocalIndex`: files in `folder`, each an index of vectra's
 * own with vectors of one kind; exact search in memory. A folder without a store is an empty
 * store, unless `readOnly`.
 * @throws FootnoteError `index_corrupt` when a file is missing, cut or of other dimensions
 */
export async function openVectraStore(
  folder: string,
  options: FiledStoreOptions,
): Promise<VectorStore> {
  return openFiledStore(vectraFiles(folder, options.dimensions), options)
}

function vectraFiles(folder: string, dimensions: number): VectorFiles {
  return {
    folder,
    readList: (required) => readList(folder, dimensions, required),
    readTable: (list, kind) => readTable(folder, list, kind),

    async write(commit, tables) {
      await makeFolder(folder)
      const files: VectorFileEntry[] = []
      for (const kind of ['passage', 'sentence'] as const) {
        for (const batch of batches(tables[kind])) {
          const name = `${commit}-${files.length}${vectorFileCodec.extension}`
          await writeBatch(folder, name, batch)
          files.push({ name, kind, count: batch.length })
        }
      }
      const list = { commit, dimensions, files }
      await replaceFile(join(folder, listName), JSON.stringify(list))
      return list
    },

    async remove(list) {
      for (const { name } of list.files) await rm(join(folder, name), { force: true })
    },
  }
}

type Metadata = { kind: VectorKind; sourceId: string }
type Codec = NonNullable<ConstructorParameters<typeof LocalIndex>[3]>

async function localIndex(folder: string, name: string, storage: VectorFileStorage) {
  // The package's root also loads gRPC and a server: its browser entry has the same class for less.
  const { LocalIndex } = await import('vectra/browser')
  return new LocalIndex<Metadata>(folder, name, storage, vectorFileCodec as Codec)
}

async function readList(folder: string, dimensions: number, required: boolean) {
  const path = join(folder, listName)
  let list: VectorFileList
  try {
    list = JSON.parse(await readFile(path, 'utf8')) as VectorFileList
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    if (missing && !required) return { commit: 0, dimensions, files: [] }
    throw new FootnoteError('index_corrupt', `The list of vectors ${path} cannot be read.`, {
      cause,
    })
  }
  if (list.dimensions === dimensions) return list
  const found = `${path} has vectors of ${list.dimensions} dimensions, not ${dimensions}.`
  throw new FootnoteError('index_corrupt', found)
}

async function readTable(folder: string, list: VectorFileList, kind: VectorKind) {
  const files = list.files.filter((file) => file.kind === kind)
  const capacity = files.reduce((sum, file) => sum + file.count, 0)
  const builder = vectorTableBuilder(kind, capacity, list.dimensions)
  for (const { name, count } of files) {
    try {
      // As vectra's codec reads it, but for its array of numbers and its object for every vector.
      const { head, dimensions, numbers } = unpackVectors(await readFile(join(folder, name)))
      const { items } = head
      if (items.length !== count) throw new Error(`${items.length} vectors instead of ${count}`)
      if (count > 0 && dimensions !== list.dimensions) throw new Error(`${dimensions} dimensions`)
      for (const [row, { id, metadata }] of items.entries()) {
        const vector = numbers.subarray(row * dimensions, (row + 1) * dimensions)
        builder.add({ id, sourceId: String(metadata.sourceId), vector })
      }
    } catch (cause) {
      const path = join(folder, name)
      throw new FootnoteError('index_corrupt', `The vectors ${path} cannot be read.`, { cause })
    }
  }
  return builder.finish()
}

async function writeBatch(folder: string, name: string, batch: readonly VectorRecord[]) {
  const storage = new VectorFileStorage()
  try {
    const index = await localIndex(folder, name, storage)
    await index.createIndex({ version: 1, deleteIfExists: true })
    await index.batchInsertItems(
      batch.map(({ id, kind, sourceId, vector }) => ({
        id,
        metadata: { kind, sourceId },
        vector: Array.from(vector),
      })),
    )
  } catch (error) {
    throw storage.failure ?? error
  }
}

function* batches(table: VectorTable): Generator<VectorRecord[]> {
  let batch: VectorRecord[] = []
  for (const record of table.records()) {
    batch.push(record)
    if (batch.length < vectorsPerFile) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
