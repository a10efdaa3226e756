import { chmod, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { FootnoteError } from '../../errors.ts'
import { makeFolder, syncFolder } from '../../store/durable-files.ts'
import { type KeyRecord, keyRecord, revocation, usage } from './key-record.ts'

/** A key with what became of it. */
export interface ListedKey extends KeyRecord {
  /** The last day (UTC) it was used on; null where it never was. */
  readonly lastUsed: string | null
  /** When it was taken back; null where it was not. */
  readonly revoked: string | null
}

/** What a key file holds. */
export interface KeyReading {
  /** In order of their making, those taken back too. */
  readonly keys: readonly ListedKey[]
  /** Lines that say nothing that is understood. */
  readonly damaged: number
}

/** Bytes that notes of use may fill; making and taking back go on past it. */
const roomForUsage = 5_000_000

/**
 * Reads a key file; no file is no keys.
 * @throws FootnoteError `keys_unreadable`
 */
export async function readKeyFile(path: string): Promise<KeyReading> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw unreadable(path, 'read', error)
  })
  const keys = new Map<string, ListedKey>()
  let damaged = 0
  for (const line of text.split('\n')) {
    if (line.trim() !== '' && !take(keys, line)) damaged += 1
  }
  return { keys: [...keys.values()], damaged }
}

/** Whether a line was understood. */
function take(keys: Map<string, ListedKey>, line: string): boolean {
  const value = parse(line)
  const made = keyRecord.safeParse(value)
  if (made.success) {
    // A key that was taken back cannot come again by a second line.
    if (!keys.has(made.data.key)) {
      keys.set(made.data.key, { ...made.data, lastUsed: null, revoked: null })
    }
    return true
  }
  const taken = revocation.safeParse(value)
  if (taken.success) return change(keys, taken.data.revoke, { revoked: taken.data.at })
  const used = usage.safeParse(value)
  return used.success && change(keys, used.data.used, { lastUsed: used.data.on })
}

function change(keys: Map<string, ListedKey>, id: string, what: Partial<ListedKey>): boolean {
  const key = keys.get(id)
  if (key) keys.set(id, { ...key, ...what })
  return key !== undefined
}

/**
 * Adds a line, which nobody but the owner of the file can read.
 * @throws FootnoteError `keys_unreadable` where it cannot be written
 */
export async function appendToKeyFile(path: string, value: object): Promise<void> {
  try {
    await makeFolder(dirname(path))
    const file = await open(path, 'a+', 0o600)
    try {
      const { size } = await file.stat()
      if ('used' in value && size > roomForUsage) return
      // A line that a killed writer left without its end must not swallow this one.
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
      const start = size > 0 && buffer[0] !== 0x0a ? '\n' : ''
      await file.appendFile(`${start}${JSON.stringify(value)}\n`)
      await file.datasync()
      if (size === 0) await syncFolder(dirname(path))
    } finally {
      await file.close()
    }
    await chmod(path, 0o600)
  } catch (error) {
    throw unreadable(path, 'written', error)
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

export function unreadable(path: string, what: string, cause: unknown): FootnoteError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new FootnoteError('keys_unreadable', `The key file ${path} cannot be ${what}: ${why}.`, {
    nextStep: 'Name another file with --keys (KEYS_FILE).',
    cause,
  })
}
