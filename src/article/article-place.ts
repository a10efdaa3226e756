interface Place {
  readonly path: string
  /** Absent or null where a file is one article. */
  readonly entry?: string | null
}

/** Where an article stands, for people: its file, and which of the file's articles it is. */
export function nameOfPlace({ path, entry }: Place): string {
  return entry ? `${path} (${entry})` : path
}

/** By path, and within a file by entry: `#2` before `#10`. For sorting; the same on every machine. */
export function inOrderOfPlace(left: Place, right: Place): number {
  if (left.path !== right.path) return left.path < right.path ? -1 : 1
  const [before, first] = numbered(left.entry)
  const [after, second] = numbered(right.entry)
  if (before !== after) return before < after ? -1 : 1
  return first - second
}

function numbered(entry: string | null | undefined): [string, number] {
  const name = entry ?? ''
  const number = /(?<!\d)\d{1,15}$/.exec(name)?.[0]
  // Two ways to write one number are two entries.
  if (number === undefined || (number.length > 1 && number.startsWith('0'))) return [name, 0]
  return [name.slice(0, -number.length), Number(number) + 1]
}
