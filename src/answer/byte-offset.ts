import { LRUCache } from 'lru-cache'

/** UTF-16 units between two remembered places; one more slice of this size is measured a call. */
const step = 4096

interface Measured {
  readonly text: string
  /** UTF-8 bytes before the first whole character at or before `step * index`. */
  readonly bytesBefore: Float64Array
}

// The measured texts are kept alive by this cache, so it is bounded by their size, not their number.
const measuredTexts = new LRUCache<string, Measured>({
  maxSize: 16_000_000,
  sizeCalculation: (measured) => Math.max(1, measured.text.length),
})

/** Whether `offset` would fall between the two halves of a surrogate pair. */
export function splitsCharacter(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}

/**
 * UTF-8 bytes before a UTF-16 offset of a text. The first call for a text reads it once; later ones
 * read at most 4,096 units, wherever the offset is.
 *
 * @param key names the text, such as its revision; another text under the same key is measured anew
 * @param offset 0 to `text.length`, never inside a surrogate pair
 */
export function byteOffset(key: string, text: string, offset: number): number {
  const index = Math.floor(offset / step)
  if (index === 0) return Buffer.byteLength(text.slice(0, offset))
  let measured = measuredTexts.get(key)
  if (measured?.text !== text) {
    measured = { text, bytesBefore: measure(text) }
    measuredTexts.set(key, measured)
  }
  const from = wholeCharacterBefore(text, index * step)
  return (measured.bytesBefore[index] ?? 0) + Buffer.byteLength(text.slice(from, offset))
}

function measure(text: string): Float64Array {
  const bytesBefore = new Float64Array(Math.floor(text.length / step) + 1)
  let bytes = 0
  let from = 0
  for (let index = 1; index < bytesBefore.length; index += 1) {
    const to = wholeCharacterBefore(text, index * step)
    bytes += Buffer.byteLength(text.slice(from, to))
    bytesBefore[index] = bytes
    from = to
  }
  return bytesBefore
}

function wholeCharacterBefore(text: string, offset: number): number {
  return splitsCharacter(text, offset) ? offset - 1 : offset
}
