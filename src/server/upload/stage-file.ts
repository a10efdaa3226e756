import { createHash } from 'node:crypto'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isUnfinished, unfinishedPath } from '../../store/durable-files.ts'
import { ownIdentity, type ProcessIdentity, processState } from '../../store/process-identity.ts'

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
  const place = unfinishedPath(join(folder, ours))
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

/** Begins the name of each file of this process: its machine's name and its number there. */
const ours = stemOf(ownIdentity())

function stemOf({ host, pid }: Pick<ProcessIdentity, 'host' | 'pid'>): string {
  return `upload-${host.replace(/[^\w-]/g, '').slice(0, 64)}-${pid}`
}

/** Removes what a killed server left in the folder; to be called before this one stages anything. */
export async function cleanStaging(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names.filter(isUnfinished)) {
    const place = join(folder, name)
    if (isAbandoned(name) || (await isStale(place))) await rm(place, { force: true })
  }
}

/** Whether a process of this machine made it that is gone: another server may be filling its own just now. */
function isAbandoned(name: string): boolean {
  const [stem = ''] = name.split('.')
  // Numbers of processes come again, in a container nearly always.
  if (stem === ours) return true
  const identity = { host: ownIdentity().host, pid: Number(/\d+$/.exec(stem)?.[0]), started: null }
  return stem === stemOf(identity) && processState(identity) === 'dead'
}

async function isStale(place: string): Promise<boolean> {
  const found = await stat(place).catch(() => undefined)
  return found !== undefined && found.mtimeMs < Date.now() - staleAfterMs
}
