import { diffArrays } from 'diff'

/** A run of items: in both lists, or in only one of them. */
export interface Edit {
  readonly kind: 'same' | 'removed' | 'added'
  readonly count: number
}

/** More edits than these tell of another text, and cost their square. */
const mostEdits = 1500

/**
 * ADAPTER of `diff`: the shortest way from one list to another (Myers 1986, O(ND)), removals before
 * additions. Undefined where more than `most` items had to be removed or added.
 */
export function editScript(
  before: readonly string[],
  after: readonly string[],
  most = mostEdits,
): readonly Edit[] | undefined {
  const changes = diffArrays([...before], [...after], { maxEditLength: most })
  return changes?.map(({ added, removed, count }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    count,
  }))
}

/**
 * For each item of `before` its place in `after`, -1 where it has none. Undefined where the lists
 * have too little in common.
 */
export function alignItems(
  before: readonly string[],
  after: readonly string[],
  most = mostEdits,
): Int32Array | undefined {
  const script = editScript(before, after, most)
  if (!script) return undefined
  const places = new Int32Array(before.length).fill(-1)
  let [from, to] = [0, 0]
  for (const { kind, count } of script) {
    if (kind === 'same') for (let at = 0; at < count; at += 1) places[from + at] = to + at
    if (kind !== 'added') from += count
    if (kind !== 'removed') to += count
  }
  return places
}
