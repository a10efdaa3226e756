import { decodeText } from '../decode-text.ts'
import { findField } from '../find-fields.ts'
import type { FileReading, ReadingOptions, SourceFile } from '../reading.ts'
import { type FoundRecord, mostRecords, readRecords } from './read-records.ts'
import { firstRow, type TableRow, tableRows } from './table-rows.ts'

const delimiters = [',', '\t', ';', '|'] as const

/**
 * Articles in a table with a row of names on top: CSV, with semicolons or bars too, and TSV. Cells may
 * hold line breaks within quotes.
 * @throws FootnoteError `article_unreadable` when no row holds a text
 */
export async function readCsv(file: SourceFile, options: ReadingOptions): Promise<FileReading> {
  const decoded = decodeText(file.bytes, file.path).text.replace(/^\uFEFF/, '')
  // Spreadsheet programs write their delimiter into a line before the table.
  const told = /^sep=(.)(?:\r\n|\n|\r)/i.exec(decoded)
  const text = told ? decoded.slice(told[0].length) : decoded
  const delimiter = told?.[1] ?? delimiterOf(text, options)
  const quoted = tableRows(text, delimiter, mostRecords + 2)
  // Where cells are parted by tabs, quotes are often nothing but quotes.
  const isPlain = delimiter === '\t' && quoted.some((row) => 'broken' in row)
  const [header, ...rows] = isPlain
    ? tableRows(text, delimiter, mostRecords + 2, { quote: false })
    : quoted
  const names = header && 'cells' in header ? header.cells.map((name) => name.trim()) : []
  const before = told ? 1 : 0
  const records = rows.map((row, at) => recordOf(row, at + 1, row.line + before, names))
  return readRecords({ path: file.path, noun: 'row', records }, options)
}

/** The delimiter with which the first row names a text; else with which it has the most cells. */
function delimiterOf(text: string, options: ReadingOptions): string {
  const headers = delimiters.map((delimiter) => ({ delimiter, names: firstRow(text, delimiter) }))
  const namesText = ({ names }: (typeof headers)[number]): boolean => {
    const record = Object.fromEntries(names.map((name) => [name.trim(), name]))
    return names.length > 1 && findField(record, 'text', options) !== undefined
  }
  const most = headers.reduce((best, one) => (one.names.length > best.names.length ? one : best))
  return (headers.find(namesText) ?? most).delimiter
}

function recordOf(
  row: TableRow,
  number: number,
  line: number,
  names: readonly string[],
): FoundRecord {
  if ('broken' in row) return { number, line, broken: row.broken }
  const cells = row.cells.slice(0, names.length)
  // A text with an unquoted delimiter is cut in two, and half of it would be read as whole.
  if (row.cells.slice(names.length).some((cell) => cell.trim() !== '')) {
    const broken = `has ${row.cells.length} cells, the first row ${names.length}`
    return { number, line, broken }
  }
  const values = new Map<string, string>()
  for (const [at, name] of names.entries()) {
    // Of two columns of one name the first is meant.
    if (name !== '' && !values.has(name)) values.set(name, cells[at] ?? '')
  }
  return { number, line, values: Object.fromEntries(values) }
}
