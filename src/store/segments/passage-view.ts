import type { Passage } from '../../passage/passage.ts'
import type { SearchedSegment } from './live-segment.ts'

/**
 * The passages of an index by id. No map of them is made, which every change would have to make
 * anew: segments find an id by the place that it names.
 */
export function passageView(
  parts: readonly SearchedSegment[],
  passages: readonly Passage[],
): ReadonlyMap<string, Passage> {
  const get = (id: string): Passage | undefined => {
    for (const { segment, searched } of parts) {
      const found = segment.vectors.rows.find(id)
      if (found?.kind !== 'passage' || searched?.[found.article] === 0) continue
      return segment.passages[found.row]
    }
    return undefined
  }
  const entries = () => passages.map((one): [string, Passage] => [one.id, one]).values()
  const view: ReadonlyMap<string, Passage> = {
    get,
    has: (id) => get(id) !== undefined,
    size: passages.length,
    forEach(visit) {
      for (const passage of passages) visit(passage, passage.id, view)
    },
    entries,
    keys: () => passages.map(({ id }) => id).values(),
    values: () => passages.values(),
    [Symbol.iterator]: entries,
  }
  return view
}
