import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { FootnoteError } from '../../errors.ts'
import { makeFolder, syncFolder } from '../../store/durable-files.ts'
import { type FeedbackRecord, feedbackRecord, undoRecord } from './feedback-record.ts'

/** Where what people say of answers is kept: a file of JSON Lines on this machine. */
export interface FeedbackBook {
  /** Waits until the disk has it. @throws FootnoteError `feedback_full`, `feedback_unwritable` */
  add(record: FeedbackRecord): Promise<void>
  /**
   * Takes a record back, by a line of its own.
   * @throws FootnoteError `feedback_not_found`, and as `add` does
   */
  undo(id: string): Promise<void>
}

/** What a feedback file holds. */
export interface FeedbackReading {
  /** In order, without those taken back. */
  readonly records: readonly FeedbackRecord[]
  /** Lines that are no record, such as one that a killed program left half written. */
  readonly damaged: number
}

/** Room for some 20,000 answers with their quotes. */
const usualRoom = 100_000_000

export function openFeedbackBook(path: string, maxBytes = usualRoom): FeedbackBook {
  let last: Promise<unknown> = Promise.resolve()
  const append = (value: object): Promise<void> => {
    const done = last.then(() => appendLine(path, JSON.stringify(value), maxBytes))
    last = done.catch(() => undefined)
    return done
  }
  return {
    add: append,
    async undo(id) {
      await last
      const { records } = await readFeedback(path)
      if (!records.some((record) => record.id === id)) throw unknown(id)
      await append({ undo: id, at: new Date().toISOString() })
    },
  }
}

/**
 * Reads a feedback file; no file is no feedback.
 * @throws FootnoteError `feedback_unwritable` where it cannot be opened
 */
export async function readFeedback(path: string): Promise<FeedbackReading> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw unusable(path, 'read', error)
  })
  const records = new Map<string, FeedbackRecord>()
  let damaged = 0
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const value = parse(line)
    const record = feedbackRecord.safeParse(value)
    const undo = undoRecord.safeParse(value)
    if (record.success) records.set(record.data.id, record.data)
    else if (undo.success) records.delete(undo.data.undo)
    else damaged += 1
  }
  return { records: [...records.values()], damaged }
}

async function appendLine(path: string, line: string, maxBytes: number): Promise<void> {
  try {
    await makeFolder(dirname(path))
    const file = await open(path, 'a+', 0o600)
    try {
      const { size } = await file.stat()
      if (size + Buffer.byteLength(line) + 2 > maxBytes) throw full(maxBytes)
      // A line that a killed writer left without its end must not swallow this one. Written in one
      // piece: another process may be writing too.
      const start = size > 0 && !(await endsWithLine(file, size)) ? '\n' : ''
      await file.appendFile(`${start}${line}\n`)
      await file.datasync()
      if (size === 0) await syncFolder(dirname(path))
    } finally {
      await file.close()
    }
  } catch (error) {
    throw error instanceof FootnoteError ? error : unusable(path, 'written', error)
  }
}

async function endsWithLine(file: Awaited<ReturnType<typeof open>>, size: number) {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer[0] === 0x0a
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function full(maxBytes: number): FootnoteError {
  const message = `The feedback takes all the ${maxBytes} bytes that it may take.`
  return new FootnoteError('feedback_full', message, {
    nextStep: 'Move the feedback file away, or name another one with --feedback.',
  })
}

function unknown(id: string): FootnoteError {
  return new FootnoteError('feedback_not_found', `No feedback has the id ${id}.`, {
    nextStep: 'It may have been taken back already.',
  })
}

function unusable(path: string, what: string, cause: unknown): FootnoteError {
  const why = cause instanceof Error ? cause.message : String(cause)
  const message = `The feedback file ${path} cannot be ${what}: ${why}.`
  const nextStep = 'Name another file with --feedback (FEEDBACK_FILE).'
  return new FootnoteError('feedback_unwritable', message, { nextStep, cause })
}
