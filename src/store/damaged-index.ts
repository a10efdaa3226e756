import type { OpenIndex } from './open-index.ts'
import { damagedSegments } from './segments/whole-segments.ts'

/**
 * Whether a read has found damage in what was not checked when the index was opened: then it is to
 * be opened again, and what is whole of it answers.
 */
export function isDamaged(index: OpenIndex | undefined): boolean {
  return damagedSegments(index?.segments ?? []).length > 0
}
