import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { WorkerReply, WorkerTask } from './worker-messages.ts'

export interface PoolOptions {
  readonly startWorker: () => ChildProcess
  readonly maxWorkers: number
  /** Longest a worker may take over one task, its own start included, in milliseconds. */
  readonly taskTimeoutMs: number
}

/** Lower goes first; equal ones in the order they came. */
export type Priority = 0 | 1 | 2

interface Job {
  readonly task: WorkerTask
  readonly priority: Priority
  /** Jobs of one call share it, so that they can be dropped together. */
  readonly call: symbol
  readonly resolve: (reply: WorkerReply) => void
  readonly reject: (error: Error) => void
  failures: number
}

interface Seat {
  readonly worker: ChildProcess
  job: Job | undefined
  timer: NodeJS.Timeout | undefined
}

/** A worker ended or gave no answer in time: the text it had need not be the reason. */
export class WorkerLostError extends Error {}

/** Text, in UTF-16 units, that takes about as long as starting another worker does. */
const worthAnotherWorker = 20_000

/**
 * Hands tasks to worker processes, one at a time each, so that an urgent task waits for one task at
 * most. A worker that dies or hangs is replaced and its task tried once more. The first worker
 * starts at once, others only when more is waiting than they cost, or when as much has waited
 * that was urgent, little by little: it would go on like that.
 */
export class WorkerPool {
  readonly #options: PoolOptions
  readonly #waiting: Job[][] = [[], [], []]
  #waitingLength = 0
  /** Of urgent tasks that found every worker busy since the last worker was started. */
  #urgentLength = 0
  #seats: Seat[] = []
  #closed = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#addSeat()
  }

  /** Rejects when the worker fails twice over the task, or the pool closes. */
  run(task: WorkerTask, priority: Priority, call: symbol): Promise<WorkerReply> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error('the embedder is closed'))
      this.#waiting[priority]?.push({ task, priority, call, resolve, reject, failures: 0 })
      this.#waitingLength += lengthOf(task)
      const busy = this.#seats.every((seat) => seat.job !== undefined)
      if (busy && priority === 0) this.#urgentLength += lengthOf(task)
      this.#dispatch()
    })
  }

  /** Forgets a call's tasks that have not begun; their promises never settle. */
  drop(call: symbol): void {
    for (const [priority, jobs] of this.#waiting.entries()) {
      this.#waiting[priority] = jobs.filter((job) => job.call !== call)
    }
    this.#waitingLength = 0
    for (const job of this.#waiting.flat()) this.#waitingLength += lengthOf(job.task)
  }

  async close(): Promise<void> {
    this.#closed = true
    const seats = this.#seats
    this.#seats = []
    const jobs = [...this.#waiting.flat(), ...seats.flatMap((seat) => seat.job ?? [])]
    for (const jobsOfPriority of this.#waiting) jobsOfPriority.length = 0
    for (const job of jobs) job.reject(new Error('the embedder was closed'))
    for (const seat of seats) clearTimeout(seat.timer)
    await Promise.all(seats.map((seat) => end(seat.worker)))
  }

  #addSeat(): Seat {
    const seat: Seat = { worker: this.#options.startWorker(), job: undefined, timer: undefined }
    seat.worker.on('message', (reply: WorkerReply) => this.#finish(seat, reply))
    seat.worker.on('error', (error) => this.#fail(seat, new WorkerLostError(error.message)))
    seat.worker.on('exit', (code, signal) => {
      this.#fail(seat, new WorkerLostError(`a worker ended with ${code ?? signal}`))
    })
    this.#seats.push(seat)
    return seat
  }

  #dispatch(): void {
    while (!this.#closed) {
      const queue = this.#waiting.find((jobs) => jobs.length > 0)
      if (!queue) return
      const seat = this.#seats.find(({ job }) => job === undefined) ?? this.#anotherSeat()
      const job = seat && queue.shift()
      if (!job) return
      this.#waitingLength -= lengthOf(job.task)
      seat.job = job
      const seconds = this.#options.taskTimeoutMs / 1000
      const late = new WorkerLostError(`a worker took longer than ${seconds} s`)
      seat.timer = setTimeout(() => this.#fail(seat, late), this.#options.taskTimeoutMs)
      seat.worker.send(job.task, (error) => {
        if (error) this.#fail(seat, new WorkerLostError(error.message))
      })
    }
  }

  #anotherSeat(): Seat | undefined {
    const count = this.#seats.length
    if (count >= this.#options.maxWorkers) return undefined
    const length = Math.max(this.#waitingLength, this.#urgentLength)
    if (count > 0 && length <= count * worthAnotherWorker) return undefined
    this.#urgentLength = 0
    return this.#addSeat()
  }

  #finish(seat: Seat, reply: WorkerReply): void {
    const job = seat.job
    if (!job || !this.#seats.includes(seat)) return
    if (reply.type === 'failed') {
      this.#fail(seat, new Error(reply.message))
      return
    }
    clearTimeout(seat.timer)
    seat.job = undefined
    job.resolve(reply)
    this.#dispatch()
  }

  #fail(seat: Seat, error: Error): void {
    if (!this.#seats.includes(seat)) return
    this.#seats = this.#seats.filter((other) => other !== seat)
    clearTimeout(seat.timer)
    void end(seat.worker)
    const job = seat.job
    if (job) {
      job.failures += 1
      if (job.failures > 1) job.reject(error)
      else {
        this.#waiting[job.priority]?.unshift(job)
        this.#waitingLength += lengthOf(job.task)
      }
    }
    this.#dispatch()
  }
}

/** At once: it holds nothing that could be lost. */
async function end(worker: ChildProcess): Promise<void> {
  const running = worker.pid && worker.exitCode === null && worker.signalCode === null
  const exited = running ? once(worker, 'exit') : undefined
  worker.kill('SIGKILL')
  await exited
}

function lengthOf(task: WorkerTask): number {
  if (task.type !== 'count') return task.text.length
  // Counting takes a small part of the time that embedding takes.
  return task.texts.reduce((sum, text) => sum + text.length, 0) / 50
}
