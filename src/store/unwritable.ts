import { FootnoteError } from '../errors.ts'

const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'something else has that name',
  EISDIR: 'a folder has the name of a file',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an input or output error',
}

/** A file system's error as `index_unwritable` naming path and cause; any other as it is. */
export function asUnwritable(directory: string, error: unknown): unknown {
  if (error instanceof FootnoteError || !(error instanceof Error)) return error
  const { code, path } = error as NodeJS.ErrnoException
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error
  const reason = reasons[code] ?? error.message
  const message = `The index cannot be written at ${path ?? directory}: ${reason} (${code}).`
  const isName = code === 'EEXIST' || code === 'ENOTDIR' || code === 'EISDIR'
  const mend = isName ? 'Move what is in the way' : 'Free space or fix the permissions'
  const nextStep = `${mend}, or choose another folder with --index; the last index is untouched.`
  return new FootnoteError('index_unwritable', message, { nextStep, cause: error })
}
