import { createHash } from 'node:crypto'

const keyBytes = 32
const checksumBytes = 8

/** First bytes of a file of vectors; another layout or other dimensions give another header. */
export function headerFor(dimensions: number): Buffer {
  return Buffer.from(`footnote vectors 1, ${dimensions} dimensions\n`.padEnd(64, ' '))
}

/** Bytes of one record: key, vector as float32 in little-endian order, checksum. */
export function recordBytes(dimensions: number): number {
  return keyBytes + dimensions * 4 + checksumBytes
}

/** The key of a text's vector: another model, revision or kind of text is another key. */
export function keyOf(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest()
}

/** A key as it is kept in memory: 128 bits of it, as half as many bytes as its hexadecimal form. */
export function shortKey(key: Buffer): string {
  return key.toString('latin1', 0, 16)
}

export function encodeRecord(key: Buffer, vector: Float32Array): Buffer {
  const record = Buffer.alloc(recordBytes(vector.length))
  key.copy(record)
  for (const [index, value] of vector.entries()) {
    record.writeFloatLE(value, keyBytes + index * 4)
  }
  checksumOf(record).copy(record, record.length - checksumBytes)
  return record
}

/** The vector, or undefined when the record is another key's or not what was written. */
export function decodeRecord(record: Buffer, key: Buffer): Float32Array | undefined {
  if (!isIntact(record) || !record.subarray(0, keyBytes).equals(key)) return undefined
  const vector = new Float32Array((record.length - keyBytes - checksumBytes) / 4)
  for (const index of vector.keys()) vector[index] = record.readFloatLE(keyBytes + index * 4)
  return vector
}

function isIntact(record: Buffer): boolean {
  return record.subarray(record.length - checksumBytes).equals(checksumOf(record))
}

function checksumOf(record: Buffer): Buffer {
  const content = record.subarray(0, record.length - checksumBytes)
  return createHash('sha256').update(content).digest().subarray(0, checksumBytes)
}
