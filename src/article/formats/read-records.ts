import { FootnoteError } from '../../errors.ts'
import { acceptDeclared, wordsOf } from '../declared-value.ts'
import { type FieldValues, findField, textOf } from '../find-fields.ts'
import type { Declared, FileReading, Reading, ReadingOptions, ReadingProblem } from '../reading.ts'
import { fieldNames, type RecordField } from '../record-fields.ts'
import { nameEntries } from './name-entries.ts'
import { type Markup, plainWords, readFieldText } from './read-field-text.ts'

/** Records read of one file. */
export const mostRecords = 50_000
/** UTF-16 units of the text of one record. */
const longestText = 2_000_000
/** Broken records that are named one by one. */
const namedProblems = 20

const noText = 'holds no text'

/** One record of a file, counted from 1, or why it is none. */
export type FoundRecord = {
  readonly number: number
  /** Where it begins, counted from 1, where the format has lines. */
  readonly line?: number
} & (
  | {
      readonly values: FieldValues
      /** How its text is written, where that is said. */
      readonly markup?: Markup
    }
  | { readonly broken: string }
)

/** What was found in a file of records. */
export interface RecordFile {
  readonly path: string
  /** What the format calls one of them: `record`, `row`, `item`. */
  readonly noun: string
  readonly records: readonly FoundRecord[]
  /** True when the file is one article, not a list of one. */
  readonly isOne?: boolean
  /** What to do about a record without a text, where it is not to name another field. */
  readonly nextStep?: string
  /** What holds for all of them that do not say otherwise. */
  readonly declared?: Declared
}

const declaredNames: readonly (readonly [keyof Declared, RecordField])[] = [
  ['title', 'title'],
  ['byline', 'author'],
  ['publisher', 'publisher'],
  ['publishedAt', 'date'],
  ['language', 'language'],
  ['url', 'url'],
]

/**
 * Makes articles of records. Each that is broken, empty or too long is a problem of its own.
 * @throws FootnoteError `article_unreadable` when none holds a text
 */
export async function readRecords(file: RecordFile, options: ReadingOptions): Promise<FileReading> {
  const read = file.records.slice(0, mostRecords)
  const entries = nameEntries(read.map((record) => namesOf(record, options)))
  const articles: Reading[] = []
  const problems: ReadingProblem[] = []
  for (const [at, record] of read.entries()) {
    const entry = entries[at] as string
    try {
      const reading = await readRecord(file, record, options)
      articles.push(file.isOne ? reading : { ...reading, entry })
    } catch (error) {
      if (!(error instanceof FootnoteError)) throw error
      problems.push({ entry, error })
    }
  }
  if (articles.length === 0) throw nothingIn(file, problems, options)
  return { articles, problems: [...shorten(file, problems), ...overLimit(file)] }
}

/** @throws FootnoteError `article_unreadable` naming the record and what is wrong with it */
async function readRecord(
  file: RecordFile,
  record: FoundRecord,
  options: ReadingOptions,
): Promise<Reading> {
  if ('broken' in record) throw problemOf(file, record, record.broken)
  const text = textOf(findField(record.values, 'text', options))
  const wrong = whatIsWrong(text)
  if (wrong || text === undefined) throw problemOf(file, record, wrong ?? noText)
  const declared = { ...file.declared, ...(await declaredOf(record.values, options)) }
  const shown = await readFieldText(text, placeOf(file, record), record.markup)
  return { ...shown, declared }
}

/** A record's own names for itself, the best first. */
function namesOf(record: FoundRecord, options: ReadingOptions): (string | undefined)[] {
  if (!('values' in record)) return []
  return (['id', 'url'] as const).map((field) => wordsOf(findField(record.values, field, options)))
}

function whatIsWrong(text: string | undefined): string | undefined {
  if (text === undefined) return noText
  if (text.length > longestText) {
    return `has a text of ${text.length} characters; at most ${longestText} are read`
  }
  return /\p{Surrogate}/u.test(text) ? 'holds half a surrogate pair' : undefined
}

async function declaredOf(values: FieldValues, options: ReadingOptions): Promise<Declared> {
  const found: { -readonly [Name in keyof Declared]: string } = {}
  for (const [name, field] of declaredNames) {
    const words = wordsOf(findField(values, field, options))
    const accepted = words && acceptDeclared(name, await plainWords(words))
    if (accepted) found[name] = accepted
  }
  return found
}

/** `news.jsonl: line 17` or `news.csv: row 3 (line 9)`. */
function placeOf({ path, noun }: RecordFile, { number, line }: FoundRecord): string {
  return `${path}: ${noun} ${line === undefined ? number : `${number} (line ${line})`}`
}

function problemOf(file: RecordFile, record: FoundRecord, wrong: string): FootnoteError {
  const nextStep =
    wrong === noText
      ? (file.nextStep ?? 'Name the field that holds it with --fields text=NAME, or leave it out.')
      : 'Mend it, or leave it out.'
  const message = `${placeOf(file, record)} ${wrong}.`
  return new FootnoteError('article_unreadable', message, { nextStep })
}

function shorten({ path, noun }: RecordFile, problems: ReadingProblem[]): ReadingProblem[] {
  const more = problems.length - namedProblems
  if (more <= 0) return problems
  const message = `${path}: ${more} more ${noun}s could not be read.`
  const error = new FootnoteError('article_unreadable', message, { nextStep: 'Mend them alike.' })
  return [...problems.slice(0, namedProblems), { entry: '', error }]
}

function overLimit({ path, noun, records }: RecordFile): ReadingProblem[] {
  if (records.length <= mostRecords) return []
  const message = `${path} has ${records.length} ${noun}s; the first ${mostRecords} were read.`
  const error = new FootnoteError('article_unreadable', message, {
    nextStep: 'Split it into several files.',
  })
  return [{ entry: '', error }]
}

/** Why no article came out of a file: its first broken record, or that no field is called a text. */
function nothingIn(
  file: RecordFile,
  problems: readonly ReadingProblem[],
  { fields = {} }: ReadingOptions,
): FootnoteError {
  const first = file.records.find((record) => 'values' in record)
  const [problem] = problems
  if (!first || !('values' in first)) {
    if (problem) return problem.error
    const nextStep = 'Put articles into it, or take the file away.'
    return new FootnoteError('article_unreadable', `${file.path} holds no ${file.noun}.`, {
      nextStep,
    })
  }
  if (file.nextStep !== undefined) {
    const message = `${file.path} holds no article: no ${file.noun} has a text.`
    return new FootnoteError('article_unreadable', message, { nextStep: file.nextStep })
  }
  const there = Object.keys(first.values).slice(0, 12).map(printable).join(', ')
  const wanted = fields.text ?? fieldNames.text.slice(0, 4).join(', ')
  const message =
    `${file.path} holds no article: no ${file.noun} has a text under ${printable(wanted)}. ` +
    `The fields of the first are: ${there || 'none'}.`
  const nextStep = 'Name the field that holds the text with --fields text=NAME.'
  return new FootnoteError('article_unreadable', message, { nextStep })
}

/** A name out of a file, fit to be shown in a line. */
function printable(name: string): string {
  return name.replace(/[\p{C}\s]+/gu, ' ').slice(0, 60)
}
