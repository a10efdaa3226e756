import { createHash } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Block, BlockRole } from '../article/article.ts'
import type { ArticleDraft } from '../article/article-draft.ts'
import type { CorpusFile } from '../article/list-corpus.ts'
import { type ErrorCode, FootnoteError } from '../errors.ts'
import { unfinishedPath } from './durable-files.ts'

/** Goes up when the file's shape does: an older one is then as good as none. */
const shape = 1

/** An article as it was read from its file, without the text, which the index has. */
export type LedgerDraft = Omit<ArticleDraft, 'id' | 'path' | 'text'>

/** What was found in one file of the corpus when it was last read. */
export interface LedgerFile {
  readonly file: CorpusFile
  /** Hex sha256 of its bytes. */
  readonly digest: string
  /** Whether a later change must show in the stamp: not so soon after the last one. */
  readonly isSettled: boolean
  readonly drafts: readonly LedgerDraft[]
  readonly problems: readonly FootnoteError[]
}

/** What a ledger belongs to; with any of it otherwise it says nothing. */
export interface LedgerKey {
  /** Which program reads, with which options: another one may read the same bytes otherwise. */
  readonly program: string
  readonly generation: number
  readonly hash: string
}

/** What the corpus was when a generation was made of it. */
export interface Ledger extends LedgerKey {
  /** When the files were looked at, milliseconds since 1970. */
  readonly listedAt: number
  readonly files: readonly LedgerFile[]
}

/**
 * The ledger of an index folder. Undefined when there is none, when it is damaged, or when it is of
 * another generation or another program: then every file is read again, and nothing else is lost.
 */
export async function readLedger(directory: string, key: LedgerKey): Promise<Ledger | undefined> {
  const bytes = await readFile(ledgerPath(directory)).catch(() => undefined)
  const start = (bytes?.indexOf(0x0a) ?? -1) + 1
  if (!bytes || bytes.toString('latin1', 0, start) !== `${checksumOf(bytes.subarray(start))}\n`) {
    return undefined
  }
  // Whole by its checksum, so it is as this program wrote it, if the shape is this one.
  const [head, ...lines] = bytes.toString('utf8', start).trimEnd().split('\n')
  const found = JSON.parse(head ?? '{}') as Partial<Head>
  if (found.shape !== shape || found.program !== key.program) return undefined
  if (found.generation !== key.generation || found.hash !== key.hash) return undefined
  const files = lines.map((line) => fromStored(JSON.parse(line) as StoredFile))
  return { ...key, listedAt: found.listedAt ?? Number.POSITIVE_INFINITY, files }
}

/**
 * Puts the ledger in place of the one before. Nobody waits until the disk has it: a torn one is known
 * by its checksum, and one that stayed behind by the generation it names.
 */
export async function writeLedger(directory: string, ledger: Ledger): Promise<void> {
  const { files, ...key } = ledger
  const head: Head = { ...key, shape }
  const body = Buffer.from(`${[JSON.stringify(head), ...files.map(lineOf)].join('\n')}\n`)
  const path = ledgerPath(directory)
  const beside = unfinishedPath(path)
  try {
    await writeFile(beside, Buffer.concat([Buffer.from(`${checksumOf(body)}\n`), body]))
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

export function ledgerPath(directory: string): string {
  return join(directory, 'ledger.txt')
}

function checksumOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

interface Head extends LedgerKey {
  readonly shape: number
  readonly listedAt: number
}

/** The lines of files that are still as they were the last time. */
const lines = new WeakMap<LedgerFile, string>()

function lineOf(file: LedgerFile): string {
  const known = lines.get(file)
  if (known !== undefined) return known
  const line = JSON.stringify(toStored(file))
  lines.set(file, line)
  return line
}

interface StoredFile extends Omit<LedgerFile, 'drafts' | 'problems'> {
  readonly drafts: readonly (Omit<LedgerDraft, 'blocks'> & { readonly blocks: StoredBlock[] })[]
  readonly problems: readonly {
    readonly code: string
    readonly message: string
    readonly nextStep?: string
  }[]
}

type StoredBlock = [start: number, end: number, role: BlockRole, level?: number]

function toStored({ file, digest, isSettled, drafts, problems }: LedgerFile): StoredFile {
  return {
    file,
    digest,
    isSettled,
    drafts: drafts.map((draft) => {
      const { id: _id, path: _path, text: _text, blocks, ...rest } = draft as ArticleDraft
      return { ...rest, blocks: blocks.map(shorten) }
    }),
    problems: problems.map(({ code, message, nextStep }) =>
      nextStep === undefined ? { code, message } : { code, message, nextStep },
    ),
  }
}

function shorten({ start, end, role, level }: Block): StoredBlock {
  return level === undefined ? [start, end, role] : [start, end, role, level]
}

function fromStored({ drafts, problems, ...rest }: StoredFile): LedgerFile {
  return {
    ...rest,
    drafts: drafts.map(({ blocks, ...draft }) => ({
      ...draft,
      blocks: blocks.map(([start, end, role, level]) =>
        level === undefined ? { start, end, role } : { start, end, role, level },
      ),
    })),
    problems: problems.map(
      ({ code, message, nextStep }) =>
        new FootnoteError(code as ErrorCode, message, nextStep === undefined ? {} : { nextStep }),
    ),
  }
}
