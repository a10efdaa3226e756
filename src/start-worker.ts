import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
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

/**
 * Starts a process that runs a TypeScript file. A runtime that reads TypeScript by itself is left to
 * it; otherwise tsx is put in place. Its hook for `require` is ready 70 ms sooner than the one for
 * `import`; the file may not use `await` at its top level.
 * @param settings the first message it gets
 */
export function startWorker(
  file: URL,
  settings: object,
  { runtimeFlags = [], importsLater = false, silent = false }: WorkerOptions = {},
): ChildProcess {
  const path = fileURLToPath(file)
  const { resolve } = createRequire(import.meta.url)
  const hook = resolve('tsx/cjs/api')
  const bootstrap = `require(${JSON.stringify(hook)}).register(); require(${JSON.stringify(path)})`
  // In an installed package no runtime reads it.
  const isInstalled = /[\\/]node_modules[\\/]/.test(path)
  const native = !isInstalled && 'typescript' in process.features && process.features.typescript
  const importing = ['--import', pathToFileURL(resolve('tsx')).href, path]
  const script = native ? [path] : importsLater ? importing : ['-e', bootstrap]
  const worker = spawn(process.execPath, [...runtimeFlags, ...script], {
    stdio: ['ignore', 'ignore', silent ? 'ignore' : 'inherit', 'ipc'],
    // Numbers as they are, not as text.
    serialization: 'advanced',
    windowsHide: true,
  })
  // One that could not be started says so by its own event.
  worker.send(settings, () => {})
  return worker
}
