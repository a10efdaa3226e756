import { randomBytes, timingSafeEqual } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { LRUCache } from 'lru-cache'
import { appendToKeyFile, type ListedKey, readKeyFile, unreadable } from './key-file.ts'
import { hashOf, keyPattern, type Scope } from './key-record.ts'

/** Who may come in: the keys of a file, and the browsers that were signed in with one of them. */
export interface Access {
  /**
   * Whether a key is asked for: where one was ever made, or the operator wants it.
   * @throws FootnoteError `keys_unreadable`, as all of these
   */
  isRequired(): Promise<boolean>
  /** Whom a key stands for; undefined for one that is unknown, taken back or past its time. */
  byKey(secret: string): Promise<Holder | undefined>
  /** Lets a browser in; what its cookie is to hold. Undefined where the key is not good. */
  signIn(secret: string): Promise<string | undefined>
  /** Whom a cookie stands for, as long as its key is good. */
  bySession(session: string): Promise<Holder | undefined>
  signOut(session: string): void
}

/** The holder of a key. Never holds the key itself. */
export interface Holder {
  readonly id: string
  readonly scope: Scope
}

export interface AccessOptions {
  /** The key file. */
  readonly path: string
  /** Asks for a key even where none has been made. */
  readonly required?: boolean
  readonly now?: () => Date
}

/** Hours that a browser stays signed in. */
export const sessionHours = 12
const mostSessions = 10_000

/** Reads the file again whenever it has changed: what is taken back is refused at once. */
export function openAccess(options: AccessOptions): Access {
  const { path, now = () => new Date() } = options
  const keyring = followKeys(path)
  const sessions = new LRUCache<string, string>({
    max: mostSessions,
    ttl: sessionHours * 3_600_000,
  })
  // Once asked for, keys are asked for until the end: a file that goes missing opens nothing.
  let required = options.required ?? false

  async function find(id: string): Promise<ListedKey | undefined> {
    const key = (await keyring()).byId.get(id)
    if (!key || key.revoked !== null) return undefined
    return key.expires !== null && Date.parse(key.expires) <= now().getTime() ? undefined : key
  }

  async function byKey(secret: string): Promise<Holder | undefined> {
    const id = keyPattern.exec(secret)?.[1]
    const key = id === undefined ? undefined : await find(id)
    const isIt = key && timingSafeEqual(Buffer.from(key.hash, 'hex'), hashOf(secret))
    if (!isIt) return undefined
    noteUse(key)
    return { id: key.key, scope: key.scope }
  }

  const noted = new Map<string, string>()
  /** Once a day, and not waited for: an answer is not refused because of it. */
  function noteUse({ key, lastUsed }: ListedKey): void {
    const on = now().toISOString().slice(0, 10)
    if (lastUsed === on || noted.get(key) === on) return
    noted.set(key, on)
    appendToKeyFile(path, { used: key, on }).catch(() => undefined)
  }

  return {
    async isRequired() {
      required ||= !(await keyring()).isEmpty
      return required
    },
    byKey,
    async signIn(secret) {
      const holder = await byKey(secret)
      if (!holder) return undefined
      const session = randomBytes(32).toString('hex')
      sessions.set(hashOf(session).toString('hex'), holder.id)
      return session
    },
    async bySession(session) {
      const id = sessions.get(hashOf(session).toString('hex'))
      const key = id === undefined ? undefined : await find(id)
      if (!key) return undefined
      noteUse(key)
      return { id: key.key, scope: key.scope }
    },
    signOut: (session) => void sessions.delete(hashOf(session).toString('hex')),
  }
}

interface Keyring {
  readonly byId: ReadonlyMap<string, ListedKey>
  /** Nothing was ever written: a file of damaged lines is not empty, and opens nothing. */
  readonly isEmpty: boolean
}

/** The keys of a file, read again when its size, time or inode are others. */
function followKeys(path: string): () => Promise<Keyring> {
  let read: { readonly stamp: string; readonly keyring: Promise<Keyring> } | undefined
  return async () => {
    const stamp = await stampOf(path)
    if (read?.stamp !== stamp) read = { stamp, keyring: readKeyring(path) }
    try {
      return await read.keyring
    } catch (error) {
      read = undefined
      throw error
    }
  }
}

async function readKeyring(path: string): Promise<Keyring> {
  const { keys, damaged } = await readKeyFile(path)
  const byId = new Map(keys.map((key) => [key.key, key]))
  return { byId, isEmpty: keys.length === 0 && damaged === 0 }
}

async function stampOf(path: string): Promise<string> {
  try {
    const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true })
    return [size, mtimeNs, ctimeNs, ino].join(' ')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'none'
    throw unreadable(path, 'read', error)
  }
}
