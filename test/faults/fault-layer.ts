import promises, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { resolve, sep } from 'node:path'

/**
 * What goes wrong at one operation:
 * - `killed`: nothing of it happens, nor of anything after it, as when the process is killed;
 * - `torn`: the first half of what it writes is there, then as `killed`;
 * - `power`: as `killed`, and what was written but never synced is lost, as when the power fails;
 * - `full`: it and all later writes fail with ENOSPC, the first half of each being written;
 * - `read-only`: it and all later changes fail with EROFS;
 * - `input-output`: it alone fails with EIO.
 */
export type FaultKind = 'killed' | 'torn' | 'power' | 'full' | 'read-only' | 'input-output'

export interface Fault {
  readonly kind: FaultKind
  /** Which of the operations that change files under the folder, from 1. */
  readonly at: number
}

/** The file system as a program sees it, with faults below one folder. */
export interface FaultLayer {
  /** Counts operations from 1 anew; with a fault, lets it happen. */
  begin(folder: string, fault?: Fault): void
  /** Back to the file system as it is: how many operations there were. */
  end(): Promise<number>
}

/** Operations that change something at their first path (and second, where they have one). */
const changing = [
  'appendFile',
  'copyFile',
  'cp',
  'link',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'rmdir',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
  'writeFile',
] as const
const reading = ['access', 'lstat', 'opendir', 'readFile', 'readdir', 'realpath', 'stat'] as const
/** Methods of an open file that change it. */
const writing = ['appendFile', 'truncate', 'write', 'writeFile', 'writev'] as const
const syncing = ['datasync', 'sync'] as const

type Call = (...args: unknown[]) => Promise<unknown>
const library = promises as unknown as Record<string, Call>

interface State {
  readonly folder: string
  readonly fault: Fault | undefined
  count: number
  dead: boolean
  /** Files with writes that no sync has followed. */
  readonly unsynced: Set<string>
}

/**
 * Puts itself between the program and `node:fs/promises`, for every module of this process that
 * imports it. Only what happens below the folder given to `begin` is counted and can fail.
 */
export function createFaultLayer(): FaultLayer & { remove(): void } {
  const originals = new Map<string, Call>()
  let state: State | undefined
  const replace = (name: string, make: (original: Call) => Call): void => {
    const original = library[name] as Call
    originals.set(name, original)
    library[name] = make(original.bind(promises))
  }
  const stateFor = (paths: readonly unknown[]): State | undefined =>
    paths.some((path) => state && isBelow(state.folder, path)) ? state : undefined

  for (const name of changing) {
    replace(name, (original) => async (...args) => {
      const current = stateFor(args.slice(0, 2))
      if (!current) return original(...args)
      await change(current, () => half(name, original, args))
      const done = await original(...args)
      if (name === 'rename') moveUnsynced(current, String(args[0]), String(args[1]))
      if (name === 'writeFile' || name === 'appendFile') current.unsynced.add(fullPath(args[0]))
      return done
    })
  }
  for (const name of reading) {
    replace(name, (original) => async (...args) => {
      if (stateFor(args.slice(0, 1))?.dead) throw killed()
      return original(...args)
    })
  }
  replace('open', (original) => async (path, flags = 'r', ...rest) => {
    const current = stateFor([path])
    if (!current) return original(path, flags, ...rest)
    if (current.dead) throw killed()
    if (flags !== 'r') await change(current)
    const handle = (await original(path, flags, ...rest)) as FileHandle
    return watched(handle, fullPath(path), current)
  })
  syncBuiltinESMExports()

  return {
    begin(folder, fault) {
      state = { folder: resolve(folder), fault, count: 0, dead: false, unsynced: new Set() }
    },
    async end() {
      const ended = state
      state = undefined
      if (ended?.fault?.kind === 'power') {
        for (const path of ended.unsynced) await promises.truncate(path, 0).catch(() => undefined)
      }
      return ended?.count ?? 0
    },
    remove() {
      state = undefined
      for (const [name, original] of originals) library[name] = original
      syncBuiltinESMExports()
    },
  }
}

/** An open file whose writes and syncs are operations, too. */
function watched(handle: FileHandle, path: string, state: State): FileHandle {
  const own = handle as unknown as Record<string, Call>
  for (const name of writing) {
    const original = (own[name] as Call).bind(handle)
    own[name] = async (...args) => {
      await change(state, () => half(name, original, args, 0))
      state.unsynced.add(path)
      return original(...args)
    }
  }
  for (const name of syncing) {
    const original = (own[name] as Call).bind(handle)
    own[name] = async (...args) => {
      await change(state)
      state.unsynced.delete(path)
      return original(...args)
    }
  }
  return handle
}

/** Counts an operation, and lets the fault happen when it is due. */
async function change(state: State, writeHalf?: () => Promise<unknown>): Promise<void> {
  if (state.dead) throw killed()
  state.count += 1
  const { fault, count } = state
  if (!fault || count < fault.at) return
  if (fault.kind === 'input-output') {
    if (count === fault.at) throw systemError('EIO', 'input/output error')
    return
  }
  if (fault.kind === 'read-only') throw systemError('EROFS', 'read-only file system')
  if (fault.kind === 'full') {
    // Removing and renaming need no room.
    if (!writeHalf) return
    const hasWritten = (await writeHalf()) !== nothingToHalve
    if (hasWritten) throw systemError('ENOSPC', 'no space left on device')
    return
  }
  if (fault.kind === 'torn') await writeHalf?.()
  state.dead = true
  throw killed()
}

const nothingToHalve = Symbol('nothing to halve')

/** Does the first half of a write; of another operation, nothing. */
async function half(name: string, original: Call, args: unknown[], contentAt = 1) {
  const content = args[contentAt]
  const isWrite = /write|append/i.test(name)
  if (!isWrite || !(typeof content === 'string' || content instanceof Uint8Array)) {
    return name === 'mkdir' || name === 'link' || name === 'copyFile' ? undefined : nothingToHalve
  }
  const first = content.slice(0, Math.floor(content.length / 2))
  const rest = args.slice(contentAt + 1).filter((argument) => typeof argument !== 'number')
  await original(...args.slice(0, contentAt), first, ...rest)
  return undefined
}

function moveUnsynced(state: State, from: string, to: string): void {
  const before = fullPath(from)
  for (const path of [...state.unsynced]) {
    if (path !== before && !path.startsWith(before + sep)) continue
    state.unsynced.delete(path)
    state.unsynced.add(fullPath(to) + path.slice(before.length))
  }
}

function isBelow(folder: string, path: unknown): boolean {
  if (typeof path !== 'string' && !(path instanceof URL)) return false
  const full = fullPath(path)
  return full === folder || full.startsWith(folder + sep)
}

function fullPath(path: unknown): string {
  return resolve(path instanceof URL ? path.pathname : String(path))
}

function killed(): Error {
  return new Error('killed here')
}

function systemError(code: string, what: string): Error {
  return Object.assign(new Error(`${code}: ${what}`), { code })
}
