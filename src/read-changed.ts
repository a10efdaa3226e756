import type { ArticleDraft } from './article/article-draft.ts'
import { articleId } from './article/hash-article.ts'
import { type CorpusFile, listCorpus } from './article/list-corpus.ts'
import { readFiles } from './article/read-corpus.ts'
import { digestOf, readBytes } from './article/read-file.ts'
import type { ReadingOptions } from './article/reading.ts'
import type { FootnoteError } from './errors.ts'
import { readingProgram } from './reading-program.ts'
import { type LedgerFile, readLedger } from './store/ledger.ts'
import type { OpenIndex } from './store/open-index.ts'

/**
 * A file changed so shortly before it was looked at can be changed once more without its times
 * telling: clocks of file systems tick in up to 2 s. Git calls such files racy, and so do we: they
 * are looked into. Milliseconds.
 */
const clockGrainMs = 2000

/** One file as it was found, with its articles. */
export interface KnownFile extends Omit<LedgerFile, 'digest' | 'drafts'> {
  /** Absent where the file was not read to its end: it is looked into each time. */
  readonly digest?: string
  readonly drafts: readonly ArticleDraft[]
}

/** What a process has found in a corpus so far; the next look reads only what has changed since. */
export interface CorpusMemory {
  readonly program: string
  readonly listedAt: number
  readonly files: ReadonlyMap<string, KnownFile>
}

/** How a corpus was found. */
export interface CorpusState extends CorpusMemory {
  /** What cannot be listed or read, by path. */
  readonly problems: readonly { readonly path: string; readonly error: FootnoteError }[]
  /** Whether the ledger of the previous index says the same of every file. */
  readonly isAsBefore: boolean
  /** Whether that ledger says all of it, so that it need not be written again. */
  readonly isInLedger: boolean
  /** Files that were left as they were because they are still being written. */
  readonly held: readonly string[]
}

/** What a look at the corpus stands on. */
export interface CorpusLook {
  readonly corpus: string
  readonly index: string
  readonly reading?: ReadingOptions
  /** What an earlier look in this process has found; instead of the ledger. */
  readonly memory?: CorpusMemory
  /** Says of a file that it is still being written: it stays as it was. */
  readonly isBeingWritten?: (file: CorpusFile) => boolean
  readonly onProgress?: (step: 'Reading', done: number, total: number) => void
  readonly signal?: AbortSignal
}

/**
 * Looks at every file of the corpus and reads those that have changed since the previous index was
 * made: told by size, times and number of the file, and where these leave a doubt by its bytes.
 * @throws FootnoteError `corpus_missing`
 */
export async function readChanged(
  look: CorpusLook,
  previous: OpenIndex | undefined,
): Promise<CorpusState> {
  const program = await readingProgram(look.reading)
  const memory = look.memory?.program === program ? look.memory : undefined
  const before = memory ?? (await fromLedger(look.index, program, previous))
  const listedAt = Date.now()
  const listing = await listCorpus(look.corpus)
  // With the clock gone back, times that look settled can come again.
  const isClockSound = before !== undefined && listedAt >= before.listedAt
  const files = new Map<string, KnownFile>()
  const toRead: CorpusFile[] = []
  const held: string[] = []
  let isAsBefore = memory === undefined && before !== undefined
  for (const file of listing.files) {
    look.signal?.throwIfAborted()
    const known = before?.files.get(file.path)
    if (known?.isSettled && isClockSound && isSameStamp(known.file, file)) {
      files.set(file.path, known)
      continue
    }
    if (look.isBeingWritten?.(file)) {
      held.push(file.path)
      if (known) files.set(file.path, known)
      continue
    }
    if (known && (await hasSameBytes(look.corpus, known, file))) {
      files.set(file.path, { ...known, file, isSettled: isSettled(file, listedAt) })
    } else {
      toRead.push(file)
      isAsBefore = false
    }
  }
  keepUnlisted(listing.problems, before, files)
  let done = 0
  for await (const read of readFiles(look.corpus, toRead, readOptions(look))) {
    look.signal?.throwIfAborted()
    files.set(read.file.path, { ...read, isSettled: isSettled(read.file, listedAt) })
    look.onProgress?.('Reading', ++done, toRead.length)
  }
  const problems = [
    ...listing.problems,
    ...[...files].flatMap(([path, known]) => known.problems.map((error) => ({ path, error }))),
  ].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  isAsBefore &&= files.size === before?.files.size
  const isInLedger =
    isAsBefore && [...files].every(([path, file]) => before?.files.get(path) === file)
  return { program, listedAt, files: inOrder(files), problems, isAsBefore, isInLedger, held }
}

/** The files as the ledger of the previous index has them, with the texts that the index has. */
async function fromLedger(
  directory: string,
  program: string,
  previous: OpenIndex | undefined,
): Promise<CorpusMemory | undefined> {
  if (!previous || previous.notice) return undefined
  const { generation, hash } = previous
  const ledger = await readLedger(directory, { program, generation, hash })
  if (!ledger) return undefined
  const texts = new Map(previous.articles.map(({ revision, text }) => [revision, text]))
  const files = new Map<string, KnownFile>()
  for (const { drafts, ...rest } of ledger.files) {
    const { path } = rest.file
    const whole = drafts.flatMap((draft): ArticleDraft[] => {
      const text = texts.get(draft.revision)
      return text === undefined ? [] : [{ ...draft, id: articleId(path, draft.entry), path, text }]
    })
    // One whose passages could not be made is not in the index: it is tried again.
    if (whole.length === drafts.length) files.set(path, { ...rest, drafts: whole })
  }
  return { program, listedAt: ledger.listedAt, files }
}

/** Whether nothing tells that a file has changed. */
export function isSameStamp(a: CorpusFile, b: CorpusFile): boolean {
  return (
    a.size === b.size &&
    a.modifiedAt === b.modifiedAt &&
    a.changedAt === b.changedAt &&
    a.inode === b.inode
  )
}

function isSettled({ modifiedAt, changedAt }: CorpusFile, listedAt: number): boolean {
  return Math.max(modifiedAt, changedAt) < listedAt - clockGrainMs
}

async function hasSameBytes(corpus: string, known: KnownFile, file: CorpusFile): Promise<boolean> {
  if (known.digest === undefined || known.file.size !== file.size) return false
  const task = { directory: corpus, path: file.path, maxBytes: file.size, reading: {} }
  const digest = await readBytes(task).then(digestOf, () => undefined)
  return digest === known.digest
}

/** What lies in a folder that cannot be listed just now is not gone. */
function keepUnlisted(
  problems: CorpusState['problems'],
  before: CorpusMemory | undefined,
  files: Map<string, KnownFile>,
): void {
  const failed = new Set(problems.filter(({ error }) => error.cause).map(({ path }) => path))
  if (failed.size === 0) return
  for (const [path, known] of before?.files ?? []) {
    const parts = path.split('/')
    const above = parts.map((_, at) => parts.slice(0, at + 1).join('/'))
    if (['.', ...above].some((place) => failed.has(place))) files.set(path, known)
  }
}

function readOptions({ reading = {}, signal }: CorpusLook) {
  return { reading, ...(signal ? { signal } : {}) }
}

function inOrder(files: ReadonlyMap<string, KnownFile>): ReadonlyMap<string, KnownFile> {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}
