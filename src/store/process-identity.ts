import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** Tells one process from every other, also from a later one that got the same number. */
export interface ProcessIdentity {
  readonly pid: number
  readonly host: string
  /** When the system started the process, in its own words; null where it cannot be asked. */
  readonly started: string | null
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid) }
}

/** `unknown` for processes of other machines, and for numbers that may have been given again. */
export function processState(identity: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  if (identity.host !== hostname()) return 'unknown'
  try {
    process.kill(identity.pid, 0)
  } catch (error) {
    // EPERM: it is there, but another user's.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'dead'
  }
  const started = startOf(identity.pid)
  if (started === null || identity.started === null) return 'unknown'
  return started === identity.started ? 'alive' : 'dead'
}

/** Linux: the boot's id and the start in clock ticks since boot, proc(5) `stat` field 22. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in field 2 may hold spaces and brackets: count from the last bracket on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const start = fields[22 - 3]
    return start === undefined ? null : `${boot}/${start}`
  } catch {
    return null
  }
}
