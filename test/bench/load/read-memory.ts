import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Resident memory of a process and of all that it has started, in bytes; pages that they share count twice. */
export async function residentMemory(pid: number): Promise<{ own: number; all: number }> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,rss='])
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const family = new Set([pid])
  let [own, all] = [0, 0]
  // Parents stand before their children as long as numbers have not begun anew; twice finds the others.
  for (let time = 0; time < 2; time += 1) {
    for (const [id = 0, parent = 0] of rows) if (family.has(parent)) family.add(id)
  }
  for (const [id = 0, , kilobytes = 0] of rows) {
    if (id === pid) own = kilobytes * 1024
    if (family.has(id)) all += kilobytes * 1024
  }
  return { own, all }
}
