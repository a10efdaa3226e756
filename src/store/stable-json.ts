/** JSON with the keys of every object in order: equal values give equal bytes. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** One value a line; no single string has to hold a whole corpus. */
export function toJsonLines(values: readonly unknown[]): Buffer {
  return Buffer.concat(values.map((value) => Buffer.from(`${stableJson(value)}\n`, 'utf8')))
}

export function fromJsonLines<Value>(bytes: Buffer): Value[] {
  const values: Value[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start)
    if (end < 0) throw new Error('the last line is cut off')
    values.push(JSON.parse(bytes.toString('utf8', start, end)) as Value)
    start = end + 1
  }
  return values
}
