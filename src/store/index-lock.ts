import { randomUUID } from 'node:crypto'
import { readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import lockfile from 'proper-lockfile'
import { FootnoteError } from '../errors.ts'
import { makeFolder, replaceFile } from './durable-files.ts'
import { ownIdentity, type ProcessIdentity, processState } from './process-identity.ts'
import { asUnwritable } from './unwritable.ts'

/** The right to write to one index folder. */
export interface IndexLock {
  readonly directory: string
  /** @throws FootnoteError `index_locked` when another writer has taken the lock over */
  assertHeld(): Promise<void>
  release(): Promise<void>
}

/** Who holds a lock, and what for. */
export interface LockOwner extends ProcessIdentity {
  readonly token: string
  readonly command: string
  readonly since: string
}

/** Locks of this process: another one in its name was left behind when it could not be removed. */
const heldTokens = new Set<string>()

/** A living owner says so this often; one not heard of for `silenceMs` that cannot be asked is gone. */
const heartbeatMs = 5_000
const silenceMs = 60_000

export interface IndexLockOptions {
  /** What the owner is doing, in words for whoever finds the lock taken; cut after 500. */
  readonly command?: string
}

/**
 * Makes this process the only writer of an index folder, which is made if need be. An owner that
 * died is replaced at once; one on another machine, whose process cannot be seen from here, after
 * a minute of silence.
 * @throws FootnoteError `index_locked` naming the owner, `index_unwritable`
 */
export async function acquireIndexLock(
  directory: string,
  { command = process.title }: IndexLockOptions = {},
): Promise<IndexLock> {
  const path = join(directory, 'lock')
  const owner: LockOwner = {
    ...ownIdentity(),
    token: randomUUID(),
    command: command.slice(0, 500),
    since: new Date().toISOString(),
  }
  heldTokens.add(owner.token)
  try {
    await makeFolder(directory)
    await guarded(path, async () => {
      const other = await readOwner(path)
      if (other !== undefined && !(await isGone(path, other))) throw lockedBy(path, other)
      await replaceFile(path, `${JSON.stringify(owner)}\n`)
    })
  } catch (error) {
    heldTokens.delete(owner.token)
    if ((error as NodeJS.ErrnoException).code === 'ELOCKED') throw lockedBySomeone(path, error)
    throw asUnwritable(directory, error)
  }
  return heldLock(directory, path, owner)
}

function heldLock(directory: string, path: string, owner: LockOwner): IndexLock {
  const isOurs = async (): Promise<boolean> => (await readOwner(path))?.token === owner.token
  const heartbeat = setInterval(() => {
    const now = new Date()
    // A beat that fails is made up for by the next one, and `assertHeld` looks before it matters.
    isOurs()
      .then(
        (ours) => (ours ? utimes(path, now, now) : undefined),
        () => undefined,
      )
      .catch(() => undefined)
  }, heartbeatMs)
  heartbeat.unref()
  return {
    directory,
    async assertHeld() {
      const current = await readOwner(path)
      if (current?.token === owner.token) return
      clearInterval(heartbeat)
      throw current === undefined
        ? new FootnoteError('index_locked', `The lock ${path} was taken away from this process.`)
        : lockedBy(path, current)
    },
    async release() {
      clearInterval(heartbeat)
      heldTokens.delete(owner.token)
      try {
        if (await isOurs()) await rm(path, { force: true })
      } catch (error) {
        throw asUnwritable(directory, error)
      }
    },
  }
}

/** Only one process at a time looks at the owner and changes it; held for a few milliseconds. */
async function guarded(path: string, work: () => Promise<void>): Promise<void> {
  const guard = `${path}.guard`
  await removeFutureGuard(guard)
  const take = (retries: number): Promise<() => Promise<void>> =>
    lockfile.lock(path, {
      lockfilePath: guard,
      realpath: false,
      stale: 5_000,
      retries: { retries, factor: 1.2, minTimeout: 20, maxTimeout: 200 },
      onCompromised: () => undefined,
    })
  const release = await take(0).catch((error: NodeJS.ErrnoException) => {
    // Waiting helps only where another process holds it.
    if (error.code !== 'ELOCKED') throw error
    return take(60)
  })
  try {
    await work()
  } finally {
    await release().catch(() => undefined)
  }
}

/** One left behind before the clock went back would look fresh until the clock is there again. */
async function removeFutureGuard(guard: string): Promise<void> {
  const found = await stat(guard).catch(() => undefined)
  if (found && found.mtimeMs > Date.now() + silenceMs) {
    await rm(guard, { recursive: true, force: true })
  }
}

/** Who holds the lock of an index folder, alive or not. */
export function lockOwner(directory: string): Promise<LockOwner | undefined> {
  return readOwner(join(directory, 'lock'))
}

async function readOwner(path: string): Promise<LockOwner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockOwner
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    // Owners are written whole: a file that is no owner is not held by anyone.
    if (missing || error instanceof SyntaxError) return undefined
    throw error
  }
}

async function isGone(path: string, owner: LockOwner): Promise<boolean> {
  const state = processState(owner)
  if (state !== 'dead' && isSelf(owner)) return !heldTokens.has(owner.token)
  if (state !== 'unknown') return state === 'dead'
  const { mtimeMs } = await stat(path)
  return Date.now() - mtimeMs > silenceMs
}

function isSelf({ pid, host }: ProcessIdentity): boolean {
  const own = ownIdentity()
  return pid === own.pid && host === own.host
}

function lockedBy(path: string, owner: LockOwner): FootnoteError {
  const who = `process ${owner.pid} on ${owner.host} (${owner.command}), since ${owner.since}`
  return new FootnoteError('index_locked', `The index is being written by ${who}.`, {
    nextStep: `Wait for it to end. If it is certain that it is gone, delete ${path}.`,
  })
}

function lockedBySomeone(path: string, cause: unknown): FootnoteError {
  const message = `Another process has been holding ${path}.guard for seconds.`
  return new FootnoteError('index_locked', message, { nextStep: 'Try again.', cause })
}
