import type { FootnoteError } from '../errors.ts'
import type { ArticleDraft } from './article-draft.ts'
import { readArticles } from './read-article.ts'
import { digestOf, problemOf, readBytes } from './read-file.ts'
import { isReadHere, mayBeReadHere } from './read-here.ts'
import type { ReadTask } from './reader-messages.ts'
import type { PoolOptions, ReaderPool } from './reader-pool.ts'

/** What a file came to. */
export interface FileResult {
  /** Hex sha256 of the bytes that were read; absent where the file was not read to its end. */
  readonly digest?: string
  readonly drafts: readonly ArticleDraft[]
  readonly problems: readonly FootnoteError[]
}

/**
 * Reads files where they do no harm: small plain text in this process, at once, everything else in
 * processes with limits, which are started with the first such file.
 */
export class Readers {
  readonly #limits: PoolOptions
  #pool: Promise<ReaderPool> | undefined
  #closed = false

  constructor(limits: PoolOptions = {}) {
    this.#limits = limits
  }

  /**
   * @param size of the file in bytes, as far as is known
   * @throws FootnoteError `article_unreadable` and what the system throws, for a file that could not
   * be opened; an Error once it is closed
   */
  async read(task: ReadTask, size: number): Promise<FileResult> {
    if (mayBeReadHere(task.path, size)) {
      const file = { path: task.path, bytes: await readBytes(task) }
      if (isReadHere(file)) return readInThisProcess(file, task)
    }
    return (await this.#openPool()).read(task)
  }

  async close(): Promise<void> {
    this.#closed = true
    await (await this.#pool)?.close()
  }

  #openPool(): Promise<ReaderPool> {
    if (this.#closed) throw new Error('the readers are closed')
    // A corpus of plain text needs neither the processes nor the code around them.
    this.#pool ??= import('./reader-pool.ts').then(({ ReaderPool }) => new ReaderPool(this.#limits))
    return this.#pool
  }
}

async function readInThisProcess(
  file: { path: string; bytes: Uint8Array },
  { reading }: ReadTask,
): Promise<FileResult> {
  const digest = digestOf(file.bytes)
  try {
    const { drafts, problems } = await readArticles(file, reading)
    return { digest, drafts, problems: problems.map(({ error }) => error) }
  } catch (error) {
    return { digest, drafts: [], problems: [problemOf(file.path, error)] }
  }
}
