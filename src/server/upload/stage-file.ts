import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isUnfinished, unfinishedPath } from '../../store/durable-files.ts'

/** A file that has arrived whole and is not among the articles yet. */
export interface StagedFile {
  readonly place: string
  /** Bytes. */
  readonly size: number
  /** Hex sha256 of the bytes. */
  readonly digest: string
}

/**
 * Writes what arrives to a new file in a folder, a piece at a time, and waits until the disk has it.
 * @returns undefined, once all has been read, for more than `maxBytes`
 * @throws what the stream and the file system throw; the file is for the caller to remove
 */
export async function stageFile(
  folder: string,
  pieces: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onPlace: (place: string) => void,
): Promise<StagedFile | undefined> {
  const place = unfinishedPath(join(folder, 'upload'))
  onPlace(place)
  const file = await open(place, 'wx', 0o644)
  try {
    const hash = createHash('sha256')
    let size = 0
    for await (const piece of pieces) {
      size += piece.length
      // Read to its end all the same: a reply before that would be lost with the connection.
      if (size > maxBytes) continue
      hash.update(piece)
      await file.writeFile(piece)
    }
    if (size > maxBytes) return undefined
    await file.sync()
    return { place, size, digest: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

/** No request takes as long as this, milliseconds. */
const staleAfterMs = 3_600_000

/** Makes the folder, and removes what a killed server left in it. */
export async function cleanStaging(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of (await readdir(folder)).filter(isUnfinished)) {
    const place = join(folder, name)
    // Another server may be filling it just now.
    const found = await stat(place).catch(() => undefined)
    if (found && found.mtimeMs < Date.now() - staleAfterMs) await rm(place, { force: true })
  }
}
