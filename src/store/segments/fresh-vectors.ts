import { FootnoteError } from '../../errors.ts'
import type { Passage } from '../../passage/passage.ts'
import { vectorOwners, wrong } from '../index-contents.ts'
import { checkRecords } from '../vector-checks.ts'
import type { VectorRecord } from '../vector-store.ts'

/**
 * The vectors of passages that are new, by id.
 * @throws FootnoteError `index_corrupt` where one is missing or has no owner, `embedding_failed`
 * where one cannot be searched
 */
export function freshVectors(
  passages: readonly Passage[],
  vectors: readonly VectorRecord[],
  dimensions: number,
): (id: string) => Float32Array {
  const owners = vectorOwners(passages)
  const given = new Map<string, VectorRecord>()
  for (const record of vectors) {
    if (given.has(record.id)) {
      throw new FootnoteError('internal', `Two vectors have the id ${record.id}.`)
    }
    given.set(record.id, record)
  }
  if (given.size !== owners.size) {
    const wanted = `${passages.length} passages with ${owners.size - passages.length} sentences`
    throw wrong(`There are ${given.size} vectors for ${wanted}.`)
  }
  for (const [id, sourceId] of owners) {
    const record = given.get(id)
    if (record?.sourceId !== sourceId) throw wrong(`There is no vector of ${id}.`)
    checkRecords(sourceId, [record], dimensions)
  }
  return (id) => (given.get(id) as VectorRecord).vector
}
