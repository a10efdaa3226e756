/** A run of rows that stand together, end exclusive. */
export interface RowRange {
  readonly start: number
  readonly end: number
}

/**
 * The `k`th highest of the values in these ranges, -Infinity where there are fewer. One pass; only
 * what is above the bar so far is kept and sorted now and then. `NaN` counts as nothing.
 */
export function barOfBest(
  values: Float32Array | Float64Array,
  ranges: readonly RowRange[],
  k: number,
): number {
  const kept = new Float64Array(Math.max(256, 4 * k))
  let count = 0
  let bar = Number.NEGATIVE_INFINITY
  for (const { start, end } of ranges) {
    for (let row = start; row < end; row++) {
      const value = values[row] as number
      if (!(value > bar)) continue
      kept[count++] = value
      if (count < kept.length) continue
      kept.sort()
      kept.copyWithin(0, count - k)
      count = k
      bar = kept[0] as number
    }
  }
  kept.subarray(0, count).sort()
  return count < k ? bar : (kept[count - k] as number)
}
