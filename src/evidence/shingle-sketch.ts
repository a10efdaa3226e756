/** Words of a shingle; ideographs count as words. */
const shingleWords = 5
/** Hashes kept of each text. */
export const sketchSize = 48

const word = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu

/**
 * The smallest hashes of a text's shingles, ascending: a sample by which two texts can be told to have
 * much in common, without comparing them (bottom-k sketch; A. Broder, "On the resemblance and
 * containment of documents", 1997).
 */
export function sketchOf(texts: readonly string[]): Uint32Array {
  const kept: number[] = []
  const seen = new Set<number>()
  for (const text of texts) {
    const words = (text.normalize('NFKC').toLowerCase().match(word) ?? []).map(hashOf)
    for (let at = 0; at + shingleWords <= words.length; at += 1) {
      const hash = hashOfWords(words, at)
      const worst = kept.length < sketchSize ? Number.POSITIVE_INFINITY : (kept.at(-1) ?? 0)
      if (hash >= worst || seen.has(hash)) continue
      seen.add(hash)
      insert(kept, hash)
      if (kept.length > sketchSize) kept.pop()
    }
  }
  return Uint32Array.from(kept)
}

/**
 * About which share of the smaller text's shingles the other has, too, 0 to 1: the part of both samples
 * below the lower of their greatest hashes is a fair sample of each.
 */
export function sharedShare(left: Uint32Array, right: Uint32Array): number {
  const limit = Math.min(limitOf(left), limitOf(right))
  const ours = left.filter((hash) => hash <= limit)
  const theirs = new Set(right.filter((hash) => hash <= limit))
  const shared = ours.filter((hash) => theirs.has(hash)).length
  return shared / Math.max(1, Math.min(ours.length, theirs.size))
}

/** A text with fewer shingles than are kept has all of them in its sample. */
function limitOf(sketch: Uint32Array): number {
  return sketch.length < sketchSize ? 0xffffffff : (sketch.at(-1) ?? 0)
}

function insert(sorted: number[], value: number): void {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  sorted.splice(low, 0, value)
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash
}

function hashOfWords(words: readonly number[], from: number): number {
  let hash = 0x2545f491
  for (let at = from; at < from + shingleWords; at += 1) {
    hash = Math.imul(hash ^ (words[at] ?? 0), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  // Spread once more: the smallest hashes must be a sample like any other.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
