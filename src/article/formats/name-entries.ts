/** Longer names are no names. In UTF-16 units. */
const longestName = 500

/**
 * Names for the parts of a file, no two alike: each part's best name of its own that no other part has,
 * else its number, `#1` for the first. A part with a name of its own keeps it wherever it moves.
 * @param candidates names of each part, the best first
 */
export function nameEntries(candidates: readonly (readonly (string | undefined)[])[]): string[] {
  const usable = candidates.map((names) =>
    names.map((name) => (name && name.length <= longestName ? name : undefined)),
  )
  const counts = new Map<string, number>()
  for (const names of usable) {
    for (const name of new Set(names)) {
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return usable.map((names, index) => {
    const own = names.find((name) => name !== undefined && counts.get(name) === 1)
    if (own !== undefined) return own
    let number = `#${index + 1}`
    while (counts.has(number)) number = `#${number}`
    counts.set(number, 1)
    return number
  })
}
