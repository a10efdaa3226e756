import { FootnoteProblem } from './footnote-problem.ts'
import { readStream, type StreamPlace, soon } from './read-stream.ts'
import type { AnswerEvent } from './types.ts'

export interface FollowOptions {
  /** Sends the question, with these headers beside its own. */
  readonly connect: (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>
  readonly signal?: AbortSignal | undefined
  /** Where an earlier stream of the same question was left. */
  readonly place?: StreamPlace
  /** Connections after the first. */
  readonly tries: number
}

/** The first wait before another connection, in milliseconds; each further one is twice as long. */
const firstWait = 200

/** Longest that a server which says when to come again is waited for, in milliseconds. */
const longestWait = 10_000

/**
 * An answer to its end, over as many connections as it takes: one that breaks in the middle goes on
 * after the last event that came. Where the server cannot go on with the same answer, it begins another
 * one with `answer.created`: what came before is then to be dropped.
 * @throws FootnoteProblem as `readStream`, once no connection is left: `broken_off` also where no server
 *   answers any more; the signal's reason
 */
export async function* followAnswer(options: FollowOptions): AsyncGenerator<AnswerEvent> {
  const { connect, signal, place = {}, tries } = options
  let broken: FootnoteProblem | undefined
  for (let tried = 0; ; tried += 1) {
    const connection = new AbortController()
    const either = signal ? AbortSignal.any([signal, connection.signal]) : connection.signal
    try {
      const id = place.lastEventId
      const headers: Record<string, string> = id === undefined ? {} : { 'Last-Event-ID': id }
      const response = await soon(connect(headers, either))
      for await (const event of readStream(response, place)) {
        yield event
        signal?.throwIfAborted()
      }
      return
    } catch (error) {
      signal?.throwIfAborted()
      if (isBroken(error)) broken = error
      // Whom no server answers afterwards still has an answer that broke off.
      if (tried >= tries && isUnreachable(error)) throw broken ?? error
      if (tried >= tries || !canGoOn(error, place)) throw error
      await pause(Math.max(firstWait * 2 ** tried, waitOf(error)), signal)
    } finally {
      connection.abort()
    }
  }
}

function isBroken(error: unknown): error is FootnoteProblem {
  return error instanceof FootnoteProblem && error.code === 'broken_off'
}

function isUnreachable(error: unknown): boolean {
  return error instanceof FootnoteProblem && error.code === 'unreachable'
}

/** Whether another connection may get what is missing. Problems in the stream are the answer's own. */
function canGoOn(error: unknown, { lastEventId }: StreamPlace): boolean {
  if (lastEventId === undefined || !(error instanceof FootnoteProblem)) return false
  const isLost = error.code === 'broken_off' || error.code === 'unreachable'
  return isLost || [429, 502, 503].includes(error.status)
}

function waitOf(error: unknown): number {
  const seconds = error instanceof FootnoteProblem ? (error.retryAfter ?? 0) : 0
  return Math.min(seconds * 1000, longestWait)
}

/** @throws the signal's reason */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', end, { once: true })
  })
}
