import type { TextRange } from '../passage/passage.ts'

/** Words between quotation marks: the range inside them. */
export interface MarkedRange extends TextRange {
  /** How many other quotations it stands in. */
  readonly depth: number
}

export interface MarkedRanges {
  /** In order of place. */
  readonly marked: readonly MarkedRange[]
  /** Opening marks that nothing closes in their paragraph. */
  readonly unclosed: readonly number[]
}

/** What each opening mark is closed by. */
const closers: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '‟': '”',
  '«': '»',
  '‹': '›',
  '「': '」',
  '『': '』',
  '‘': '’',
  '‚': '‘’',
  '"': '"',
  "'": "'",
  '＂': '＂',
}
const closing = new Set(Object.values(closers).flatMap((marks) => [...marks]))
/** These are apostrophes, too. */
const doubtful = new Set(["'", '‘', '‚'])
const mostNested = 8
const letter = /[\p{L}\p{N}]/u

interface Opened {
  readonly mark: string
  readonly at: number
}

/**
 * Finds what stands between quotation marks, nested ones too, in one pass. A quotation ends in its
 * paragraph; one of several paragraphs, each opened by the mark anew, is told paragraph by paragraph.
 */
export function findMarked(text: string, paragraphs: readonly TextRange[]): MarkedRanges {
  const marked: MarkedRange[] = []
  const unclosed: number[] = []
  for (const [number, paragraph] of paragraphs.entries()) {
    const left = scan(text, paragraph, marked)
    const next = paragraphs[number + 1]
    for (const [depth, { mark, at }] of left.entries()) {
      if (doubtful.has(mark)) continue
      // Writers open each paragraph of a long quotation and close only the last.
      const goesOn = depth === 0 && next !== undefined && text[next.start] === mark
      if (goesOn) marked.push({ start: at + mark.length, end: paragraph.end, depth })
      else unclosed.push(at)
    }
  }
  const order = (left: MarkedRange, right: MarkedRange) =>
    left.start - right.start || right.end - left.end
  return { marked: marked.filter(({ start, end }) => start < end).sort(order), unclosed }
}

/** As long as the text, with points for its quotation marks. */
export function withoutQuotationMarks(text: string): string {
  return text.replace(/./gsu, (one) => (closing.has(one) || closers[one] ? '·' : one))
}

/** Scans one paragraph. @returns what is still open at its end */
function scan(text: string, { start, end }: TextRange, marked: MarkedRange[]): Opened[] {
  let open: Opened[] = []
  for (let at = start; at < end; at += 1) {
    const mark = text[at] as string
    if (!closing.has(mark) && closers[mark] === undefined) continue
    const opened = closing.has(mark) ? openedBy(open, mark) : -1
    if (opened >= 0 && closes(text, at, end, mark)) {
      marked.push({ start: (open[opened] as Opened).at + 1, end: at, depth: opened })
      open = open.slice(0, opened)
    } else if (closers[mark] !== undefined && opens(text, at, mark) && open.length < mostNested) {
      open.push({ mark, at })
    }
  }
  return open
}

/** The innermost opened mark that this one closes. */
function openedBy(open: readonly Opened[], mark: string): number {
  return open.findLastIndex((one) => closers[one.mark]?.includes(mark))
}

function opens(text: string, at: number, mark: string): boolean {
  const [before, after] = [text[at - 1] ?? ' ', text[at + 1] ?? ' ']
  if (mark !== '"' && mark !== "'" && mark !== '‘') return true
  if (/\s/.test(after)) return false
  // After a letter it is an apostrophe, after a figure a measure; a mark between ideographs opens.
  return !/[\p{L}\p{N}]/u.test(before) || (mark === '"' && /\p{Script=Han}/u.test(before))
}

function closes(text: string, at: number, end: number, mark: string): boolean {
  const [before, after] = [text[at - 1] ?? ' ', text[at + 1] ?? ' ']
  if (mark === '"') return !/\s/.test(before) || !letter.test(after)
  if (mark !== "'" && mark !== '’') return true
  if (letter.test(after) || /\s/.test(before)) return false
  // "the boats’ names": the closing mark is still to come.
  const isPlural = before === 's' && /^\s\p{Ll}/u.test(text.slice(at + 1, at + 3))
  if (!isPlural) return true
  const rest = text.slice(at + 1, Math.min(end, at + 400))
  const later = rest.search(new RegExp(`[^\\s]${mark}(?![\\p{L}\\p{N}])`, 'u'))
  const opening = rest.search(mark === '’' ? /‘/ : /\s'\p{L}/u)
  return later < 0 || (opening >= 0 && opening < later)
}
