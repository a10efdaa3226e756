import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a new file and waits until the disk has it; fails if there is one already. */
export async function writeNewFile(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Puts the content in the file's place in one step: readers see the old or the new, whole. */
export async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  await placeFile(path, content)
  await syncFolder(dirname(path))
}

/** `replaceFile` that leaves it to the caller to sync the folder. */
export async function placeFile(path: string, content: Uint8Array | string): Promise<void> {
  const beside = unfinishedPath(path)
  try {
    await writeNewFile(beside, content)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** A new name beside a file, for what is to take its place. */
export function unfinishedPath(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.tmp`
}

/** Whether a name is that of a file that `placeFile` had not finished. */
export function isUnfinished(name: string): boolean {
  return /\.[0-9a-f]{12}\.tmp$/.test(name)
}

/** Makes a folder and its parents, and waits until the disk has their names. */
export async function makeFolder(path: string): Promise<void> {
  // One by one from above: Node's own recursion never ends where a parent refuses, as /proc does.
  const missing: string[] = []
  for (let at = path; !(await exists(at)); at = dirname(at)) missing.unshift(at)
  for (const folder of missing) {
    await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      // Another process can have made it meanwhile.
      if (error.code !== 'EEXIST') throw error
    })
    await syncFolder(dirname(folder))
  }
  const made = await stat(path)
  if (made.isDirectory()) return
  throw Object.assign(new Error(`${path} is not a folder`), { code: 'ENOTDIR', path })
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return dirname(path) === path
    throw error
  }
}

/** Waits until the disk has the names in a folder. Windows cannot and need not. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
