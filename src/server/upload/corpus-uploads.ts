import { mkdir, readFile, realpath, rm } from 'node:fs/promises'
import { detectFormat } from '../../article/detect-format.ts'
import { FootnoteError } from '../../errors.ts'
import { type CorpusRoom, full, measureRoom, type RoomLimits } from './corpus-room.ts'
import { placeStaged } from './place-file.ts'
import { cleanStaging, type StagedFile, stageFile } from './stage-file.ts'
import { otherPath, uploadPath } from './upload-path.ts'

/** A file as it arrives. */
export interface IncomingFile {
  /** As it was sent: a name, or a path with `/` between the parts. */
  readonly name: string
  readonly pieces: AsyncIterable<Uint8Array>
}

/** What became of a file that was taken. */
export interface AddedFile {
  /** `already_there`: the folder held a file of this name with these bytes. */
  readonly status: 'added' | 'already_there'
  /** Relative to the corpus folder. */
  readonly path: string
  /** Bytes. */
  readonly size: number
}

/** What to do with a file whose name another one has: refuse it, or keep both under two names. */
export type NameChoice = 'refuse' | 'keep_both'

/** How much may be sent, in bytes and files. */
export interface UploadLimits extends RoomLimits {
  readonly fileBytes: number
  readonly requestBytes: number
  readonly requestFiles: number
}

export const usualLimits: UploadLimits = {
  // No larger file is read into the index.
  fileBytes: 20_000_000,
  requestBytes: 200_000_000,
  requestFiles: 500,
  corpusBytes: 10_000_000_000,
  corpusFiles: 100_000,
}

/** Adds files to a corpus folder, where the operator has allowed it. */
export interface CorpusUploads {
  readonly limits: UploadLimits
  /**
   * Takes one file in: whole or not at all, and never over another one. All of `pieces` is read,
   * also of a file that is refused.
   * @throws FootnoteError `file_name_refused`, `file_exists`, `file_too_large`, `file_type_refused`,
   * `corpus_full`, `corpus_unwritable`; and what `pieces` throws
   */
  add(file: IncomingFile, choice: NameChoice): Promise<AddedFile>
  /** Paths added since the server started, in order; the newest 2,000. */
  added(): readonly string[]
}

export interface UploadOptions {
  readonly corpus: string
  /** A folder outside the corpus where files wait until they are whole. */
  readonly staging: string
  readonly limits?: Partial<UploadLimits>
  /** Called after a file was added. */
  readonly onAdded?: (path: string) => void
}

const mostRemembered = 2000

export function openUploads(options: UploadOptions): CorpusUploads {
  const limits = { ...usualLimits, ...options.limits }
  const added = new Set<string>()
  let last: Promise<unknown> = Promise.resolve()
  const room = measureRoom(options.corpus, limits)
  // Where that fails, so does adding, which says so.
  const cleaned = cleanStaging(options.staging).catch(() => undefined)
  /** One file after another: two of one name must not both find it free. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  const remember = (path: string): void => {
    added.delete(path)
    added.add(path)
    for (const oldest of added) {
      if (added.size <= mostRemembered) break
      added.delete(oldest)
    }
    options.onAdded?.(path)
  }
  return {
    limits,
    added: () => [...added],
    async add({ name, pieces }, choice) {
      const path = await firstOf(() => uploadPath(name), pieces)
      let place: string | undefined
      try {
        await cleaned
        await mkdir(options.staging, { recursive: true })
        const staged = await stageFile(options.staging, pieces, limits.fileBytes, (made) => {
          place = made
        })
        if (!staged) throw tooLarge(path, limits.fileBytes)
        await refuseUnread(path, staged)
        const file = await inTurn(() => take(options.corpus, path, staged, { choice, room }))
        if (file.status === 'added') remember(file.path)
        return file
      } catch (error) {
        throw asUnwritable(error)
      } finally {
        if (place !== undefined) await rm(place, { force: true })
      }
    },
  }
}

/** What is refused is read to its end first: a reply before that would be lost with the connection. */
async function firstOf<T>(work: () => T, pieces: AsyncIterable<Uint8Array>): Promise<T> {
  try {
    return work()
  } catch (error) {
    for await (const _ of pieces);
    throw error
  }
}

/** Told by its content, as reading does: what could never be an article does not come in. */
async function refuseUnread(path: string, { place, size }: StagedFile): Promise<void> {
  const found = size === 0 ? undefined : detectFormat({ path, bytes: await readFile(place) })
  if (found && 'format' in found) return
  throw new FootnoteError('file_type_refused', `“${path}” ${found?.problem ?? 'is empty'}.`, {
    nextStep: 'Send plain text, Markdown, HTML, PDF, .docx, e-mail, JSON, CSV or a feed.',
  })
}

interface TakeOptions {
  readonly choice: NameChoice
  readonly room: CorpusRoom
}

async function take(
  corpus: string,
  path: string,
  staged: StagedFile,
  { choice, room }: TakeOptions,
): Promise<AddedFile> {
  const { size } = staged
  await room.refuseFull(size)
  const root = await realpath(corpus)
  for (let number = 1; number <= 1000; number++) {
    const own = number === 1 ? path : uploadPath(otherPath(path, number))
    const placed = await placeStaged(root, own, staged)
    if (placed === 'placed') {
      room.count(size)
      return { status: 'added', path: own, size }
    }
    if (placed === 'same') return { status: 'already_there', path: own, size }
    if (choice === 'refuse') break
  }
  throw new FootnoteError('file_exists', `There is another file “${path}” among the articles.`, {
    nextStep: 'Rename it, or send it with if_exists=keep_both.',
  })
}

function tooLarge(path: string, most: number): FootnoteError {
  const message = `“${path}” has more than ${most} bytes, the most that is read of a file.`
  return new FootnoteError('file_too_large', message, { nextStep: 'Split it into articles.' })
}

/** Errors of the disk as ours; what the client's connection does stays what it is. */
function asUnwritable(error: unknown): unknown {
  if (error instanceof FootnoteError || !(error instanceof Error)) return error
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return full('The disk is full.')
  if (syscall === undefined || code === undefined || syscall === 'read') return error
  const message = `A file cannot be added to the articles: ${error.message}.`
  return new FootnoteError('corpus_unwritable', message, { cause: error })
}
