import { endianness } from 'node:os'

/** What one vector file holds: the same shape as vectra's index data. */
export interface VectorFileData {
  version: number
  metadata_config: { indexed?: string[] }
  items: VectorFileItem[]
}

interface VectorFileItem {
  id: string
  metadata: Record<string, string | number | boolean>
  /** A plain array: vectra counts on one. */
  vector: number[]
  norm: number
}

const magic = Buffer.from('FNVECT01', 'latin1')
const headStart = magic.length + 8

/**
 * A vectra index codec: 8 bytes of name, the length of the head and the dimensions (uint32, little
 * endian), the head as JSON padded with spaces to a multiple of 4, then every vector as float32,
 * little endian. Numbers that are no float32 would be rounded, so they are refused.
 */
export const vectorFileCodec = {
  extension: '.vectors',

  serializeIndex(data: VectorFileData): Buffer {
    const dimensions = data.items[0]?.vector.length ?? 0
    const items = data.items.map(({ id, metadata }) => ({ id, metadata }))
    const { version, metadata_config } = data
    const head = padded(JSON.stringify({ version, metadata_config, items }))
    const numbers = new Float32Array(data.items.length * dimensions)
    data.items.forEach((item, row) => {
      numbers.set(checkedVector(item, dimensions), row * dimensions)
    })
    const sizes = Buffer.alloc(8)
    sizes.writeUInt32LE(head.length, 0)
    sizes.writeUInt32LE(dimensions, 4)
    const body = Buffer.from(numbers.buffer)
    return Buffer.concat([magic, sizes, head, endianness() === 'LE' ? body : body.swap32()])
  },

  deserializeIndex(buffer: Buffer): VectorFileData {
    if (buffer.length < headStart || !buffer.subarray(0, magic.length).equals(magic)) {
      throw new Error('not a vector file, or one cut off at its start')
    }
    const headEnd = headStart + buffer.readUInt32LE(magic.length)
    const dimensions = buffer.readUInt32LE(magic.length + 4)
    const head = JSON.parse(buffer.toString('utf8', headStart, headEnd)) as VectorFileData
    const expected = headEnd + head.items.length * dimensions * 4
    if (buffer.length !== expected) {
      throw new Error(`a vector file of ${buffer.length} bytes that should have ${expected}`)
    }
    const numbers = readNumbers(buffer.subarray(headEnd))
    const items = head.items.map((item, row) => {
      const vector = new Array<number>(dimensions)
      let squares = 0
      for (let column = 0; column < dimensions; column++) {
        const number = numbers[row * dimensions + column] as number
        vector[column] = number
        squares += number * number
      }
      return { ...item, vector, norm: Math.sqrt(squares) }
    })
    return { version: head.version, metadata_config: head.metadata_config, items }
  },

  serializeCatalog: toJson,
  deserializeCatalog: fromJson,
  serializeMetadata: toJson,
  deserializeMetadata: fromJson,
}

function padded(json: string): Buffer {
  const bytes = Buffer.from(json, 'utf8')
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4, ' ')])
}

function checkedVector(item: VectorFileItem, dimensions: number): number[] {
  if (item.vector.length !== dimensions) {
    throw new RangeError(`${item.id} has ${item.vector.length} dimensions, not ${dimensions}`)
  }
  for (const number of item.vector) {
    if (Math.fround(number) !== number) throw new RangeError(`${item.id} holds ${number}`)
  }
  return item.vector
}

function readNumbers(bytes: Buffer): Float32Array {
  // A copy of its own: float32 needs an offset that is a multiple of 4, which a Buffer's may not be.
  const copy = Buffer.from(new Uint8Array(bytes).buffer)
  if (endianness() !== 'LE') copy.swap32()
  return new Float32Array(copy.buffer, copy.byteOffset, copy.length / 4)
}

function toJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8')
}

function fromJson<Value>(buffer: Buffer): Value {
  return JSON.parse(buffer.toString('utf8')) as Value
}
