import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FootnoteError } from '../errors.ts'
import type { ArticleDraft } from './article-draft.ts'
import { type CorpusFile, type ListOptions, listCorpus } from './list-corpus.ts'
import { readArticles } from './read-article.ts'
import type { ReadingOptions } from './reading.ts'

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
    while (waiting[0] && waiting[0].path < file.path) yield problemOf(waiting)
    for (const article of drafts) yield { kind: 'article', article }
    for (const error of own) yield { kind: 'problem', path: file.path, error }
  }
  while (waiting.length > 0) yield problemOf(waiting)
}

function problemOf(waiting: { path: string; error: FootnoteError }[]): CorpusEntry {
  const next = waiting.shift() as { path: string; error: FootnoteError }
  return { kind: 'problem', ...next }
}

/** Reads these files of a corpus folder, in their order. None that cannot be read stops the others. */
export async function* readFiles(
  directory: string,
  files: readonly CorpusFile[],
  options: ReadOptions = {},
): AsyncIterable<ReadFile> {
  for (const file of files) yield await readOne(directory, file, options)
}

async function readOne(
  directory: string,
  file: CorpusFile,
  options: ReadOptions,
): Promise<ReadFile> {
  const { path } = file
  let digest: string | undefined
  try {
    checkBefore(file, options)
    const bytes = await readFile(join(directory, path))
    digest = digestOf(bytes)
    const { drafts, problems } = await readArticles({ path, bytes }, options.reading)
    return { file, digest, drafts, problems: problems.map(({ error }) => error) }
  } catch (error) {
    const known = digest === undefined ? {} : { digest }
    return { file, ...known, drafts: [], problems: [asProblem(path, error)] }
  }
}

/** Hex sha256 of a file's bytes. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** What its size already tells. */
function checkBefore({ path, size }: CorpusFile, { maxBytes = 20_000_000 }: ReadOptions): void {
  if (size > maxBytes) {
    const message = `${path} has ${size} bytes; at most ${maxBytes} are read.`
    throw new FootnoteError('article_unreadable', message, { nextStep: 'Split it into articles.' })
  }
}

function asProblem(path: string, error: unknown): FootnoteError {
  if (error instanceof FootnoteError) return error
  const code = (error as { code?: unknown } | null)?.code
  const [what, nextStep] =
    code === 'EACCES' || code === 'EPERM'
      ? ['may not be read by this user', 'Change its permissions.']
      : [`could not be read (${String(code ?? error)})`, 'Check the file, then ingest again.']
  return new FootnoteError('article_unreadable', `${path} ${what}.`, { nextStep, cause: error })
}
