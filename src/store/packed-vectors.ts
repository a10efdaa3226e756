import { closeSync, openSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { numbersStart } from './vector-file.ts'
import type { VectorKind, VectorRecord } from './vector-store.ts'
import { vectorsPerImage, vectraImage } from './vectra-image.ts'

/** Vectors that share one checksum: what is read at once for one of them. */
export const rowsPerCheck = 16

/** A file of vectors: images of vectra's indexes one after the other, all but the last full. */
export interface PackedFile {
  readonly name: string
  readonly kind: VectorKind
  readonly count: number
  readonly dimensions: number
  /** Where each image starts, in bytes. */
  readonly starts: readonly number[]
  /** CRC-32 of the numbers of every 16 vectors, those of an image starting anew. */
  readonly checks: readonly number[]
}

/**
 * Writes vectors in their order into a new file, an image at a time: no more than these are in
 * memory at once. When it returns, the disk has all of it.
 */
export async function writePacked(
  path: string,
  facts: Pick<PackedFile, 'name' | 'kind' | 'dimensions'>,
  records: AsyncIterable<VectorRecord>,
): Promise<PackedFile> {
  const file = await open(path, 'wx')
  const [starts, checks]: [number[], number[]] = [[], []]
  let [count, end] = [0, 0]
  let batch: VectorRecord[] = []
  const writeBatch = async (): Promise<void> => {
    if (batch.length === 0) return
    const image = await vectraImage(batch)
    starts.push(end)
    const width = facts.dimensions * 4
    for (let row = 0; row < batch.length; row += rowsPerCheck) {
      const rows = Math.min(rowsPerCheck, batch.length - row)
      checks.push(
        crc32(image.subarray(numbersStart + row * width, numbersStart + (row + rows) * width)),
      )
    }
    await file.writeFile(image)
    count += batch.length
    end += image.length
    batch = []
  }
  try {
    for await (const record of records) {
      batch.push(record)
      if (batch.length === vectorsPerImage) await writeBatch()
    }
    await writeBatch()
    await file.sync()
  } finally {
    await file.close()
  }
  return { ...facts, count, starts, checks }
}

/** A run of vectors under one checksum. */
export interface Block {
  readonly check: number
  /** Its first vector. */
  readonly row: number
  readonly rows: number
  /** In bytes, in the file. */
  readonly position: number
}

const checksPerImage = vectorsPerImage / rowsPerCheck

/** Where the numbers of a row stand, and those that are checked with it. */
export function blockOf({ count, dimensions, starts }: PackedFile, row: number): Block {
  const image = Math.floor(row / vectorsPerImage)
  const first = row - (row % rowsPerCheck)
  const check = image * checksPerImage + Math.floor((row % vectorsPerImage) / rowsPerCheck)
  const position =
    (starts[image] ?? 0) + numbersStart + (first - image * vectorsPerImage) * dimensions * 4
  return { check, row: first, rows: Math.min(rowsPerCheck, count - first), position }
}

/** @throws Error when the numbers are not those that were written */
export function checkBlock({ checks }: PackedFile, { check, row }: Block, bytes: Uint8Array): void {
  if (crc32(bytes) !== checks[check]) throw new Error(`the vectors from ${row} on have changed`)
}

/** Reads all numbers of a file into one array, and checks them. */
export async function readAllPacked(path: string, packed: PackedFile): Promise<Uint8Array> {
  const { count, dimensions, starts } = packed
  const width = dimensions * 4
  const bytes = new Uint8Array(count * width)
  const file = await open(path, 'r')
  try {
    for (const [image, start] of starts.entries()) {
      const from = image * vectorsPerImage
      const to = Math.min(count, from + vectorsPerImage)
      await readFully(file, bytes.subarray(from * width, to * width), start + numbersStart)
    }
  } finally {
    await file.close()
  }
  for (let row = 0; row < count; ) {
    const block = blockOf(packed, row)
    checkBlock(packed, block, bytes.subarray(row * width, (row + block.rows) * width))
    row += block.rows
  }
  return bytes
}

async function readFully(file: FileHandle, into: Uint8Array, position: number): Promise<void> {
  const { bytesRead } = await file.read(into, 0, into.length, position)
  if (bytesRead !== into.length) throw new Error('the file is cut off')
}

const closeFile = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor))

/** A file that stays open while `owner` is in use, also after its name is gone. */
export function openWhileUsed(path: string, owner: object): number {
  const descriptor = openSync(path, 'r')
  closeFile.register(owner, descriptor)
  return descriptor
}
