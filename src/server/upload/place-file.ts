import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { copyFile, link, lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { FootnoteError } from '../../errors.ts'
import { syncFolder, unfinishedPath } from '../../store/durable-files.ts'
import type { StagedFile } from './stage-file.ts'

/** What came of placing a file at one path. */
export type Placed = 'placed' | 'same' | 'other'

/**
 * Puts a staged file at a path of the corpus in one step, if nothing is there yet. `same`: a file
 * with these bytes is there; `other`: something else is. Nothing that is there is ever replaced.
 * @param root the corpus folder's real path
 * @throws FootnoteError `file_name_refused` where the way to the path is no folder of the corpus
 */
export async function placeStaged(root: string, path: string, file: StagedFile): Promise<Placed> {
  const target = join(root, path)
  const folder = await makeWay(root, path)
  const there = await entryNamed(folder, basename(target))
  if (there !== undefined) return (await hasBytes(join(folder, there), file)) ? 'same' : 'other'
  try {
    await putNew(file.place, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return (await hasBytes(target, file)) ? 'same' : 'other'
  }
  await syncFolder(folder)
  return 'placed'
}

/** Makes the folders of a path, one by one, following no link. */
async function makeWay(root: string, path: string): Promise<string> {
  let folder = root
  for (const part of path.split('/').slice(0, -1)) {
    const parent = folder
    folder = join(folder, part)
    const made = await mkdir(folder).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false
        throw error
      },
    )
    if (made) await syncFolder(parent)
    else if (!(await lstat(folder)).isDirectory()) throw blocked(path)
  }
  const real = await realpath(folder)
  if (real !== root && !real.startsWith(`${root}${sep}`)) throw blocked(path)
  return folder
}

function blocked(path: string): FootnoteError {
  const message = `“${path}” goes through something that is no folder of the articles.`
  return new FootnoteError('file_name_refused', message, { nextStep: 'Choose another folder.' })
}

/** The name under which something stands there already, in whatever form its letters are written. */
async function entryNamed(folder: string, name: string): Promise<string | undefined> {
  const isThere = await lstat(join(folder, name)).then(
    () => true,
    () => false,
  )
  if (isThere) return name
  if (/^[\x20-\x7e]*$/.test(name)) return undefined
  return (await readdir(folder)).find((other) => other.normalize('NFC') === name)
}

async function hasBytes(place: string, { size, digest }: StagedFile): Promise<boolean> {
  const found = await lstat(place)
  if (!found.isFile() || found.size !== size) return false
  const hash = createHash('sha256')
  for await (const piece of createReadStream(place)) hash.update(piece as Uint8Array)
  return hash.digest('hex') === digest
}

/** A second name for the file, which fails where there is one, unlike renaming. */
async function putNew(place: string, target: string): Promise<void> {
  try {
    await link(place, target)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EXDEV') return putFromOtherDisk(place, target)
    // Some file systems know one name for a file only.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    await refuseTaken(target)
    await rename(place, target)
  }
}

/** Copied under a name that is never listed as an article, then put in place. */
async function putFromOtherDisk(place: string, target: string): Promise<void> {
  const beside = unfinishedPath(join(dirname(target), '.upload'))
  try {
    await copyFile(place, beside, constants.COPYFILE_EXCL)
    const copied = await open(beside, 'r+')
    await copied.sync().finally(() => copied.close())
    await putNew(beside, target)
  } finally {
    await rm(beside, { force: true })
  }
}

async function refuseTaken(target: string): Promise<void> {
  const found = await lstat(target).catch(() => undefined)
  if (found) throw Object.assign(new Error(`${target} is there already`), { code: 'EEXIST' })
}
