import type { BlockPrint, KeyedRange } from './block-prints.ts'
import type { Mark } from './block-view.ts'
import type { SitePage } from './clean-site.ts'
import { hashOfNumber, numberOfHash } from './key-numbers.ts'

/**
 * What is kept of a cleaned article so that others of its site can be cleaned without reading it
 * again: a line of text, to be stored as it is. No more use to another version of the program.
 */
export type CleaningTrace = string

const flags = ['isOpen', 'isHeading', 'isDated', 'isSentence', 'isProse', 'isSpoken'] as const

/** A page without its words, and what was marked in it. */
export interface TracedPage extends SitePage {
  readonly marked: string
}

/** Writes down a page and the marks it was given. */
export function writeTrace({ site, place, prints }: SitePage, marks: readonly Mark[]) {
  return [site, place, describeMarks(marks), prints.map(writePrint).join(' ')].join(
    '\n',
  ) as CleaningTrace
}

/** Reads such a line back. */
export function readTrace(trace: CleaningTrace): TracedPage {
  const [site = '', place = '', marked = '', rows = ''] = trace.split('\n')
  return { site, place, marked, prints: rows === '' ? [] : rows.split(' ').map(readPrint) }
}

/** Equal for equal marks. */
export function describeMarks(marks: readonly Mark[]): string {
  return marks
    .map(({ start, end, role }) => `${start}-${end}:${role}`)
    .sort()
    .join()
}

function writePrint(print: BlockPrint): string {
  const bits = flags.reduce((sum, flag, at) => sum + (print[flag] ? 1 << at : 0), 0)
  return [bits, ...[print, ...(print.edges ?? [])].flatMap(writeRange)].join('.')
}

function writeRange({ start, end, key }: KeyedRange): string[] {
  return [start.toString(36), (end - start).toString(36), hashOfNumber(key).toString(36)]
}

function readPrint(row: string): BlockPrint {
  const [first = '0', ...numbers] = row.split('.')
  const bits = Number(first)
  const ranges: KeyedRange[] = []
  for (let at = 0; at + 2 < numbers.length; at += 3) {
    const start = Number.parseInt(numbers[at] ?? '0', 36)
    const end = start + Number.parseInt(numbers[at + 1] ?? '0', 36)
    ranges.push({ start, end, key: numberOfHash(Number.parseInt(numbers[at + 2] ?? '0', 36)) })
  }
  const [whole = { start: 0, end: 0, key: 0 }, head, tail] = ranges
  const has = (flag: (typeof flags)[number]) => (bits & (1 << flags.indexOf(flag))) !== 0
  return {
    ...whole,
    isOpen: has('isOpen'),
    isHeading: has('isHeading'),
    isDated: has('isDated'),
    isSentence: has('isSentence'),
    isProse: has('isProse'),
    isSpoken: has('isSpoken'),
    ...(head && tail ? { edges: [head, tail] as const } : {}),
  }
}
