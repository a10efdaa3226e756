import { Worker } from 'node:worker_threads'
import type { ReaderSettings } from './reader-messages.ts'

/** Plain JavaScript, for a thread has no loader of ours. */
const watch = `
const { workerData } = require('node:worker_threads')
setInterval(() => {
  const isAlone = process.ppid !== workerData.parent
  if (isAlone || process.memoryUsage.rss() > workerData.maxResidentBytes) process.kill(process.pid, 'SIGKILL')
}, 50)`

/**
 * Ends this process at once when it has more memory than allowed, of whatever kind, or when its parent
 * is gone. A thread looks after it, which goes on while the process is busy.
 */
export function watchProcess(settings: ReaderSettings): void {
  new Worker(watch, { eval: true, workerData: settings, execArgv: [] }).unref()
}
