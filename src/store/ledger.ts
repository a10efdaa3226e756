import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Block, BlockRole } from '../article/article.ts'
import type { ArticleDraft } from '../article/article-draft.ts'
import type { CorpusFile } from '../article/list-corpus.ts'
import { type ErrorCode, FootnoteError } from '../errors.ts'
import { placeFile } from './durable-files.ts'

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
  const head = bytes?.indexOf(0x0a) ?? -1
  if (!bytes || head < 0) return undefined
  const body = bytes.subarray(head + 1)
  if (bytes.toString('latin1', 0, head) !== checksumOf(body)) return undefined
  // Whole by its checksum, so it is as this program wrote it, if the shape is this one.
  const found = JSON.parse(body.toString('utf8')) as StoredLedger
  if (found.shape !== shape || found.program !== key.program) return undefined
  if (found.generation !== key.generation || found.hash !== key.hash) return undefined
  return { ...key, listedAt: found.listedAt, files: found.files.map(fromStored) }
}

/** Puts the ledger in place of the one before. A torn one is known by its checksum. */
export async function writeLedger(directory: string, ledger: Ledger): Promise<void> {
  const stored: StoredLedger = { ...ledger, shape, files: ledger.files.map(toStored) }
  const body = Buffer.from(`${JSON.stringify(stored)}\n`)
  await placeFile(
    ledgerPath(directory),
    Buffer.concat([Buffer.from(`${checksumOf(body)}\n`), body]),
  )
}

export function ledgerPath(directory: string): string {
  return join(directory, 'ledger.json')
}

function checksumOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

interface StoredLedger extends LedgerKey {
  readonly shape: number
  readonly listedAt: number
  readonly files: readonly StoredFile[]
}

/** A line as short as can be: it is written at every change. */
interface StoredFile extends Omit<LedgerFile, 'drafts' | 'problems'> {
  readonly drafts: readonly (Omit<LedgerDraft, 'blocks'> & { readonly blocks: StoredBlock[] })[]
  readonly problems: readonly {
    readonly code: string
    readonly message: string
    readonly nextStep?: string
  }[]
}

type StoredBlock = [start: number, end: number, role: BlockRole, level?: number]

function toStored({ drafts, problems, ...rest }: LedgerFile): StoredFile {
  return {
    ...rest,
    drafts: drafts.map(({ blocks, ...draft }) => ({ ...draft, blocks: blocks.map(shorten) })),
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
