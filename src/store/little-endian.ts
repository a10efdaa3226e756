import { endianness } from 'node:os'

const isLittle = endianness() === 'LE'

/** The bytes of an array's numbers, little endian: what files hold on every machine. */
export function toLittleEndian(numbers: Uint32Array | Float32Array | Float64Array): Buffer {
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  return isLittle ? bytes : swapped(Buffer.from(bytes), numbers.BYTES_PER_ELEMENT)
}

/** Where the numbers stand, if they can be used there; otherwise where a copy of them stands. */
export function inPlace(bytes: Buffer, width: 4 | 8): readonly [ArrayBufferLike, number] {
  if (isLittle && bytes.byteOffset % width === 0) return [bytes.buffer, bytes.byteOffset]
  return [fromLittleEndian(bytes, width), 0]
}

/** A copy of its own: an array needs an offset that is a multiple of its width. */
export function fromLittleEndian(bytes: Buffer, width: 4 | 8): ArrayBuffer {
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  if (!isLittle) swapped(Buffer.from(copy.buffer), width)
  return copy.buffer
}

function swapped(bytes: Buffer, width: number): Buffer {
  return width === 8 ? bytes.swap64() : bytes.swap32()
}

/** The numbers that bytes of a file hold, in their place: nothing is copied. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  if (!isLittle) swapped(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 4)
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}
