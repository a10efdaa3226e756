import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { FootnoteError } from '../errors.ts'
import type { ArticleDraft } from './article-draft.ts'
import { formatOfName, readableExtensions } from './detect-format.ts'
import { type CorpusFile, type ListOptions, listCorpus } from './list-corpus.ts'
import { type FileDrafts, readArticles } from './read-article.ts'

/** An article of the corpus, or a file or part of one that is none, and why. */
export type CorpusEntry =
  | { readonly kind: 'article'; readonly article: ArticleDraft }
  | { readonly kind: 'problem'; readonly path: string; readonly error: FootnoteError }

export interface ReadOptions extends ListOptions {
  /** Largest file read, in bytes. Default 20 MB. */
  readonly maxBytes?: number
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
  const entries = [
    ...files.map((file) => ({ path: file.path, file })),
    ...problems.map((problem) => ({ path: problem.path, problem })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const entry of entries) {
    if ('file' in entry) yield* await entriesOf(directory, entry.file, options)
    else yield { kind: 'problem', ...entry.problem }
  }
}

async function entriesOf(
  directory: string,
  file: CorpusFile,
  options: ReadOptions,
): Promise<CorpusEntry[]> {
  const { path } = file
  try {
    const { drafts, problems } = await readFileOf(directory, file, options)
    return [
      ...drafts.map((article) => ({ kind: 'article' as const, article })),
      ...problems.map(({ error }) => ({ kind: 'problem' as const, path, error })),
    ]
  } catch (error) {
    return [{ kind: 'problem', path, error: asProblem(path, error) }]
  }
}

async function readFileOf(
  directory: string,
  { path, size }: CorpusFile,
  { maxBytes = 20_000_000 }: ReadOptions,
): Promise<FileDrafts> {
  if (formatOfName(path) === undefined) {
    const extension = extname(path)
    const format = extension
      ? `the format ${extension}, which is not read`
      : 'no extension to tell its format by'
    const message = `${path} has ${format}.`
    const nextStep = `Formats read: ${readableExtensions.join(', ')}. Convert it, or take it away.`
    throw new FootnoteError('article_unreadable', message, { nextStep })
  }
  if (size > maxBytes) {
    const message = `${path} has ${size} bytes; at most ${maxBytes} are read.`
    throw new FootnoteError('article_unreadable', message, { nextStep: 'Split it into articles.' })
  }
  return readArticles({ path, bytes: await readFile(join(directory, path)) })
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
