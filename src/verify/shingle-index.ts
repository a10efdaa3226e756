/** Words in a row that are looked up together. */
export const shingleLength = 3

/** Which texts hold a run of three words. Hashed: a text listed may not hold it, none is missed. */
export interface ShingleIndex {
  /** Numbers of the texts, ascending, for the run of three words that begins at `at`. */
  lookUp(words: Uint32Array, at: number): Uint32Array
}

/**
 * Builds the index: one list of texts for each bucket of hashes, in two passes of linear time.
 * @param texts the words of each text, as numbers
 */
export async function buildShingleIndex(
  texts: readonly Uint32Array[],
  takeTurn: () => Promise<void> = async () => {},
): Promise<ShingleIndex> {
  const total = texts.reduce((sum, words) => sum + words.length, 0)
  const bits = Math.min(24, Math.max(8, Math.ceil(Math.log2(total + 1))))
  const starts = new Uint32Array(2 ** bits + 1)
  for (const words of texts) {
    for (let at = 0; at + shingleLength <= words.length; at += 1) {
      const bucket = hashShingle(words, at, bits)
      starts[bucket + 1] = (starts[bucket + 1] as number) + 1
    }
    await takeTurn()
  }
  for (let bucket = 0; bucket < 2 ** bits; bucket += 1) {
    starts[bucket + 1] = (starts[bucket + 1] as number) + (starts[bucket] as number)
  }
  const entries = new Uint32Array(starts[2 ** bits] as number)
  const filled = starts.slice(0, -1)
  for (const [number, words] of texts.entries()) {
    for (let at = 0; at + shingleLength <= words.length; at += 1) {
      const bucket = hashShingle(words, at, bits)
      const next = filled[bucket] as number
      // Texts come in order, so one that is there already is the last.
      if (next > (starts[bucket] as number) && entries[next - 1] === number) continue
      entries[next] = number
      filled[bucket] = next + 1
    }
    await takeTurn()
  }
  return {
    lookUp(words, at) {
      const bucket = hashShingle(words, at, bits)
      return entries.subarray(starts[bucket], filled[bucket])
    },
  }
}

/** A hash of three words, of so many bits. */
export function hashShingle(words: Uint32Array, at: number, bits: number): number {
  let hash = 0x811c9dc5
  for (let next = at; next < at + shingleLength; next += 1) {
    hash = Math.imul(hash ^ (words[next] as number), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  }
  return (hash ^ (hash >>> 13)) >>> (32 - bits)
}
