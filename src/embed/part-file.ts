import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * A half-done download that is this process's alone: what an earlier one left is taken over by
 * giving it a new name, so that two processes never write to the same file.
 * @param destination the path of the whole file; parts lie beside it as `….<unique>.part`
 * @returns the part's path and how many bytes it has, 0 for a new one
 */
export async function claimPart(destination: string): Promise<{ path: string; bytes: number }> {
  await mkdir(dirname(destination), { recursive: true })
  const left = await findParts(destination)
  const path = `${destination}.${randomUUID()}.part`
  let claimed = { path, bytes: 0 }
  for (const part of left) {
    const taken = claimed.bytes === 0 && part.bytes > 0 && (await renamed(part.path, path))
    if (taken) claimed = { path, bytes: part.bytes }
    else await rm(part.path, { force: true })
  }
  return claimed
}

/** What downloads of this file left is of no more use. */
export async function removeParts(destination: string): Promise<void> {
  for (const part of await findParts(destination)) await rm(part.path, { force: true })
}

/** Largest first. */
async function findParts(destination: string): Promise<{ path: string; bytes: number }[]> {
  const folder = dirname(destination)
  const parts = []
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(`${basename(destination)}.`) || !name.endsWith('.part')) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile()) parts.push({ path, bytes: found.size })
  }
  return parts.sort((a, b) => b.bytes - a.bytes)
}

/** False when another process was quicker. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
