import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { FootnoteError } from '../../errors.ts'
import { decodeText } from '../decode-text.ts'
import { findField, isRecord, textOf, valueAt } from '../find-fields.ts'
import type { FileReading, ReadingOptions, SourceFile } from '../reading.ts'
import type { RecordField } from '../record-fields.ts'
import { elementsOf } from './json-elements.ts'
import { type FoundRecord, mostRecords, readRecords } from './read-records.ts'

/** UTF-16 units of one line of JSON Lines. */
const longestLine = 8_000_000
/** Objects and lists looked into for the list of records. */
const mostLookedInto = 10_000

/**
 * Articles in JSON: a list of objects, an object that holds such a list, or one object. Of a file that
 * is not valid, the objects that are valid by themselves are read.
 * @throws FootnoteError `article_unreadable` when it holds no article
 */
export async function readJson(file: SourceFile, options: ReadingOptions): Promise<FileReading> {
  return readJsonText(file.path, textOfFile(file), options)
}

/**
 * Articles in JSON Lines: one object a line, empty lines between them allowed.
 * @throws FootnoteError `article_unreadable` when it holds no article
 */
export async function readJsonLines(
  file: SourceFile,
  options: ReadingOptions,
): Promise<FileReading> {
  const text = textOfFile(file)
  const lines = text.split(/\r\n|\n|\r/)
  const records: FoundRecord[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== '') records.push(recordOf(line, index + 1))
  }
  // Written over several lines it is JSON, whatever the name says.
  const isJson = records.every((record) => 'broken' in record) && parsed(text) !== undefined
  if (isJson) return readJsonText(file.path, text, options)
  return readRecords({ path: file.path, noun: 'line', records }, options)
}

function textOfFile({ path, bytes }: SourceFile): string {
  return decodeText(bytes, path).text.replace(/^\uFEFF/, '')
}

function recordOf(line: string, number: number): FoundRecord {
  if (line.length > longestLine) {
    return { number, broken: `has ${line.length} characters; at most ${longestLine} are read` }
  }
  const value = parsed(line)
  if (value === undefined) return { number, broken: `is not valid JSON: ${errorIn(line)}` }
  return asRecord(value.value, number)
}

function asRecord(value: unknown, number: number): FoundRecord {
  return isRecord(value) ? { number, values: value } : { number, broken: 'is no JSON object' }
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

async function readJsonText(
  path: string,
  text: string,
  options: ReadingOptions,
): Promise<FileReading> {
  const whole = parsed(text)
  if (!whole) return readBrokenJson(path, text, options)
  const list = listIn(whole.value, options)
  const isOne = list === undefined
  const records = (list ?? [whole.value]).map((value, at) => asRecord(value, at + 1))
  return readRecords({ path, noun: 'record', records, isOne }, options)
}

async function readBrokenJson(
  path: string,
  text: string,
  options: ReadingOptions,
): Promise<FileReading> {
  const elements = elementsOf(text, mostRecords + 1)
  const records = elements.map(({ start, end, line }, at): FoundRecord => {
    const source = text.slice(start, end)
    const value = parsed(source)
    const number = at + 1
    if (value) return { ...asRecord(value.value, number), line }
    return { number, line, broken: `is not valid JSON: ${errorIn(source)}` }
  })
  const message = `${path} is not valid JSON: ${errorIn(text)}.`
  const nextStep = 'Mend it, or export it again.'
  const error = new FootnoteError('article_unreadable', message, { nextStep })
  if (!records.some((record) => 'values' in record)) throw error
  const reading = await readRecords({ path, noun: 'record', records }, options)
  const named = reading.problems ?? []
  // A file that broke off between two records has lost some, though each that is there is whole.
  return { ...reading, problems: [...named, { entry: '', error }] }
}

/** What is wrong with JSON and where, without a word of its text. */
function errorIn(text: string): string {
  const errors: ParseError[] = []
  try {
    parse(text, errors, { disallowComments: true })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return 'it is nested too deep'
  }
  const [first] = errors
  if (!first) return 'it cannot be parsed'
  const words = printParseErrorCode(first.error).replace(
    /\B[A-Z]/g,
    (big) => ` ${big.toLowerCase()}`,
  )
  const before = text.slice(0, first.offset).split('\n')
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
  return `${words.toLowerCase()} at ${before.length > 1 ? place : `column ${first.offset + 1}`}`
}

/**
 * The list of records in a JSON value: at the path set for it; the value itself; the longest list of
 * objects that look like articles. Undefined where the value is one article.
 */
function listIn(value: unknown, options: ReadingOptions): readonly unknown[] | undefined {
  const path = options.fields?.items
  const given = path === undefined ? value : valueAt(value, path)
  if (Array.isArray(given)) return given
  if (path !== undefined || !isRecord(given)) return given === undefined ? [] : undefined
  let longest: readonly unknown[] | undefined
  // A list of what is still to look into: deep nesting must not exhaust the call stack.
  const waiting: unknown[] = [given]
  for (let at = 0; at < waiting.length && at < mostLookedInto; at += 1) {
    const inner = waiting[at]
    const isList =
      Array.isArray(inner) && inner.slice(0, 5).some((item) => isArticle(item, options))
    if (isList && inner.length > (longest?.length ?? 0)) longest = inner
    else if (isRecord(inner)) waiting.push(...Object.values(inner).slice(0, 1000).filter(isHolder))
  }
  return longest
}

function isHolder(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** An object with a text and with something that only an article has, not just a paragraph of one. */
function isArticle(value: unknown, options: ReadingOptions): boolean {
  if (!isRecord(value)) return false
  const has = (field: RecordField) => findField(value, field, options) !== undefined
  const isNamed = has('title') || has('date') || has('url') || has('author')
  return isNamed && textOf(findField(value, 'text', options)) !== undefined
}
