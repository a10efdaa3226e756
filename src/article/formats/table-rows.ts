import { CsvError, type InfoRecord, type Options, parse } from 'csv-parse/sync'

/** A row of a table, or why it is none. */
export type TableRow = {
  /** Where it begins, counted from 1. */
  readonly line: number
} & ({ readonly cells: readonly string[] } | { readonly broken: string })

/** Bytes of one row. */
const longestRow = 8_000_000
/** Broken rows after each of which reading begins anew. */
const mostRestarts = 200

const reasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'opens a quote that is not closed',
  CSV_MAX_RECORD_SIZE: `is longer than ${longestRow} bytes`,
}

/**
 * The rows of a table (RFC 4180, with any delimiter), empty ones left out. A quote in the wrong place
 * would take many rows into one: such a row is read as a line of its own, if that gives as many cells
 * as the first row has, or else named, and the next line begins a row again.
 */
export function tableRows(
  text: string,
  delimiter: string,
  most: number,
  quoting: { quote?: false } = {},
): TableRow[] {
  const bytes = Buffer.from(text)
  const rows: TableRow[] = []
  let from = 0
  let line = 0
  for (let restart = 0; restart <= mostRestarts; restart += 1) {
    if (from >= bytes.length || rows.length >= most) break
    const last = restart === mostRestarts
    const read = readRun(bytes.subarray(from), {
      options: { delimiter, to: most - rows.length, ...quoting },
      line,
    })
    rows.push(...read.rows)
    if (!read.broken) break
    from += read.bytes
    line += read.lines
    const [width] = rows.flatMap((row) => ('cells' in row ? [row.cells.length] : []))
    const end = endOfLine(bytes, from)
    const cells = last ? undefined : cellsOf(bytes.subarray(from, end), delimiter)
    const isRow = cells !== undefined && (width === undefined || cells.length === width)
    const broken = last ? 'and what follows has too many quotes in the wrong place' : read.broken
    rows.push(isRow ? { line: line + 1, cells } : { line: line + 1, broken })
    from = end
    line += 1
  }
  return rows
}

interface Run {
  readonly rows: readonly TableRow[]
  /** How far whole rows reach. */
  readonly bytes: number
  readonly lines: number
  readonly broken?: string
}

/** Reads up to the first row that is broken. */
function readRun(bytes: Buffer, { options: own, line }: { options: Options; line: number }): Run {
  const rows: TableRow[] = []
  let done = { bytes: 0, lines: 0 }
  const options: Options = {
    ...own,
    ...rules,
    onRecord(cells: string[], info: InfoRecord) {
      rows.push({ line: line + done.lines + 1 + skipped(bytes, done.bytes), cells })
      done = { bytes: info.bytes, lines: info.lines }
      return null
    },
  }
  try {
    parse(bytes, options)
    return { rows, ...done }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const empty = skipped(bytes, done.bytes)
    const start = empty === 0 ? done.bytes : startOfRow(bytes, done.bytes)
    const broken = reasons[error.code] ?? 'has a quote in the wrong place'
    return { rows, bytes: start, lines: done.lines + empty, broken }
  }
}

const rules = {
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: longestRow,
  record_delimiter: ['\r\n', '\n', '\r'],
} satisfies Options

function cellsOf(line: Buffer, delimiter: string): string[] | undefined {
  try {
    return (parse(line, { delimiter, ...rules, relax_quotes: true }) as string[][])[0]
  } catch {
    return undefined
  }
}

/** The first row's cells, as they are with this delimiter. */
export function firstRow(text: string, delimiter: string): readonly string[] {
  const [first] = tableRows(text.slice(0, 100_000), delimiter, 1)
  return first && 'cells' in first ? first.cells : []
}

/** Line breaks between the end of one row and the beginning of the next. */
function skipped(bytes: Buffer, from: number): number {
  return bytes.toString('latin1', from, startOfRow(bytes, from)).match(/\r\n|\n|\r/g)?.length ?? 0
}

function startOfRow(bytes: Buffer, from: number): number {
  let at = from
  while (bytes[at] === 0x0a || bytes[at] === 0x0d) at += 1
  return at
}

function endOfLine(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1
  return bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : at + 1
}
