import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { wrong } from './index-contents.ts'
import type { FileEntry } from './manifest.ts'

/** What tells, without reading it, that a file is still the one that was checked. */
export interface FileStamp {
  readonly path: string
  readonly bytes: bigint
  readonly changed: bigint
  readonly inode: bigint
}

/** Size and checksum of every file under a folder, in order of path. */
export async function listFiles(folder: string): Promise<FileEntry[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: FileEntry[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const relative = path.slice(folder.length + 1).replaceAll('\\', '/')
    files.push({ path: relative, bytes: (await stat(path)).size, sha256: await hashFile(path) })
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/**
 * Checks that files are as they were written; of those that are not read, only that they are there
 * and as long as they were.
 * @throws FootnoteError `index_corrupt` naming the first that is missing, cut or changed
 */
export async function verifyFiles(
  folder: string,
  files: readonly FileEntry[],
  isRead: (file: FileEntry) => boolean = () => true,
): Promise<FileStamp[]> {
  const stamps: FileStamp[] = []
  for (const file of files) {
    const { path, bytes, sha256 } = file
    const full = join(folder, path)
    // Taken before reading: a change that comes meanwhile is then seen the next time.
    const stamp = await stampOf(folder, path)
    if (stamp.bytes !== BigInt(bytes)) {
      throw wrong(`The file ${full} has ${stamp.bytes} bytes instead of ${bytes}.`)
    }
    if (isRead(file) && (await hashFile(full)) !== sha256)
      throw wrong(`The file ${full} has changed.`)
    stamps.push(stamp)
  }
  return stamps
}

/** Whether the files are still those that had these stamps. */
export async function areUnchanged(folder: string, stamps: readonly FileStamp[]): Promise<boolean> {
  const now = await Promise.all(
    stamps.map(({ path }) => stampOf(folder, path).catch(() => undefined)),
  )
  return stamps.every((stamp, at) => {
    const found = now[at]
    return (
      found?.bytes === stamp.bytes && found.changed === stamp.changed && found.inode === stamp.inode
    )
  })
}

async function stampOf(folder: string, path: string): Promise<FileStamp> {
  const { size, mtimeNs, ino } = await stat(join(folder, path), { bigint: true })
  return { path, bytes: size, changed: mtimeNs, inode: ino }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(part)
  return hash.digest('hex')
}
