import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeNewFile } from '../durable-files.ts'
import { wrong } from '../index-contents.ts'
import { floatsOf } from '../little-endian.ts'
import { nearestRows } from '../nearest-rows.ts'
import { type PackedFile, readAllPacked, writePacked } from '../packed-vectors.ts'
import { rowsInFile, rowsInMemory } from '../vector-rows.ts'
import type { VectorKind, VectorRecord } from '../vector-store.ts'
import type { SegmentRows } from './segment-rows.ts'
import { type SegmentVectors, segmentVectors } from './segment-vectors.ts'

/** Of a segment: what its files of vectors hold, and the checksums of their parts. */
export const vectorListName = 'vectors.json'

export const vectorFileNames = {
  passage: 'passages.vectors',
  sentence: 'sentences.vectors',
} as const satisfies Record<VectorKind, string>

/** Vectors of sentences in larger files are read when an answer needs them, and checked then. */
export const readAtOnce = 16 * 1024 * 1024

const packedFile = z.strictObject({
  name: z.string(),
  kind: z.enum(['passage', 'sentence']),
  count: z.int(),
  dimensions: z.int(),
  starts: z.array(z.int()),
  checks: z.array(z.int()),
})
const vectorList = z.strictObject({ passage: packedFile, sentence: packedFile })

/** Writes the files of a segment's vectors, in order of row. */
export async function writeVectorFiles(
  folder: string,
  dimensions: number,
  records: (kind: VectorKind) => AsyncIterable<VectorRecord>,
): Promise<void> {
  const write = (kind: VectorKind) => {
    const name = vectorFileNames[kind]
    return writePacked(join(folder, name), { name, kind, dimensions }, records(kind))
  }
  const list = { passage: await write('passage'), sentence: await write('sentence') }
  await writeNewFile(join(folder, vectorListName), JSON.stringify(list))
}

/**
 * Reads the vectors of a segment. What they belong to is told later, when the passages are read: much
 * memory is best taken while there are few objects to look through for what has become free.
 * @throws FootnoteError `index_corrupt` when what is read has changed, or when there are not as many
 * vectors as rows
 */
export async function openVectorFiles(
  { folder, home }: { readonly folder: string; readonly home: string },
  dimensions: number,
  atOnce = readAtOnce,
): Promise<(rows: SegmentRows) => SegmentVectors> {
  const { passage, sentence } = await readList(folder)
  for (const { name, count, dimensions: found } of [passage, sentence]) {
    if (count === 0 || found === dimensions) continue
    throw wrong(`${join(folder, name)} has vectors of ${found} dimensions, not ${dimensions}.`)
  }
  const passages = rowsInMemory(await readNumbers(folder, passage), dimensions)
  const search = nearestRows({ numbers: passages.numbers, count: passage.count, dimensions })
  const inFile = (await stat(join(folder, sentence.name))).size > atOnce
  const sentences = inFile
    ? rowsInFile(join(folder, sentence.name), sentence, join(home, sentence.name))
    : rowsInMemory(await readNumbers(folder, sentence), dimensions)
  return (rows) => {
    const { counts } = rows
    if (passage.count === counts.passage && sentence.count === counts.sentence) {
      return segmentVectors(rows, { search, passage: passages, sentence: sentences })
    }
    const wanted = `${counts.passage} passages with ${counts.sentence} sentences`
    throw wrong(`The index ${folder} has ${passage.count + sentence.count} vectors for ${wanted}.`)
  }
}

async function readNumbers(folder: string, packed: PackedFile): Promise<Float32Array> {
  const path = join(folder, packed.name)
  try {
    return floatsOf(await readAllPacked(path, packed))
  } catch (cause) {
    throw wrong(`The vectors ${path} cannot be read: ${(cause as Error).message}.`, cause)
  }
}

async function readList(folder: string): Promise<Record<VectorKind, PackedFile>> {
  const path = join(folder, vectorListName)
  try {
    return vectorList.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (cause) {
    throw wrong(`The list of vectors ${path} cannot be read.`, cause)
  }
}
