import { fromLittleEndian, inPlace, toLittleEndian } from './little-endian.ts'
import type { Postings } from './postings.ts'

const magic = Buffer.from('FNPOST01', 'latin1')
const headStart = magic.length + 16

/**
 * Postings as a file: 8 bytes of name; how long the list of terms is in bytes, how many terms,
 * entries and texts there are (uint32); the terms as JSON, padded with spaces to a multiple of 8; then `starts` and `texts` as uint32,
 * `frequencies` as float32, `lengths` as float64. All little endian.
 */
export function writePostings(postings: Postings): Buffer {
  const { termNumbers, starts, texts, frequencies, lengths } = postings
  const terms = padded(JSON.stringify([...termNumbers.keys()]))
  const sizes = Uint32Array.of(terms.length, termNumbers.size, texts.length, lengths.length)
  const arrays = [starts, texts, frequencies, lengths].map(toLittleEndian)
  return Buffer.concat([magic, toLittleEndian(sizes), terms, ...arrays])
}

/** @throws Error when the bytes are no such file, or not a whole one */
export function readPostings(bytes: Buffer): Postings {
  if (bytes.length < headStart || !bytes.subarray(0, magic.length).equals(magic)) {
    throw new Error('not a file of postings, or one cut off at its start')
  }
  const sizes = new Uint32Array(fromLittleEndian(bytes.subarray(magic.length, headStart), 4))
  const [termBytes = 0, termCount = 0, entryCount = 0, textCount = 0] = sizes
  const expected = headStart + termBytes + 4 * (termCount + 1) + 8 * entryCount + 8 * textCount
  if (bytes.length !== expected) {
    throw new Error(`a file of postings of ${bytes.length} bytes that should have ${expected}`)
  }
  const terms = JSON.parse(bytes.toString('utf8', headStart, headStart + termBytes)) as string[]
  let at = headStart + termBytes
  const next = (count: number, width: 4 | 8) => {
    const part = bytes.subarray(at, at + count * width)
    at += part.length
    return [...inPlace(part, width), count] as const
  }
  return {
    termNumbers: new Map(terms.map((term, number) => [term, number])),
    starts: new Uint32Array(...next(termCount + 1, 4)),
    texts: new Uint32Array(...next(entryCount, 4)),
    frequencies: new Float32Array(...next(entryCount, 4)),
    lengths: new Float64Array(...next(textCount, 8)),
  }
}

function padded(json: string): Buffer {
  const bytes = Buffer.from(json, 'utf8')
  return Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8, ' ')])
}
