import { stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type CorpusFile, listCorpus } from './article/list-corpus.ts'
import { watchFolder } from './article/watch-folder.ts'
import type { IngestResult } from './build-index.ts'
import { describeError, FootnoteError } from './errors.ts'
import { isSameStamp } from './read-changed.ts'

export interface FollowOptions {
  readonly corpus: string
  /** `events` of the file system, or `poll`: a look every few seconds, where it tells none. */
  readonly by: 'events' | 'poll'
  /** What the corpus was when it was last ingested; absent where it could not be. */
  readonly start?: IngestResult
  readonly ingest: (isBeingWritten: (file: CorpusFile) => boolean) => Promise<IngestResult>
  /** Called before a batch is ingested. */
  readonly onBegin?: () => void
  /** Called after each batch that changed something. */
  readonly onBatch: (result: IngestResult) => void
  /** The batch could not be ingested, or the folder cannot be watched; it goes on all the same. */
  readonly onProblem: (error: unknown) => void
  /** So long nothing may change before a batch is taken, milliseconds. */
  readonly quietMs?: number
  /** Between two looks by `poll`. */
  readonly pollMs?: number
  /** Between two looks by `events`, for what they miss. */
  readonly restMs?: number
  readonly signal: AbortSignal
}

/** A folder in which something always changes is ingested after so many quiet times all the same. */
const mostQuietTimes = 10

/**
 * Ingests what changes in a corpus until the signal: many changes that come together in one batch,
 * and no file that is still growing. A folder that goes and comes back is followed again. Errors
 * stop nothing: the last good index stays, and the next look tries again.
 */
export async function followCorpus(options: FollowOptions): Promise<void> {
  const { signal, quietMs = 200, pollMs = 5000, restMs = 60_000 } = options
  const bell = createBell(signal)
  const watch = options.by === 'events' ? createWatch(options, bell.ring) : undefined
  let files = stampsOf(options.start)
  let failure = options.start ? undefined : ''
  try {
    await watch?.renew()
    while (!signal.aborted) {
      const isWatched = watch?.isRunning() === true
      const rang = await bell.wait(
        isWatched && failure === undefined ? restMs : Math.min(pollMs, restMs),
      )
      if (signal.aborted) return
      if (rang) await waitForQuiet(bell, quietMs, signal)
      await watch?.renew()
      try {
        const seen = await look(options.corpus)
        if (!rang && failure === undefined && areSame(seen, files)) continue
        await pause(quietMs, undefined, { signal })
        const result = await ingest(options, seen)
        files = stampsOf(result)
        failure = undefined
        if (result.held.length > 0) bell.ring()
      } catch (error) {
        if (signal.aborted) return
        // Said once, however often it is tried again.
        const message = describeError(error)
        if (message !== failure) options.onProblem(error)
        failure = message
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await watch?.close()
  }
}

type Stamps = ReadonlyMap<string, CorpusFile>

async function look(corpus: string): Promise<Stamps> {
  const { files } = await listCorpus(corpus)
  return new Map(files.map((file) => [file.path, file]))
}

function stampsOf(result: IngestResult | undefined): Stamps {
  return new Map([...(result?.memory.files ?? [])].map(([path, { file }]) => [path, file]))
}

function areSame(left: Stamps, right: Stamps): boolean {
  return (
    left.size === right.size && [...left].every(([path, file]) => isSame(file, right.get(path)))
  )
}

function isSame(file: CorpusFile, other: CorpusFile | undefined): boolean {
  return other !== undefined && isSameStamp(file, other)
}

/** What has changed since it was seen a moment ago is still being written. */
async function ingest(options: FollowOptions, seen: Stamps): Promise<IngestResult> {
  options.onBegin?.()
  const result = await options.ingest((file) => !isSame(file, seen.get(file.path)))
  const { added, changed, moved, removed } = result.summary
  if (added + changed + moved + removed > 0) options.onBatch(result)
  return result
}

async function waitForQuiet(bell: Bell, quietMs: number, signal: AbortSignal): Promise<void> {
  for (let turn = 0; turn < mostQuietTimes; turn += 1) {
    await pause(quietMs, undefined, { signal })
    if (!bell.hush()) return
  }
}

interface Bell {
  readonly ring: () => void
  /** Whether it rang since it was last asked. */
  hush(): boolean
  /** Waits until it rings, at most so long; whether it did. */
  wait(ms: number): Promise<boolean>
}

function createBell(signal: AbortSignal): Bell {
  let rang = false
  let wake: (() => void) | undefined
  const hush = (): boolean => {
    const was = rang
    rang = false
    return was
  }
  return {
    ring() {
      rang = true
      wake?.()
    },
    hush,
    async wait(ms) {
      if (!rang) {
        const early = new AbortController()
        wake = () => early.abort()
        const either = AbortSignal.any([signal, early.signal])
        await pause(ms, undefined, { signal: either }).catch(() => undefined)
        wake = undefined
      }
      return hush()
    },
  }
}

/** A watch that is made anew when the folder has become another one, or has come back. */
function createWatch({ corpus, onProblem }: FollowOptions, ring: () => void) {
  let running: { folder: string; close(): Promise<void> } | undefined
  let isBroken = false
  const stop = async (): Promise<void> => {
    const was = running
    running = undefined
    await was?.close()
  }
  return {
    isRunning: () => running !== undefined && !isBroken,
    close: stop,
    async renew(): Promise<void> {
      // A number alone is given again as soon as its folder is gone.
      const folder = await stat(corpus).then(
        ({ ino, birthtimeMs }) => `${ino} ${birthtimeMs}`,
        () => undefined,
      )
      if (running && running.folder === folder) return
      await stop()
      if (folder === undefined || isBroken) return
      const onError = (error: unknown): void => {
        if (isBroken) return
        isBroken = true
        const message = `Changes in ${corpus} are not told by the system any more.`
        const nextStep = 'It is looked at every few seconds instead.'
        onProblem(new FootnoteError('internal', message, { nextStep, cause: error }))
      }
      const { close } = await watchFolder(corpus, { onChange: ring, onError })
      running = { folder, close }
      ring()
    },
  }
}
