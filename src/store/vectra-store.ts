import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalIndex } from 'vectra/browser'
import { FootnoteError } from '../errors.ts'
import { makeFolder, replaceFile } from './durable-files.ts'
import { checkRecords } from './vector-checks.ts'
import { vectorFileCodec } from './vector-file.ts'
import { VectorFileStorage } from './vector-file-storage.ts'
import type { VectorKind, VectorRecord, VectorStore } from './vector-store.ts'
import { buildVectorTable, type VectorTable } from './vector-table.ts'

/** vectra looks through all ids at every insert: files of this many vectors keep that cheap. */
const vectorsPerFile = 2000
const listName = 'vectors.json'

/** Which files make up the store: swapped in one step, so a commit is whole or not there. */
interface FileList {
  readonly commit: number
  readonly dimensions: number
  readonly files: readonly string[]
}

type Tables = Record<VectorKind, VectorTable>
type Item = { kind: VectorKind; sourceId: string }

export interface VectraStoreOptions {
  /** Of every vector; what an existing store must have. */
  readonly dimensions: number
  /** Refuses every change. */
  readonly readOnly?: boolean
}

/**
 * ADAPTER of `VectorStore` over vectra's `LocalIndex`: files in `folder`, exact search in memory.
 * A folder without a store is an empty store, unless `readOnly`.
 * @throws FootnoteError `index_corrupt` when a file is missing, cut or of other dimensions
 */
export async function openVectraStore(
  folder: string,
  { dimensions, readOnly = false }: VectraStoreOptions,
): Promise<VectorStore> {
  const list = await readList(folder, dimensions, readOnly)
  let tables = buildTables(await readRecords(folder, list), dimensions)
  let commit = list.commit
  let files = list.files
  const pending = new Map<string, readonly VectorRecord[]>()
  const change = (sourceId: string, records: readonly VectorRecord[]): void => {
    if (readOnly) throw new FootnoteError('internal', `The vectors in ${folder} never change.`)
    checkRecords(sourceId, records, dimensions)
    pending.set(sourceId, records)
  }

  return {
    dimensions,
    async replaceArticle(sourceId, records) {
      change(
        sourceId,
        records.map((record) => ({ ...record, vector: record.vector.slice() })),
      )
    },
    async removeArticle(sourceId) {
      change(sourceId, [])
    },
    async commit() {
      const next = buildTables(mergeRecords(tables, pending), dimensions)
      const written = await writeFiles(folder, commit + 1, dimensions, next)
      const old = files
      tables = next
      commit += 1
      files = written
      pending.clear()
      await Promise.all(old.map((name) => rm(join(folder, name), { force: true })))
    },
    async nearest(vector, k, { kind, sourceIds }) {
      if (vector.length !== dimensions) {
        const found = `A query vector has ${vector.length} dimensions; the index has ${dimensions}.`
        throw new FootnoteError('index_other_model', found)
      }
      return tables[kind].nearest(vector, k, sourceIds)
    },
    async get(id) {
      return tables.passage.record(id) ?? tables.sentence.record(id)
    },
    count(kind) {
      if (kind !== undefined) return tables[kind].count
      return tables.passage.count + tables.sentence.count
    },
  }
}

async function openLocalIndex(folder: string, name: string, storage: VectorFileStorage) {
  // The package's root also loads gRPC and a server: its browser entry has the same class for less.
  const { LocalIndex } = await import('vectra/browser')
  return new LocalIndex<Item>(folder, name, storage, vectorFileCodec as Codec)
}

type Codec = NonNullable<ConstructorParameters<typeof LocalIndex>[3]>

async function readList(folder: string, dimensions: number, required: boolean): Promise<FileList> {
  const path = join(folder, listName)
  let list: FileList
  try {
    list = JSON.parse(await readFile(path, 'utf8')) as FileList
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

async function readRecords(folder: string, list: FileList): Promise<VectorRecord[]> {
  const records: VectorRecord[] = []
  for (const name of list.files) {
    try {
      const index = await openLocalIndex(folder, name, new VectorFileStorage())
      for (const { id, metadata, vector } of await index.listItems()) {
        const { kind, sourceId } = metadata
        records.push({ id, kind, sourceId, vector: Float32Array.from(vector) })
      }
    } catch (cause) {
      const path = join(folder, name)
      throw new FootnoteError('index_corrupt', `The vectors ${path} cannot be read.`, { cause })
    }
  }
  return records
}

async function writeFiles(folder: string, commit: number, dimensions: number, tables: Tables) {
  await makeFolder(folder)
  const files: string[] = []
  let batch: VectorRecord[] = []
  const flush = async (): Promise<void> => {
    const name = `${commit}-${files.length}${vectorFileCodec.extension}`
    files.push(name)
    await writeBatch(folder, name, batch)
    batch = []
  }
  for (const kind of ['passage', 'sentence'] as const) {
    for (const record of tables[kind].records()) {
      batch.push(record)
      if (batch.length === vectorsPerFile) await flush()
    }
  }
  if (batch.length > 0) await flush()
  const list: FileList = { commit, dimensions, files }
  await replaceFile(join(folder, listName), JSON.stringify(list))
  return files
}

async function writeBatch(folder: string, name: string, batch: readonly VectorRecord[]) {
  const storage = new VectorFileStorage()
  try {
    const index = await openLocalIndex(folder, name, storage)
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

function mergeRecords(
  tables: Tables,
  pending: ReadonlyMap<string, readonly VectorRecord[]>,
): VectorRecord[] {
  const merged: VectorRecord[] = []
  for (const table of [tables.passage, tables.sentence]) {
    for (const record of table.records()) if (!pending.has(record.sourceId)) merged.push(record)
  }
  for (const records of pending.values()) for (const record of records) merged.push(record)
  const ids = new Set<string>()
  for (const { id } of merged) {
    if (ids.has(id)) throw new FootnoteError('internal', `Two vectors have the id ${id}.`)
    ids.add(id)
  }
  return merged
}

function buildTables(records: readonly VectorRecord[], dimensions: number): Tables {
  const ofKind = (kind: VectorKind) => records.filter((record) => record.kind === kind)
  return {
    passage: buildVectorTable(ofKind('passage'), dimensions),
    sentence: buildVectorTable(ofKind('sentence'), dimensions),
  }
}
