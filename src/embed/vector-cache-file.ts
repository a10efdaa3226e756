import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { removeParts } from './part-file.ts'
import { headerFor, recordBytes, shortKey } from './vector-record.ts'

/** How many records are read or written at once. */
const together = 512

/** Records of one size after a header: read by number, written at the end. */
export class VectorCacheFile {
  readonly #path: string
  readonly #header: Buffer
  readonly #size: number
  #handle: FileHandle | undefined
  #count = 0

  constructor(path: string, dimensions: number) {
    this.#path = path
    this.#header = headerFor(dimensions)
    this.#size = recordBytes(dimensions)
  }

  get count(): number {
    return this.#count
  }

  /** Most records a file of that many bytes has room for. */
  roomIn(bytes: number): number {
    return Math.max(0, Math.floor((bytes - this.#header.length) / this.#size))
  }

  /**
   * @param known what `close` said of the file, by a reader that still has its keys
   * @returns the short key of each record, in the order they were written; undefined when they are
   * those that are known
   */
  async open(known?: string): Promise<string[] | undefined> {
    await mkdir(dirname(this.#path), { recursive: true })
    await removeParts(this.#path)
    this.#handle = await open(this.#path, 'a+')
    const start = Buffer.alloc(this.#header.length)
    await this.#handle.read(start, 0, start.length, 0)
    const { size } = await this.#handle.stat()
    if (!start.equals(this.#header)) {
      await this.#handle.truncate(0)
      await this.#handle.write(this.#header)
      return []
    }
    this.#count = this.roomIn(size)
    if (known !== undefined && known === (await this.#stamp())) return undefined
    await this.#cutTornEnd()
    const keys: string[] = []
    for await (const record of this.#records()) keys.push(shortKey(record))
    return keys
  }

  async read(number: number): Promise<Buffer> {
    const record = Buffer.alloc(this.#size)
    await this.#handle?.read(record, 0, this.#size, this.#placeOf(number))
    return record
  }

  /** @returns the number of the first of them */
  async append(records: readonly Buffer[]): Promise<number> {
    if (!this.#handle) throw new Error('the file is closed')
    const first = this.#count
    try {
      await this.#handle.appendFile(Buffer.concat(records))
    } catch (error) {
      await this.#cutTornEnd()
      throw error
    }
    this.#count += records.length
    return first
  }

  /** Keeps the records with these numbers, in this order, in a new file that takes its place. */
  async keep(numbers: readonly number[]): Promise<void> {
    const temporary = `${this.#path}.${randomUUID()}.part`
    const handle = await open(temporary, 'ax+')
    try {
      await handle.appendFile(this.#header)
      for (let start = 0; start < numbers.length; start += together) {
        const some = numbers.slice(start, start + together)
        const records = await Promise.all(some.map((number) => this.read(number)))
        await handle.appendFile(Buffer.concat(records))
      }
      await rename(temporary, this.#path)
    } catch (error) {
      await handle.close()
      await rm(temporary, { force: true })
      throw error
    }
    await this.#handle?.close()
    this.#handle = handle
    this.#count = numbers.length
  }

  /** @returns what tells whether anyone has written to the file since */
  async close(): Promise<string | undefined> {
    const stamp = await this.#stamp()
    await this.#handle?.close()
    this.#handle = undefined
    return stamp
  }

  async #stamp(): Promise<string | undefined> {
    const found = await this.#handle?.stat()
    return found && `${found.ino} ${found.size} ${found.mtimeMs}`
  }

  /** A torn record at the end would shift all that is written after it. */
  async #cutTornEnd(): Promise<void> {
    await this.#handle?.truncate(this.#placeOf(this.#count))
  }

  #placeOf(number: number): number {
    return this.#header.length + number * this.#size
  }

  async *#records(): AsyncGenerator<Buffer> {
    const block = Buffer.alloc(together * this.#size)
    for (let number = 0; number < this.#count; number += together) {
      const length = Math.min(together, this.#count - number) * this.#size
      await this.#handle?.read(block, 0, length, this.#placeOf(number))
      for (let at = 0; at < length; at += this.#size) yield block.subarray(at, at + this.#size)
    }
  }
}
