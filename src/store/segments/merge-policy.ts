/** Passages of a segment: those that are still searched, and all that stand in it. */
export interface SegmentSize {
  readonly live: number
  readonly all: number
}

/** So many segments of about one size become one, and sizes differ by as much from level to level. */
const mergeFactor = 8

/** Segments up to this size are all of the lowest level. */
const smallest = 64

/** Passages that a small change may rewrite besides its own; more waits for a large one. */
const leastBound = 4_000

/**
 * Which segments a commit takes into the one that it writes: all of a level that has grown full,
 * level after level, and those more than half dead. So a passage is written about once a level, and
 * the number of segments grows as the logarithm of the passages: Lucene's LogMergePolicy, after the
 * LSM-tree (O'Neil, Cheng, Gawlick and O'Neil 1996). What would rewrite more than the commit's own
 * passages, an eighth of the index or 4,000 is put off.
 * @param incoming passages that are written anyway
 * @returns places of the segments in `sizes`
 */
export function chooseMerges(sizes: readonly SegmentSize[], incoming: number): Set<number> {
  const total = sizes.reduce((sum, { live }) => sum + live, incoming)
  const bound = Math.max(leastBound, incoming, total / mergeFactor)
  const chosen = new Set<number>()
  let absorbed = 0
  const take = (places: readonly number[]): void => {
    const added = places.reduce((sum, place) => sum + (sizes[place]?.live ?? 0), 0)
    if (absorbed + added > bound) return
    absorbed += added
    for (const place of places) chosen.add(place)
  }
  for (const [place, { live, all }] of sizes.entries()) if (live * 2 < all) take([place])
  const highest = levelOf(Math.max(0, ...sizes.map(({ live }) => live)))
  for (let level = 0; level <= highest; level++) {
    const own = [...sizes.keys()].filter(
      (place) => !chosen.has(place) && levelOf(sizes[place]?.live ?? 0) === level,
    )
    const written = incoming + absorbed
    const comes = written > 0 && levelOf(written) === level ? 1 : 0
    if (own.length + comes >= mergeFactor) take(own)
  }
  return chosen
}

function levelOf(passages: number): number {
  if (passages <= smallest) return 0
  return Math.ceil(Math.log(passages / smallest) / Math.log(mergeFactor))
}
