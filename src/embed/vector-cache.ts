import { FootnoteError } from '../errors.ts'
import { VectorCacheFile } from './vector-cache-file.ts'
import { decodeRecord, encodeRecord, keyOf, shortKey } from './vector-record.ts'

export interface VectorCacheOptions {
  readonly model: string
  readonly revision: string
  readonly dimensions: number
  /** Most bytes of the file; past them the vectors used longest ago are dropped. */
  readonly maxBytes: number
}

/** Vectors of passages by their text, kept in a file across runs. */
export interface VectorCache {
  /** Undefined when it is not known, or no longer what was written. */
  get(text: string): Promise<Float32Array | undefined>
  /** @throws FootnoteError `index_unwritable` */
  put(text: string, vector: Float32Array): Promise<void>
  /** Writes what is still in memory. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Vectors kept in memory before they are written, so many that a killed process loses little. */
const maxUnwritten = 32

/** Part of `maxBytes` that is kept when the file has grown over it, so that this happens seldom. */
const keptShare = 0.75

/**
 * Opens the cache, or starts one: a file of records of one size that only grows at its end. Every
 * record carries its key and a checksum; what is torn or damaged is a miss. A file of another
 * layout is replaced: everything in it can be made again.
 * @throws FootnoteError `index_unwritable`
 */
export async function openVectorCache(
  file: string,
  options: VectorCacheOptions,
): Promise<VectorCache> {
  const cache = new FileBackedCache(file, options)
  // One after the other: a place in the file must not change between finding and reading it.
  let last: Promise<unknown> = Promise.resolve()
  const run = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work).catch((error: unknown) => {
      if (error instanceof RangeError) throw error
      const message = `The file of vectors ${file} cannot be read or written.`
      const nextStep = 'Make room, or allow writing there.'
      throw new FootnoteError('index_unwritable', message, { nextStep, cause: error })
    })
    last = next.catch(() => {})
    return next
  }
  await run(() => cache.open())
  return {
    get: (text) => run(() => cache.get(text)),
    put: (text, vector) => run(() => cache.put(text, vector)),
    flush: () => run(() => cache.write()),
    close: () => run(() => cache.close()),
  }
}

/** Which record each key has, in the file that was closed last: reading a large one takes long. */
let lastClosed: { file: string; stamp: string; numbers: Map<string, number> } | undefined

class FileBackedCache {
  readonly #path: string
  readonly #options: VectorCacheOptions
  readonly #file: VectorCacheFile
  /** Number of each key's record, those used last at the end. */
  #numbers = new Map<string, number>()
  readonly #unwritten = new Map<string, { record: Buffer; vector: Float32Array }>()

  constructor(file: string, options: VectorCacheOptions) {
    this.#options = options
    this.#path = file
    this.#file = new VectorCacheFile(file, options.dimensions)
  }

  async open(): Promise<void> {
    const last = lastClosed?.file === this.#path ? lastClosed : undefined
    // Only one may count on it: the next to open the file reads it.
    lastClosed = undefined
    const keys = await this.#file.open(last?.stamp)
    if (keys) for (const [number, key] of keys.entries()) this.#used(key, number)
    else this.#numbers = last?.numbers ?? new Map()
  }

  async get(text: string): Promise<Float32Array | undefined> {
    const key = this.#keyOf(text)
    const short = shortKey(key)
    const unwritten = this.#unwritten.get(short)
    if (unwritten) return unwritten.vector.slice()
    const number = this.#numbers.get(short)
    if (number === undefined) return undefined
    const vector = decodeRecord(await this.#file.read(number), key)
    if (vector) this.#used(short, number)
    else this.#numbers.delete(short)
    return vector
  }

  async put(text: string, vector: Float32Array): Promise<void> {
    const { dimensions } = this.#options
    if (vector.length !== dimensions) {
      throw new RangeError(`A vector of ${vector.length} dimensions among those of ${dimensions}.`)
    }
    const key = this.#keyOf(text)
    const short = shortKey(key)
    if (this.#numbers.has(short)) return
    this.#unwritten.set(short, { record: encodeRecord(key, vector), vector: vector.slice() })
    if (this.#unwritten.size >= maxUnwritten) await this.write()
  }

  async write(): Promise<void> {
    if (this.#unwritten.size === 0) return
    const room = this.#file.roomIn(this.#options.maxBytes)
    const added = [...this.#unwritten].slice(Math.max(0, this.#unwritten.size - room))
    if (this.#file.count + added.length > room) {
      await this.#keepUsed(Math.max(0, Math.floor(room * keptShare) - added.length))
    }
    const first = await this.#file.append(added.map(([, { record }]) => record))
    for (const [index, [short]] of added.entries()) this.#used(short, first + index)
    this.#unwritten.clear()
  }

  async close(): Promise<void> {
    try {
      await this.write()
    } finally {
      const stamp = await this.#file.close()
      if (stamp) lastClosed = { file: this.#path, stamp, numbers: this.#numbers }
    }
  }

  async #keepUsed(count: number): Promise<void> {
    const kept = count === 0 ? [] : [...this.#numbers].slice(-count)
    await this.#file.keep(kept.map(([, number]) => number))
    this.#numbers = new Map(kept.map(([short], number) => [short, number]))
  }

  #used(short: string, number: number): void {
    this.#numbers.delete(short)
    this.#numbers.set(short, number)
  }

  #keyOf(text: string): Buffer {
    return keyOf([this.#options.model, this.#options.revision, 'passage', text])
  }
}
