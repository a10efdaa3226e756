import type { Worker } from 'node:worker_threads'
import type { StopMessage, WorkerReply } from './worker-messages.ts'

/** Threads end one after the other: the native runtime does not survive two that end at once. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Ends a worker once it says that it does nothing any more, or has not said so for too long. A
 * thread that is ended while native code runs in it can take the whole process down.
 */
export function retireWorker(worker: Worker, graceMs: number): Promise<void> {
  const idle = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, graceMs)
    const stopped = () => {
      clearTimeout(timer)
      resolve()
    }
    worker.once('exit', stopped)
    worker.on('message', (reply: WorkerReply) => {
      if (reply.type === 'stopped') stopped()
    })
    // One that has ended already says nothing any more.
    if (worker.threadId === -1) stopped()
  })
  const stop: StopMessage = { type: 'stop' }
  worker.postMessage(stop)
  const ended = last.then(async () => {
    await idle
    await worker.terminate()
  })
  last = ended.catch(() => {})
  return ended
}
