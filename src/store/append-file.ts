import { constants, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { syncFolder } from './durable-files.ts'

const linesAtOnce = 2000

/**
 * Adds lines at the end of a file and waits until the disk has them. Processes may do so at once:
 * each writes its lines in one piece.
 * @param onlyThere fails with ENOENT where there is no such file instead of making it
 */
export async function appendLines(
  path: string,
  lines: readonly string[],
  onlyThere = false,
): Promise<void> {
  if (lines.length === 0) return
  const { O_APPEND, O_WRONLY } = constants
  const file = await open(path, onlyThere ? O_APPEND | O_WRONLY : 'a')
  try {
    const { size } = await file.stat()
    // A line that a killed writer left without its end must not swallow the next one.
    await file.appendFile(`\n${lines.join('\n')}\n`)
    await file.datasync()
    if (size === 0) await syncFolder(dirname(path))
  } finally {
    await file.close()
  }
}

/** The lines that match, in order; torn and damaged ones are left out. No file is no lines. */
export async function readLines(path: string, pattern: RegExp): Promise<RegExpExecArray[]> {
  let text: string
  try {
    text = await readFile(path, 'latin1')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
  const matches: RegExpExecArray[] = []
  for (const [at, line] of text.split('\n').entries()) {
    const match = pattern.exec(line)
    if (match) matches.push(match)
    // A long file must not hold up the answers of a server.
    if (at % linesAtOnce === linesAtOnce - 1) await setImmediate()
  }
  return matches
}
