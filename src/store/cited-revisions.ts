import { join } from 'node:path'
import type { Revision } from '../article/article.ts'
import { appendLines, readLines } from './append-file.ts'
import { followed } from './followed-file.ts'
import { asUnwritable } from './unwritable.ts'

/** A range of a revision that somebody was given as a citation. */
export interface CitedRange {
  readonly revision: Revision
  readonly start: number
  readonly end: number
}

export interface CitedRecord extends CitedRange {
  /** ISO 8601, when it was first given. */
  readonly citedAt: string
}

/** A line is whole only with its last letter: a torn one is no record. */
const line =
  /^([0-9a-f]{64}) (0|[1-9]\d{0,14}) ([1-9]\d{0,14}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/

/** Ranges recorded at most, in some 10 MB; past them only the first range of each revision is. */
const maxRanges = 100_000
/** Lines are written so long after the first of them, many at once. */
const pauseMs = 250
/** After writing failed, so long until the next try. */
const retryMs = 30_000

/**
 * The ranges that answers have cited from this index, oldest first: what links out in the world
 * point to. Empty where none was.
 */
export async function readCited(directory: string): Promise<readonly CitedRecord[]> {
  const records = new Map<string, CitedRecord>()
  for (const [, digest, start, end, citedAt = ''] of await readLines(citedPath(directory), line)) {
    const range = { revision: `sha256:${digest}` as const, start: Number(start), end: Number(end) }
    if (range.start >= range.end) continue
    // Two processes can have recorded the same range; the first of them is when it was.
    if (!records.has(keyOf(range))) records.set(keyOf(range), { ...range, citedAt })
  }
  return [...records.values()]
}

/** What `readCited` reads of a folder, read again only when the file has changed. */
export function rememberCited(directory: string): () => Promise<readonly CitedRecord[]> {
  return followed(citedPath(directory), () => readCited(directory))
}

export interface CitedLogOptions {
  /** Told once when nothing can be recorded; answers go on. */
  readonly onNotice?: (line: string) => void
  readonly maxRanges?: number
}

/** Where citations are recorded as they are given. */
export interface CitedLog {
  /** Returns at once and never throws; the file is written behind the answer. */
  record(ranges: readonly CitedRange[]): void
  /** Waits until all that was recorded is on disk, or cannot be. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** The log of one index folder. The file is not read before there is something to record. */
export function openCitedLog(directory: string, options: CitedLogOptions = {}): CitedLog {
  return new FileCitedLog(directory, options)
}

class FileCitedLog implements CitedLog {
  readonly #directory: string
  readonly #maxRanges: number
  readonly #onNotice: (line: string) => void
  #known: { ranges: Set<string>; revisions: Set<string> } | undefined
  #waiting = new Map<string, CitedRecord>()
  #timer: NodeJS.Timeout | undefined
  #last: Promise<void> = Promise.resolve()
  #hasFailed = false
  #hasWritten = false
  #isClosing = false

  constructor(directory: string, options: CitedLogOptions) {
    this.#directory = directory
    this.#maxRanges = options.maxRanges ?? maxRanges
    this.#onNotice = options.onNotice ?? (() => undefined)
  }

  record(ranges: readonly CitedRange[]): void {
    const citedAt = new Date().toISOString()
    for (const { revision, start, end } of ranges) {
      const range = { revision, start, end }
      const key = keyOf(range)
      if (this.#known?.ranges.has(key) || this.#waiting.size >= this.#maxRanges) continue
      if (!this.#waiting.has(key)) this.#waiting.set(key, { ...range, citedAt })
    }
    if (this.#waiting.size > 0) this.#writeSoon(this.#hasFailed ? retryMs : pauseMs)
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#last = this.#last.then(() => this.#write())
    return this.#last
  }

  close(): Promise<void> {
    this.#isClosing = true
    return this.flush()
  }

  #writeSoon(ms: number): void {
    if (this.#timer) return
    this.#timer = setTimeout(() => void this.flush(), ms)
    this.#timer.unref()
  }

  async #write(): Promise<void> {
    if (this.#waiting.size === 0) return
    const taken = [...this.#waiting]
    try {
      this.#known ??= await readKnown(this.#directory)
      const { ranges, revisions } = this.#known
      const fresh: CitedRecord[] = []
      for (const [key, record] of taken) {
        if (ranges.has(key)) continue
        if (ranges.size >= this.#maxRanges && revisions.has(record.revision)) continue
        ranges.add(key)
        revisions.add(record.revision)
        fresh.push(record)
      }
      await this.#append(fresh)
      for (const [key] of taken) this.#waiting.delete(key)
      this.#hasFailed = false
      this.#hasWritten = true
    } catch (error) {
      if (this.#isGoing(error)) return
      if (!this.#hasFailed) this.#onNotice(noticeOf(asUnwritable(this.#directory, error)))
      this.#hasFailed = true
    }
  }

  async #append(records: readonly CitedRecord[]): Promise<void> {
    const onlyThere = this.#isClosing && this.#hasWritten
    try {
      await appendLines(citedPath(this.#directory), records.map(lineOf), onlyThere)
    } catch (error) {
      // Part of it may be written: what is known is read again.
      this.#known = undefined
      throw error
    }
  }

  /** Who stops the server and takes its index away must not find a file made anew in it. */
  #isGoing(error: unknown): boolean {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return isMissing && this.#isClosing && this.#hasWritten
  }
}

async function readKnown(directory: string) {
  const cited = await readCited(directory)
  return {
    ranges: new Set(cited.map(keyOf)),
    revisions: new Set<string>(cited.map(({ revision }) => revision)),
  }
}

function noticeOf(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error)
  return `${why} Answers go on, but which texts they cite is not recorded, so pruning may remove them.`
}

function lineOf({ revision, start, end, citedAt }: CitedRecord): string {
  return `${revision.slice('sha256:'.length)} ${start} ${end} ${citedAt}`
}

/** As in a citation's id: twelve digits name a revision. */
function keyOf({ revision, start, end }: CitedRange): string {
  return `${revision.slice('sha256:'.length, 'sha256:'.length + 12)}-${start}-${end}`
}

export function citedPath(directory: string): string {
  return join(directory, 'cited.txt')
}
