import { fromLittleEndian, toLittleEndian } from './little-endian.ts'

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

const magic = Buffer.from('FNVECT02', 'latin1')

/** Bytes before the first vector. */
export const numbersStart = magic.length + 8

/**
 * A vectra index codec: 8 bytes of name, the number of vectors and the dimensions (uint32, little
 * endian), every vector as float32, little endian, then everything else as JSON: a vector's place is
 * known without reading that. Numbers that are no float32 would be rounded, so they are refused.
 */
export const vectorFileCodec = {
  extension: '.vectors',

  serializeIndex(data: VectorFileData): Buffer {
    const dimensions = data.items[0]?.vector.length ?? 0
    const items = data.items.map(({ id, metadata }) => ({ id, metadata }))
    const { version, metadata_config } = data
    const head = Buffer.from(JSON.stringify({ version, metadata_config, items }), 'utf8')
    const numbers = new Float32Array(data.items.length * dimensions)
    data.items.forEach((item, row) => {
      numbers.set(checkedVector(item, dimensions), row * dimensions)
    })
    const sizes = Buffer.alloc(8)
    sizes.writeUInt32LE(items.length, 0)
    sizes.writeUInt32LE(dimensions, 4)
    return Buffer.concat([magic, sizes, toLittleEndian(numbers), head])
  },

  deserializeIndex(buffer: Buffer): VectorFileData {
    const { head, dimensions, numbers } = unpackVectors(buffer)
    const items = head.items.map((item, row) => {
      const vector = Array.from(numbers.subarray(row * dimensions, (row + 1) * dimensions))
      const squares = vector.reduce((sum, number) => sum + number * number, 0)
      return { ...item, vector, norm: Math.sqrt(squares) }
    })
    return { version: head.version, metadata_config: head.metadata_config, items }
  },

  serializeCatalog: toJson,
  deserializeCatalog: fromJson,
  serializeMetadata: toJson,
  deserializeMetadata: fromJson,
}

/** What a file of the codec above holds, its vectors one after the other as they stand there. */
export interface PackedVectorFile {
  readonly head: Omit<VectorFileData, 'items'> & {
    readonly items: readonly Pick<VectorFileItem, 'id' | 'metadata'>[]
  }
  readonly dimensions: number
  readonly numbers: Float32Array
}

/** @throws Error when the bytes are no such file, or not a whole one */
export function unpackVectors(buffer: Buffer): PackedVectorFile {
  if (buffer.length < numbersStart || !buffer.subarray(0, magic.length).equals(magic)) {
    throw new Error('not a vector file, or one cut off at its start')
  }
  const count = buffer.readUInt32LE(magic.length)
  const dimensions = buffer.readUInt32LE(magic.length + 4)
  const numbersEnd = numbersStart + count * dimensions * 4
  if (buffer.length <= numbersEnd) {
    throw new Error(
      `a vector file of ${buffer.length} bytes that should have more than ${numbersEnd}`,
    )
  }
  const head = JSON.parse(buffer.toString('utf8', numbersEnd)) as PackedVectorFile['head']
  if (head.items.length !== count) throw new Error(`${head.items.length} ids for ${count} vectors`)
  const numbers = new Float32Array(fromLittleEndian(buffer.subarray(numbersStart, numbersEnd), 4))
  return { head, dimensions, numbers }
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

function toJson(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8')
}

function fromJson<Value>(buffer: Buffer): Value {
  return JSON.parse(buffer.toString('utf8')) as Value
}
