import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const monitor = fileURLToPath(new URL('stall-monitor.mjs', import.meta.url))

/** What a process says of its event loop since it was last asked, in milliseconds, and its bytes. */
export interface Stalls {
  readonly longest: number
  readonly p99: number
  readonly rss: number
}

/** A process whose event loop is watched from within. */
export interface Monitored {
  readonly child: ChildProcess
  stalls(): Promise<Stalls>
  stop(): Promise<void>
}

/** What `npm run NAME` runs: the arguments of node. */
export function argumentsOfScript(name: string): string[] {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
  const [command, ...args] = String(scripts[name]).split(' ')
  if (command !== 'node') throw new Error(`The script ${name} is not run by node.`)
  return args
}

/** Starts node with these arguments, watched. */
export function startMonitored(args: readonly string[]): Monitored {
  const child = spawn(process.execPath, ['--import', monitor, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  child.stderr?.resume()
  return {
    child,
    async stalls() {
      const answer = once(child, 'message')
      child.send('stalls')
      const [stalls] = await answer
      return stalls as Stalls
    },
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** A server of the program as `npm start` starts it, watched. */
export async function startServed(
  flags: readonly string[],
): Promise<Monitored & { readonly url: string }> {
  const started = startMonitored([...argumentsOfScript('start'), '--port', '0', ...flags])
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    started.child.stdout?.on('data', (chunk) => {
      printed += chunk
      const found = /answers at (\S+)/.exec(printed)
      if (found?.[1]) resolve(found[1])
    })
    started.child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
  })
  return { ...started, url }
}
