import { FootnoteError } from '../errors.ts'
import type { VectorRecord } from './vector-store.ts'

/** How far from 1 the length of a stored vector may be; float32 rounding stays far below it. */
const lengthTolerance = 1e-3

/**
 * Refuses what a search could not live with: other dimensions, numbers that are none, no direction.
 * @throws FootnoteError `embedding_failed`, `internal`
 */
export function checkRecords(
  sourceId: string,
  records: readonly VectorRecord[],
  dimensions: number,
): void {
  for (const { id, sourceId: owner, vector } of records) {
    if (owner !== sourceId) {
      throw new FootnoteError('internal', `The vector ${id} is of ${owner}, not of ${sourceId}.`)
    }
    if (vector.length !== dimensions) {
      const found = `The vector ${id} has ${vector.length} dimensions, not ${dimensions}.`
      throw new FootnoteError('embedding_failed', found)
    }
    let squares = 0
    for (const number of vector) squares += number * number
    const length = Math.sqrt(squares)
    if (!(Math.abs(length - 1) <= lengthTolerance)) {
      throw new FootnoteError('embedding_failed', `The vector ${id} has length ${length}, not 1.`)
    }
  }
}
