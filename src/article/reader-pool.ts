import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { FootnoteError } from '../errors.ts'
import { startWorker } from '../start-worker.ts'
import { type CheckedReply, checkReply } from './check-reply.ts'
import { problemOf, unreadable } from './read-file.ts'
import { defaultLimits, type ReaderLimits } from './reader-limits.ts'
import type { ReaderMessage, ReaderSettings, ReadTask } from './reader-messages.ts'

export interface PoolOptions extends Partial<ReaderLimits> {
  /** What the processes run. */
  readonly file?: URL
}

/** What a file came to, with the hex sha256 of its bytes where they were read. */
export interface PoolResult extends CheckedReply {
  readonly digest?: string
}

interface Job {
  readonly task: ReadTask
  readonly resolve: (result: PoolResult) => void
  readonly reject: (error: Error) => void
  digest?: string
}

interface Seat {
  readonly process: ChildProcess
  job: Job | undefined
  timer: NodeJS.Timeout | undefined
  /** It has not read a file before the one it has. */
  isFresh: boolean
}

/** What starting a process takes, until it has read its first file, in milliseconds. */
const startMs = 1000

/**
 * Reads files in processes that are killed when one takes too long or too much memory, each one file
 * at a time. The first starts with the first file, further ones when files keep waiting for longer
 * than a start takes. One that has come to hold much memory is replaced before its next file, so that
 * a file's fate does not depend on those read before it.
 */
export class ReaderPool {
  readonly #limits: ReaderLimits
  readonly #file: URL
  readonly #waiting: Job[] = []
  #seats: Seat[] = []
  #busySince = 0
  #closed = false

  constructor({ file, ...limits }: PoolOptions = {}) {
    this.#file = file ?? new URL('./reader-process.ts', import.meta.url)
    this.#limits = { ...defaultLimits(), ...limits }
  }

  /** Reads one file; what it did to its reader is a problem of it. Rejects once the pool is closed. */
  read(task: ReadTask): Promise<PoolResult> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error('the readers are closed'))
      this.#waiting.push({ task, resolve, reject })
      this.#dispatch()
    })
  }

  /** Kills the processes; what they were reading is rejected. */
  async close(): Promise<void> {
    this.#closed = true
    const seats = this.#seats
    this.#seats = []
    const jobs = [...this.#waiting.splice(0), ...seats.flatMap(({ job }) => job ?? [])]
    for (const job of jobs) job.reject(new Error('the readers were closed'))
    await Promise.all(seats.map((seat) => end(seat)))
  }

  #dispatch(): void {
    while (!this.#closed && this.#waiting.length > 0) {
      const seat = this.#seats.find(({ job }) => job === undefined) ?? this.#anotherSeat()
      if (!seat) return
      const job = this.#waiting.shift() as Job
      seat.job = job
      seat.timer = setTimeout(() => this.#giveUp(seat, this.#tooLong(job)), this.#limits.timeoutMs)
      // One that cannot be sent to has ended, and says so by its own event.
      seat.process.send(job.task, () => {})
    }
  }

  #anotherSeat(): Seat | undefined {
    const count = this.#seats.length
    const { maxProcesses, maxHeapBytes, maxResidentBytes } = this.#limits
    if (count === 0) this.#busySince = performance.now()
    else if (count >= maxProcesses) return undefined
    else if (performance.now() - this.#busySince < count * startMs) return undefined
    const runtimeFlags = [`--max-old-space-size=${Math.round(maxHeapBytes / 2 ** 20)}`]
    const settings: ReaderSettings = { maxResidentBytes, parent: process.pid }
    const worker = startWorker(this.#file, settings, {
      runtimeFlags,
      importsLater: true,
      silent: true,
    })
    const seat: Seat = { process: worker, job: undefined, timer: undefined, isFresh: true }
    worker.on('message', (message: ReaderMessage) => this.#hear(seat, message))
    worker.on('error', (error) => this.#fail(seat, `could not be read (${error.message})`))
    worker.on('exit', (code, signal) => this.#fail(seat, this.#reasonOf(code, signal)))
    this.#seats.push(seat)
    return seat
  }

  #hear(seat: Seat, message: ReaderMessage): void {
    const { job } = seat
    if (!job || !this.#seats.includes(seat)) return
    if (message?.type === 'begun') {
      if (/^[0-9a-f]{64}$/.test(message.digest)) job.digest = message.digest
      return
    }
    clearTimeout(seat.timer)
    seat.job = undefined
    seat.isFresh = false
    const resident = Number(message?.residentBytes)
    if (!(resident < this.#limits.maxResidentBytes / 2)) this.#leave(seat)
    settle(job, () => checkReply(message, job.task.path))
    this.#dispatch()
  }

  /** A process that ended by itself: with its first file that is the file's doing, later perhaps not. */
  #fail(seat: Seat, reason: string): void {
    const { job } = seat
    if (!this.#seats.includes(seat)) return
    if (job && !seat.isFresh) {
      this.#leave(seat)
      this.#waiting.unshift(job)
      this.#dispatch()
    } else {
      const nextStep = 'Take it away, or save it anew from the program it was made with.'
      this.#giveUp(seat, job && unreadable(job.task.path, reason, nextStep))
    }
  }

  #giveUp(seat: Seat, error: FootnoteError | undefined): void {
    if (!this.#seats.includes(seat)) return
    this.#leave(seat)
    if (seat.job && error) {
      settle(seat.job, () => {
        throw error
      })
    }
    this.#dispatch()
  }

  #leave(seat: Seat): void {
    this.#seats = this.#seats.filter((other) => other !== seat)
    void end(seat)
  }

  #tooLong(job: Job): FootnoteError {
    const { task } = job
    // Perhaps only for now, on a busy machine: without a digest the next ingest tries it again.
    delete job.digest
    const what = `took longer than ${this.#limits.timeoutMs / 1000} s to read`
    return unreadable(task.path, what, 'Split it, or convert it to plain text.')
  }

  /** Its own watch kills it over its memory, as a system short of it does; over its heap it aborts. */
  #reasonOf(code: number | null, signal: NodeJS.Signals | null): string {
    if (signal === 'SIGKILL' || signal === 'SIGABRT' || signal === 'SIGTRAP' || code === 134) {
      const megabytes = Math.round(this.#limits.maxResidentBytes / 1e6)
      return `needs more memory than the ${megabytes} MB that one file may take`
    }
    return `ended the process that read it (${signal ?? `code ${code}`})`
  }
}

/** Resolves a job; what is thrown over its file is a problem of the file. */
function settle({ task, digest, resolve }: Job, check: () => CheckedReply): void {
  const known = digest === undefined ? {} : { digest }
  try {
    resolve({ ...known, ...check() })
  } catch (error) {
    resolve({ ...known, drafts: [], problems: [problemOf(task.path, error)] })
  }
}

/** At once: it holds nothing that could be lost. */
async function end({ process: worker, timer }: Seat): Promise<void> {
  clearTimeout(timer)
  const running = worker.pid && worker.exitCode === null && worker.signalCode === null
  const exited = running ? once(worker, 'exit') : undefined
  worker.kill('SIGKILL')
  await exited
}
