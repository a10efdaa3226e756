import type { FootnoteError } from '../errors.ts'
import type { ArticleDraft } from './article-draft.ts'
import { type CorpusFile, type ListOptions, listCorpus } from './list-corpus.ts'
import { problemOf, refuseTooLarge } from './read-file.ts'
import type { PoolOptions } from './reader-pool.ts'
import { Readers } from './readers.ts'
import type { ReadingOptions } from './reading.ts'

/** Files that are read while an earlier one is waited for. */
const filesAhead = 8

/** An article of the corpus, or a file or part of one that is none, and why. */
export type CorpusEntry =
  | { readonly kind: 'article'; readonly article: ArticleDraft }
  | { readonly kind: 'problem'; readonly path: string; readonly error: FootnoteError }

/** What one file of the corpus came to: its articles, and what of it could not be read. */
export interface ReadFile {
  readonly file: CorpusFile
  /** Hex sha256 of the bytes that were read; absent where the file was not read to its end. */
  readonly digest?: string
  readonly drafts: readonly ArticleDraft[]
  readonly problems: readonly FootnoteError[]
}

export interface ReadOptions extends ListOptions {
  /** Largest file read, in bytes. Default 20 MB. */
  readonly maxBytes?: number
  /** How records are read. Default: by the usual names of their fields. */
  readonly reading?: ReadingOptions
  /** What reading one file may take. */
  readonly limits?: PoolOptions
  readonly signal?: AbortSignal
}

/**
 * Reads the articles of a folder and of the folders in it, one after another in code-unit order of
 * their paths. A file that cannot be read is an entry too, with what to do about it; none stops the
 * others. Which names are left out is said at `listCorpus`.
 * @throws FootnoteError `corpus_missing` when there is no such folder
 */
export async function* readCorpus(
  directory: string,
  options: ReadOptions = {},
): AsyncIterable<CorpusEntry> {
  const { files, problems } = await listCorpus(directory, options)
  const waiting = [...problems]
  for await (const { file, drafts, problems: own } of readFiles(directory, files, options)) {
    while (waiting[0] && waiting[0].path < file.path) yield nextProblem(waiting)
    for (const article of drafts) yield { kind: 'article', article }
    for (const error of own) yield { kind: 'problem', path: file.path, error }
  }
  while (waiting.length > 0) yield nextProblem(waiting)
}

function nextProblem(waiting: { path: string; error: FootnoteError }[]): CorpusEntry {
  const next = waiting.shift() as { path: string; error: FootnoteError }
  return { kind: 'problem', ...next }
}

/**
 * Reads these files of a corpus folder, in their order, several at a time. None that cannot be read
 * stops the others: what takes a parser is read in processes of its own, with limits.
 * @throws the signal's reason, once it is aborted
 */
export async function* readFiles(
  directory: string,
  files: readonly CorpusFile[],
  options: ReadOptions = {},
): AsyncIterable<ReadFile> {
  const { signal } = options
  const readers = new Readers(options.limits)
  const stop = () => void readers.close()
  signal?.addEventListener('abort', stop, { once: true })
  const ahead: Promise<ReadFile>[] = []
  try {
    for (const file of files) {
      signal?.throwIfAborted()
      ahead.push(readOne(readers, directory, file, options))
      if (ahead.length > filesAhead) yield await next(ahead, signal)
    }
    while (ahead.length > 0) yield await next(ahead, signal)
  } finally {
    signal?.removeEventListener('abort', stop)
    await readers.close()
  }
}

async function next(ahead: Promise<ReadFile>[], signal?: AbortSignal): Promise<ReadFile> {
  const read = await (ahead.shift() as Promise<ReadFile>)
  // What was being read then has a problem that is none of its own.
  signal?.throwIfAborted()
  return read
}

async function readOne(
  readers: Readers,
  directory: string,
  file: CorpusFile,
  options: ReadOptions,
): Promise<ReadFile> {
  const { path, size } = file
  const { maxBytes = 20_000_000, reading = {} } = options
  try {
    refuseTooLarge(path, size, maxBytes)
    return { file, ...(await readers.read({ directory, path, maxBytes, reading }, size)) }
  } catch (error) {
    return { file, drafts: [], problems: [problemOf(path, error)] }
  }
}
