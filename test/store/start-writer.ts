import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'

const script = fileURLToPath(new URL('commit-loop.ts', import.meta.url))
const running = new Set<ChildProcess>()

/** A process that commits to the folder for ever. */
export interface Writer {
  /** Resolves once it has printed a line that starts so. */
  printed(start: string): Promise<void>
  kill(): Promise<void>
}

export function startWriter(directory: string): Writer {
  const child = spawn(process.execPath, ['--import', 'tsx', script, directory], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const lines: string[] = []
  const output = createInterface({ input: child.stdout })
  output.on('line', (line) => lines.push(line))
  let errors = ''
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString()
  })
  const ended = once(child, 'exit')
  return {
    async printed(start) {
      while (!lines.some((line) => line.startsWith(start))) {
        const end = ended.then(() => {
          throw new Error(`The writer ended: ${errors}`)
        })
        await Promise.race([once(output, 'line'), end])
      }
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
      running.delete(child)
    },
  }
}

afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})
