import { inTurns } from './in-turns.ts'

/** JSON with the keys of every object in order: equal values give equal bytes. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** One value a line; no single string has to hold a whole corpus. */
export async function toJsonLines(values: readonly unknown[]): Promise<Buffer> {
  return Buffer.concat(
    await inTurns(values, (value) => Buffer.from(`${stableJson(value)}\n`, 'utf8')),
  )
}

/** @throws Error when a line is no JSON, or the last one is cut off */
export async function fromJsonLines<Value>(bytes: Buffer): Promise<Value[]> {
  return inTurns(linesOf(bytes), (line) => JSON.parse(line) as Value)
}

function* linesOf(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start)
    if (end < 0) throw new Error('the last line is cut off')
    yield bytes.toString('utf8', start, end)
    start = end + 1
  }
}
