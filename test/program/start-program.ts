import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export type CommandName =
  | 'serve'
  | 'ingest'
  | 'ask'
  | 'index-command'
  | 'doctor'
  | 'feedback'
  | 'key'
  | 'model'
  | 'verify'
  | 'mcp'

/** What a command that ended left behind. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts a command as the package's scripts do, without npm between the test and the process. */
export function startCommand(name: CommandName, args: readonly string[]): ChildProcess {
  const command = name === 'index-command' ? 'index' : name
  return spawn(process.execPath, ['src/cli/footnote.mjs', command, ...args], {
    cwd: root,
    stdio: [name === 'verify' || name === 'mcp' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  })
}

/** Runs a command to its end. */
export function runCommand(name: CommandName, args: readonly string[]): Promise<Ended> {
  return ended(startCommand(name, args))
}

/** Collects the output of a process until it ends. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** A server of the real program on a free port. */
export interface Server {
  readonly url: string
  /** What it had printed when it answered. */
  readonly printed: string
  /** Milliseconds from the start of the process to the printed address. */
  readonly readyMs: number
  readonly pid: number
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<Ended>
}

/** Starts the server and waits until it prints that it answers. */
export async function startServer(args: readonly string[]): Promise<Server> {
  const started = performance.now()
  const child = startCommand('serve', ['--port', '0', ...args])
  const end = ended(child)
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      printed += chunk
      const found = /answers at (\S+)/.exec(printed)
      if (found?.[1]) resolve(found[1])
    })
    void end.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)))
  })
  return {
    url,
    get printed() {
      return printed
    },
    readyMs: performance.now() - started,
    pid: child.pid ?? 0,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return end
    },
  }
}
