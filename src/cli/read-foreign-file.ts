import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { decodeText } from '../article/decode-text.ts'
import { FootnoteError } from '../errors.ts'
import type { TextFormat } from '../verify/readable-text.ts'

/** A file whose quotations are to be verified: a text, or a bundle of an answer. */
export interface ForeignFile {
  readonly name: string
  readonly text: string
  /** By the file's name; undefined where only the text can tell. */
  readonly format: TextFormat | undefined
  /** The bundle's JSON, where the file is one. */
  readonly bundle: unknown
}

/** Bytes of a file at most. */
const largestFile = 32 * 1024 * 1024

const formats: Readonly<Record<string, TextFormat>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
}

/**
 * Reads a file, or standard input for `-`.
 * @throws FootnoteError `bad_usage` where it cannot be read as text
 */
export async function readForeignFile(name: string): Promise<ForeignFile> {
  const bytes = await readBytes(name)
  const shown = name === '-' ? 'standard input' : name
  const text = bytes.length === 0 ? '' : decoded(bytes, shown).replace(/^\uFEFF/, '')
  return {
    name: shown,
    text,
    format: formats[extname(name).toLowerCase()],
    bundle: parseBundle(text, extname(name).toLowerCase() === '.json', shown),
  }
}

async function readBytes(name: string): Promise<Buffer> {
  if (name === '-') return readInput()
  try {
    if ((await stat(name)).size > largestFile) throw tooLarge(name)
    return await readFile(name)
  } catch (error) {
    if (error instanceof FootnoteError) throw error
    throw unreadable(name, (error as Error).message, error)
  }
}

async function readInput(): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of process.stdin) {
    pieces.push(Buffer.from(piece))
    size += (piece as Buffer).length
    if (size > largestFile) throw tooLarge('standard input')
  }
  return Buffer.concat(pieces)
}

function decoded(bytes: Buffer, name: string): string {
  try {
    return decodeText(bytes, name).text
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw unreadable(name, why, error)
  }
}

/** A `.json` file must be a bundle; any text that is one is taken for it. */
function parseBundle(text: string, mustBe: boolean, name: string): unknown {
  if (!mustBe && !/^\s*\{/.test(text)) return undefined
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    if (!mustBe) return undefined
    throw unreadable(name, 'it is not whole JSON', error)
  }
  if ((parsed as { object?: unknown } | null)?.object === 'bundle') return parsed
  if (!mustBe) return undefined
  throw unreadable(name, 'it is JSON, but no bundle of an answer', undefined)
}

function tooLarge(name: string): FootnoteError {
  return unreadable(name, `it is over ${largestFile / 1024 / 1024} MB`, undefined)
}

function unreadable(name: string, why: string, cause: unknown): FootnoteError {
  return new FootnoteError('bad_usage', `${name} cannot be verified: ${why.replace(/\.$/, '')}.`, {
    nextStep: 'Name Markdown, HTML or plain text files, or bundles that npm run ask wrote.',
    cause,
  })
}
