import { FootnoteError } from '../errors.ts'
import { checkRecords } from './vector-checks.ts'
import type { VectorKind, VectorRecord, VectorStore } from './vector-store.ts'
import { type VectorTable, vectorTableBuilder } from './vector-table.ts'
import { vectraFiles } from './vectra-files.ts'

type Tables = Record<VectorKind, VectorTable>

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
  const files = vectraFiles(folder, dimensions)
  let list = await files.readList(readOnly)
  let tables: Tables = {
    passage: await files.readTable(list, 'passage'),
    sentence: await files.readTable(list, 'sentence'),
  }
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
      if (readOnly) throw new FootnoteError('internal', `The vectors in ${folder} never change.`)
      const next = mergeTables(tables, pending, dimensions)
      const old = list
      list = await files.write(list.commit + 1, next)
      tables = next
      pending.clear()
      await files.remove(old)
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
