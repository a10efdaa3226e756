import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { wrong } from './index-contents.ts'
import { type Manifest, readManifest } from './manifest.ts'

export const articlesName = 'articles.jsonl'
export const passagesName = 'passages.jsonl'
export const vectorsName = 'vectors'

type FileEntry = Manifest['files'][number]

/** Size and checksum of every file under a generation's folder, in order of path. */
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
 * The manifest of a generation whose files are all as they were written.
 * @throws FootnoteError `index_corrupt` naming the first file that is missing, cut or changed
 */
export async function verifyFiles(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  for (const { path, bytes, sha256 } of manifest.files) {
    const full = join(folder, path)
    const { size } = await stat(full)
    if (size !== bytes) throw wrong(`The file ${full} has ${size} bytes instead of ${bytes}.`)
    if ((await hashFile(full)) !== sha256) throw wrong(`The file ${full} has changed.`)
  }
  return manifest
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(part)
  return hash.digest('hex')
}
