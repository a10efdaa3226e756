import { read } from 'node:fs'
import { promisify } from 'node:util'
import { LRUCache } from 'lru-cache'
import type { FootnoteError } from '../errors.ts'
import { wrong } from './index-contents.ts'
import { floatsOf } from './little-endian.ts'
import {
  type Block,
  blockOf,
  checkBlock,
  openWhileUsed,
  type PackedFile,
} from './packed-vectors.ts'

const readAt = promisify(read)

/** Vectors by row. What they give must not be changed: it is no copy. */
export interface VectorRows {
  /** @throws FootnoteError `index_corrupt` when the file that holds it has changed */
  row(row: number): Promise<Float32Array>
  /** What a read has found to be damaged. */
  damage(): FootnoteError | undefined
}

/** Rows that are in memory. */
export function rowsInMemory(
  numbers: Float32Array,
  dimensions: number,
): VectorRows & { readonly numbers: Float32Array } {
  return {
    numbers,
    row: async (row) => numbers.subarray(row * dimensions, (row + 1) * dimensions),
    damage: () => undefined,
  }
}

/** Blocks of 16 vectors that are kept: those of some hundred passages, in 12 MB. */
const blocksKept = 512

/**
 * Rows that are read when they are asked for, and checked then. The file stays open, so that they
 * can be read also when another generation has taken its place.
 * @param home where the file will stand, for what is said of it
 */
export function rowsInFile(path: string, packed: PackedFile, home = path): VectorRows {
  const { dimensions } = packed
  const kept = new LRUCache<number, Promise<Float32Array>>({ max: blocksKept })
  const state: { damage?: FootnoteError } = {}
  const descriptor = openWhileUsed(path, state)
  const readBlock = async (block: Block): Promise<Float32Array> => {
    const bytes = new Uint8Array(block.rows * dimensions * 4)
    try {
      const { bytesRead } = await readAt(descriptor, bytes, 0, bytes.length, block.position)
      if (bytesRead !== bytes.length) throw new Error('the file is cut off')
      checkBlock(packed, block, bytes)
    } catch (cause) {
      state.damage = wrong(`The file ${home} is damaged: ${(cause as Error).message}.`, cause)
      throw state.damage
    }
    return floatsOf(bytes)
  }
  return {
    async row(row) {
      const block = blockOf(packed, row)
      const known = kept.get(block.check) ?? readBlock(block)
      kept.set(block.check, known)
      const at = (row - block.row) * dimensions
      return (await known).subarray(at, at + dimensions)
    },
    damage: () => state.damage,
  }
}
