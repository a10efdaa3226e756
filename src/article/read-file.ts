import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { FootnoteError } from '../errors.ts'
import type { ReadTask } from './reader-messages.ts'

/**
 * The bytes of one file. A link or a pipe that has taken the file's place since the folder was listed
 * is neither followed nor waited for.
 * @throws FootnoteError `article_unreadable` for a file over the limit; what the system throws
 */
export async function readBytes({ directory, path, maxBytes }: ReadTask): Promise<Uint8Array> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  const file = await open(join(directory, path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    const { size } = await file.stat()
    refuseTooLarge(path, size, maxBytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Hex sha256 of a file's bytes. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** @throws FootnoteError `article_unreadable` for a file over the limit */
export function refuseTooLarge(path: string, size: number, maxBytes: number): void {
  if (size <= maxBytes) return
  throw unreadable(
    path,
    `has ${size} bytes; at most ${maxBytes} are read`,
    'Split it into articles.',
  )
}

/** Whatever was thrown over a file, as the problem that is reported for it. */
export function problemOf(path: string, error: unknown): FootnoteError {
  if (error instanceof FootnoteError) return error
  const [what, nextStep] = describe(error)
  return unreadable(path, what, nextStep, error)
}

/** The problem of a file that was not read: it, what is wrong with it, and what to do. */
export function unreadable(
  path: string,
  what: string,
  nextStep: string,
  cause?: unknown,
): FootnoteError {
  return new FootnoteError('article_unreadable', `${path} ${what}.`, { nextStep, cause })
}

function describe(error: unknown): readonly [what: string, nextStep: string] {
  const code = (error as { code?: unknown } | null)?.code
  if (code === 'EACCES' || code === 'EPERM') {
    return ['may not be read by this user', 'Change its permissions.']
  }
  const checkFile = 'Check the file, then ingest again.'
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return ['is nested deeper than can be followed', checkFile]
  }
  const reason = code ?? (error instanceof Error ? error.message : error)
  return [`could not be read (${String(reason).slice(0, 200)})`, checkFile]
}
