import { lstatSync, type Stats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { FootnoteError } from '../errors.ts'
import { isIgnoredName } from './ignored-name.ts'

/** One file of the corpus folder. */
export interface CorpusFile {
  /** Relative to the corpus folder, with `/` between the parts. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Time of the last change of its bytes, milliseconds since 1970, as the file system has it. */
  readonly modifiedAt: number
  /** Time of the last change of anything about it, its name and permissions too. */
  readonly changedAt: number
  /** Number of the file on its disk; 0 where the file system has none. */
  readonly inode: number
}

export interface ListOptions {
  /** Folders inside folders that are entered; deeper ones are reported. Default 32. */
  readonly maxDepth?: number
  /** Files listed; more are reported, not read. Default 100,000. */
  readonly maxFiles?: number
}

/** What the folder holds: files in code-unit order of their paths, and what cannot be listed. */
export interface CorpusListing {
  readonly files: readonly CorpusFile[]
  readonly problems: readonly { readonly path: string; readonly error: FootnoteError }[]
}

/** Files asked about together, and how long that may take in place of a fraction of a millisecond. */
const lookedAtAtOnce = 32
const slowMs = 4

interface Walk {
  readonly root: string
  readonly maxDepth: number
  readonly maxFiles: number
  readonly files: CorpusFile[]
  readonly problems: { path: string; error: FootnoteError }[]
  /** Real paths of the folders entered, so that links cannot lead round in a circle. */
  readonly entered: Set<string>
  /** Whether the disk has kept us waiting. */
  isSlow: boolean
}

/**
 * Lists a corpus folder and the folders in it. Left out without a word: names that begin with a dot,
 * `README` with any extension (notes about the corpus), and what operating systems leave behind
 * (`Thumbs.db`, `desktop.ini`). Links are followed only to folders inside the corpus folder.
 * @throws FootnoteError `corpus_missing` when there is no such folder
 */
export async function listCorpus(
  directory: string,
  options: ListOptions = {},
): Promise<CorpusListing> {
  const root = await corpusRoot(directory)
  const walk: Walk = {
    root,
    maxDepth: options.maxDepth ?? 32,
    maxFiles: options.maxFiles ?? 100_000,
    files: [],
    problems: [],
    entered: new Set([root]),
    isSlow: false,
  }
  await enter(walk, '', 0)
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1)
  return { files: walk.files.sort(byPath), problems: walk.problems.sort(byPath) }
}

async function corpusRoot(directory: string): Promise<string> {
  const nextStep = 'Make the folder and put articles into it, or name another folder.'
  const found = await stat(directory).catch((cause: unknown) => {
    const message = `The corpus folder ${directory} does not exist or cannot be opened.`
    throw new FootnoteError('corpus_missing', message, { nextStep, cause })
  })
  if (!found.isDirectory()) {
    const message = `The corpus ${directory} is a file, not a folder.`
    throw new FootnoteError('corpus_missing', message, { nextStep: 'Name the folder it lies in.' })
  }
  return realpath(directory)
}

async function enter(walk: Walk, folder: string, depth: number): Promise<void> {
  if (depth > walk.maxDepth) {
    report(walk, folder, `lies more than ${walk.maxDepth} folders deep`, 'Move it further up.')
    return
  }
  let names: string[]
  try {
    names = await readdir(join(walk.root, folder))
  } catch (cause) {
    report(walk, folder || '.', 'cannot be listed', 'Check its permissions.', cause)
    return
  }
  const paths = names
    .filter((name) => !isIgnoredName(name))
    .sort()
    .map((name) => (folder === '' ? name : `${folder}/${name}`))
  for (let start = 0; start < paths.length; start += lookedAtAtOnce) {
    const some = paths.slice(start, start + lookedAtAtOnce)
    // Taken in their order: the limit on files must not depend on the disk.
    const found = await lookAt(
      walk,
      some.map((path) => join(walk.root, path)),
    )
    for (const [at, path] of some.entries()) {
      await add(walk, path, depth, found[at] as PromiseSettledResult<Stats>)
    }
  }
}

/**
 * What is at these paths. Asked in place while that takes hardly any time, since waiting for each
 * takes six times as long in all; of a disk that keeps one waiting, all at once.
 */
async function lookAt(
  walk: Walk,
  paths: readonly string[],
): Promise<readonly PromiseSettledResult<Stats>[]> {
  if (walk.isSlow) return Promise.allSettled(paths.map((path) => lstat(path)))
  const started = performance.now()
  const found = paths.map((path): PromiseSettledResult<Stats> => {
    try {
      return { status: 'fulfilled', value: lstatSync(path) }
    } catch (reason) {
      return { status: 'rejected', reason }
    }
  })
  walk.isSlow = performance.now() - started > slowMs
  return found
}

async function add(
  walk: Walk,
  path: string,
  depth: number,
  looked: PromiseSettledResult<Stats>,
): Promise<void> {
  try {
    if (looked.status === 'rejected') throw looked.reason
    const isLink = looked.value.isSymbolicLink()
    const full = join(walk.root, path)
    const real = isLink ? await realpath(full) : full
    if (isLink && !`${real}${sep}`.startsWith(`${walk.root}${sep}`)) {
      report(walk, path, 'is a link that leads out of the corpus folder', 'Copy the file in.')
      return
    }
    const found = isLink ? await stat(real) : looked.value
    if (found.isDirectory()) {
      const place = await realpath(real)
      if (walk.entered.has(place)) return
      walk.entered.add(place)
      await enter(walk, path, depth + 1)
    } else if (found.isFile()) {
      // The file it leads to is listed by its own name: its text would be there twice.
      if (isLink) return
      const { size, mtimeMs, ctimeMs, ino } = found
      addFile(walk, { path, size, modifiedAt: mtimeMs, changedAt: ctimeMs, inode: ino })
    } else {
      report(walk, path, 'is neither a file nor a folder', 'Take it out of the corpus folder.')
    }
  } catch (cause) {
    // What has gone since its folder was listed is not there.
    if (looked.status === 'rejected' && isMissing(cause)) return
    report(walk, path, 'cannot be opened', 'Check the link or its permissions.', cause)
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

function addFile(walk: Walk, file: CorpusFile): void {
  if (walk.files.length < walk.maxFiles) walk.files.push(file)
  else report(walk, file.path, `is over the limit of ${walk.maxFiles} files`, 'Raise the limit.')
}

function report(walk: Walk, path: string, what: string, nextStep: string, cause?: unknown): void {
  const error = new FootnoteError('article_unreadable', `${path} ${what}.`, { nextStep, cause })
  walk.problems.push({ path, error })
}
