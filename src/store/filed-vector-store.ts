import { FootnoteError } from '../errors.ts'
import { dotProduct } from './dot-product.ts'
import { checkRecords } from './vector-checks.ts'
import type { VectorKind, VectorRecord, VectorStore } from './vector-store.ts'
import { type VectorTable, vectorTableBuilder } from './vector-table.ts'

export type Tables = Record<VectorKind, VectorTable>

/** Which files make up a store: swapped in one step, so a commit is whole or not there. */
export interface VectorFileList {
  readonly commit: number
  readonly dimensions: number
  readonly files: readonly VectorFileEntry[]
}

export interface VectorFileEntry {
  readonly name: string
  readonly kind: VectorKind
  readonly count: number
}

/** What a store in memory needs of the files behind it. */
export interface VectorFiles {
  readonly folder: string
  /** Without a list the store is empty, unless one is `required`. */
  readList(required: boolean): Promise<VectorFileList>
  readTable(list: VectorFileList, kind: VectorKind): Promise<VectorTable>
  /** Writes files of new names, then the list of them. */
  write(commit: number, tables: Tables): Promise<VectorFileList>
  remove(list: VectorFileList): Promise<void>
}

export interface FiledStoreOptions {
  /** Of every vector; what an existing store must have. */
  readonly dimensions: number
  /** Refuses every change, and a folder without a store. */
  readonly readOnly?: boolean
}

/** A `VectorStore` that searches in memory and keeps its vectors in `files`. */
export async function openFiledStore(
  files: VectorFiles,
  { dimensions, readOnly = false }: FiledStoreOptions,
): Promise<VectorStore> {
  let list = await files.readList(readOnly)
  let tables: Tables = {
    passage: await files.readTable(list, 'passage'),
    sentence: await files.readTable(list, 'sentence'),
  }
  const pending = new Map<string, readonly VectorRecord[]>()
  let lastCommit = Promise.resolve()
  const refuseIfReadOnly = (): void => {
    if (!readOnly) return
    throw new FootnoteError('internal', `The vectors in ${files.folder} never change.`)
  }
  const change = (sourceId: string, records: readonly VectorRecord[]): void => {
    refuseIfReadOnly()
    checkRecords(sourceId, records, dimensions)
    pending.set(sourceId, records)
  }
  const commitNow = async (): Promise<void> => {
    // Changes that come while the files are written wait for the next commit.
    const taken = new Map(pending)
    const next = mergeTables(tables, taken, dimensions)
    const old = list
    list = await files.write(list.commit + 1, next)
    tables = next
    for (const [id, records] of taken) if (pending.get(id) === records) pending.delete(id)
    await files.remove(old)
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
      refuseIfReadOnly()
      const mine = lastCommit.then(commitNow)
      lastCommit = mine.catch(() => undefined)
      return mine
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
    async products(vector, ids) {
      return ids.map((id) => {
        const found = tables.passage.record(id) ?? tables.sentence.record(id)
        return found && dotProduct(vector, found.vector)
      })
    },
    count(kind) {
      if (kind !== undefined) return tables[kind].count
      return tables.passage.count + tables.sentence.count
    },
  }
}

function mergeTables(
  tables: Tables,
  pending: ReadonlyMap<string, readonly VectorRecord[]>,
  dimensions: number,
): Tables {
  const changed = [...pending.values()].flat()
  const merge = (kind: VectorKind): VectorTable => {
    const added = changed.filter((record) => record.kind === kind)
    const capacity = tables[kind].count + added.length
    const builder = vectorTableBuilder(kind, capacity, dimensions)
    for (const record of tables[kind].records()) {
      if (!pending.has(record.sourceId)) builder.add(record)
    }
    for (const record of added) builder.add(record)
    return builder.finish()
  }
  const merged = { passage: merge('passage'), sentence: merge('sentence') }
  for (const { id, kind } of changed) {
    if (kind === 'sentence' && merged.passage.record(id) !== undefined) {
      throw new FootnoteError('internal', `Two vectors have the id ${id}.`)
    }
  }
  return merged
}
