/** The two orders in which UTF-16 writes its units. */
export type WideEncoding = 'utf-16le' | 'utf-16be'

/** Share of ASCII that text of one order has and the same bytes in the other cannot have. */
const asciiShare = 0.9
/** Different ones of them: a few ideographs, turned round, look like the same letter again and again. */
const leastAscii = 5

/**
 * Whether bytes are UTF-16: by their byte order mark, and without one only where it is certain, that
 * is where they hold zero bytes, which no other encoding of text writes, and one order alone gives
 * whole text of assigned characters.
 */
export function wideEncoding(bytes: Uint8Array): WideEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes.length % 2 !== 0 || !bytes.includes(0)) return undefined
  const possible = (['utf-16le', 'utf-16be'] as const).filter((order) => isText(bytes, order))
  if (possible.length < 2) return possible[0]
  return possible.find((order) => isMostlyAscii(bytes, order))
}

/** No control, unassigned or private character, and no half of a surrogate pair. */
function isText(bytes: Uint8Array, order: WideEncoding): boolean {
  try {
    const text = new TextDecoder(order, { fatal: true, ignoreBOM: true }).decode(bytes)
    return !/[^\P{Cc}\t\n\f\r]|[\p{Cn}\p{Co}\p{Cs}]/u.test(text)
  } catch {
    return false
  }
}

function isMostlyAscii(bytes: Uint8Array, order: WideEncoding): boolean {
  const high = order === 'utf-16le' ? 1 : 0
  const seen = new Set<number>()
  let ascii = 0
  for (let at = 0; at < bytes.length; at += 2) {
    const low = bytes[at + 1 - high] as number
    if (bytes[at + high] !== 0 || low >= 0x80) continue
    seen.add(low)
    ascii += 1
  }
  return ascii >= (bytes.length / 2) * asciiShare && seen.size >= leastAscii
}
