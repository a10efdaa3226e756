import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface WorkerOptions {
  /** Options for the runtime, before the file. */
  readonly runtimeFlags?: readonly string[]
  /**
   * The file, or one that it uses, imports others when they are needed: that works only with the hook
   * for `import`.
   */
  readonly importsLater?: boolean
  /** What it writes to its standard error is dropped. */
  readonly silent?: boolean
}

/** A worker that was started before anybody needed it, and the first message it got. */
let early: { readonly key: string; readonly worker: ChildProcess } | undefined

/**
 * Starts a process that runs a file of ours, or takes the one that was started early for the same.
 * @param settings the first message it gets
 */
export function startWorker(
  file: URL,
  settings: object,
  options: WorkerOptions = {},
): ChildProcess {
  return takeEarly(keyOf(file, settings)) ?? spawnWorker(file, settings, options)
}

/**
 * Starts a worker that will most likely be needed while the program itself is still being loaded. It
 * holds nothing up: a program that ends without it ends it too.
 */
export function startEarly(file: URL, settings: object): void {
  const worker = spawnWorker(file, settings, {})
  early = { key: keyOf(file, settings), worker }
  worker.on('error', () => {})
  worker.unref()
  worker.channel?.unref()
}

function keyOf(file: URL, settings: object): string {
  return JSON.stringify([file.href, settings])
}

function takeEarly(key: string): ChildProcess | undefined {
  const worker = early?.worker
  if (!worker || early?.key !== key) return undefined
  early = undefined
  if (!worker.connected || worker.exitCode !== null) return undefined
  worker.ref()
  worker.channel?.ref()
  return worker
}

function spawnWorker(
  file: URL,
  settings: object,
  { runtimeFlags = [], silent = false, ...options }: WorkerOptions,
): ChildProcess {
  const worker = spawn(process.execPath, [...runtimeFlags, ...scriptOf(file, options)], {
    stdio: ['ignore', 'ignore', silent ? 'ignore' : 'inherit', 'ipc'],
    // Numbers as they are, not as text.
    serialization: 'advanced',
    windowsHide: true,
  })
  // One that could not be started says so by its own event.
  worker.send(settings, () => {})
  return worker
}

/**
 * What the runtime is given to run a TypeScript file: its compiled form, where this is one; the file
 * itself where the runtime reads TypeScript; else tsx is put in place. Its hook for `require` is ready
 * 70 ms sooner than the one for `import`; the file may not use `await` at its top level.
 */
function scriptOf(file: URL, { importsLater = false }: WorkerOptions): string[] {
  const path = fileURLToPath(file)
  const here = import.meta.filename
  // Compiled, every file lies below the folder that holds this one.
  if (here.endsWith('.js')) {
    const source = dirname(fileURLToPath(import.meta.url))
    return [join(dirname(here), relative(source, path).replace(/\.ts$/, '.js'))]
  }
  const { resolve } = createRequire(import.meta.url)
  const hook = resolve('tsx/cjs/api')
  const bootstrap = `require(${JSON.stringify(hook)}).register(); require(${JSON.stringify(path)})`
  // In an installed package no runtime reads it.
  const isInstalled = /[\\/]node_modules[\\/]/.test(path)
  const native = !isInstalled && 'typescript' in process.features && process.features.typescript
  const importing = ['--import', pathToFileURL(resolve('tsx')).href, path]
  return native ? [path] : importsLater ? importing : ['-e', bootstrap]
}
