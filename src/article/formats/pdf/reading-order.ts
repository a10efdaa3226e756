import { type LinePiece, rowsOf } from './page-lines.ts'

/** Lines of one column, from the top down. */
export type Column = LinePiece[]

/** Fewer lines side by side are a table or a list of two words, not two columns of text. */
const leastLines = 4
/** Letters in a line of running text; ideographs count twice. */
const leastWidth = 14
/** Shares of a column's lines: those that begin small, or else those that fill the column. */
const smallShare = 0.3
const fullShare = 0.6
/** Gaps of so many heights of a letter part the cells of a table. */
const cellGap = 1.8
/** A page of more pieces is no page of text. */
const mostPieces = 3000

/** Where columns stand side by side: the place between them, and from where to where down the page. */
interface Gutter {
  readonly place: number
  readonly top: number
  readonly bottom: number
}

/**
 * The lines of a page in the order they are read: down the columns, where lines of text stand side by
 * side, and a line across the page (a title, a wide table) parts what is above from what is below.
 */
export function readingOrder(pieces: readonly LinePiece[]): Column[] {
  const gutter = findGutter(pieces)
  if (gutter === undefined) return [rowsOf(pieces).map(joinRow)]
  const columns: Column[] = []
  let band: LinePiece[] = []
  let across: Column = []
  const closeBand = () => {
    for (const isLeft of [true, false]) {
      const side = band.filter(({ left }) => left < gutter.place === isLeft)
      if (side.length > 0) columns.push(...readingOrder(side))
    }
    band = []
  }
  const closeAcross = () => {
    if (across.length > 0) columns.push(across)
    across = []
  }
  for (const row of rowsOf(pieces)) {
    if (isAcross(row, gutter)) {
      closeBand()
      across.push(joinRow(row))
    } else {
      closeAcross()
      band.push(...row)
    }
  }
  closeBand()
  closeAcross()
  return columns
}

/** Whether a row crosses the place between the columns, or has both sides where no columns are. */
function isAcross(row: readonly LinePiece[], { place, top, bottom }: Gutter): boolean {
  if (row.some(({ left, right }) => left < place && right > place)) return true
  const isBeside = row.some(({ baseline }) => baseline >= top && baseline <= bottom)
  return !isBeside && row.some(({ left }) => left < place) && row.some(({ left }) => left >= place)
}

/** A place that hardly a row crosses, with lines of running text beside one another. */
function findGutter(pieces: readonly LinePiece[]): Gutter | undefined {
  const wide = pieces.filter(({ text }) => columnsOf(text) >= leastWidth)
  if (wide.length < 2 * leastLines || pieces.length > mostPieces) return undefined
  const places = new Set(wide.map(({ left }) => Math.floor(left) - 1))
  let best: (Gutter & { crossing: number }) | undefined
  for (const place of [...places].sort((a, b) => a - b)) {
    const left = wide.filter(({ right }) => right <= place)
    const right = wide.filter((piece) => piece.left >= place)
    const crossing = wide.length - left.length - right.length
    if (
      crossing > Math.min(left.length, right.length) ||
      crossing >= (best?.crossing ?? Number.POSITIVE_INFINITY)
    )
      continue
    if (!isRunningText(left) || !isRunningText(right)) continue
    const [top, bottom] = [
      Math.max(topOf(left), topOf(right)),
      Math.min(bottomOf(left), bottomOf(right)),
    ]
    const beside = [left, right].map((side) => side.filter((piece) => isWithin(piece, top, bottom)))
    if (beside.some((side) => side.length < leastLines)) continue
    // The last lines of a paragraph are short: they belong to the columns, too.
    best = { place, top: top - 2, bottom: bottom + 2.5 * (wide[0]?.size ?? 0), crossing }
  }
  return best
}

/** Lines of text, and not the cells of a table: they begin in the middle of a sentence, or are full. */
function isRunningText(lines: readonly LinePiece[]): boolean {
  if (lines.length < leastLines) return false
  const small = lines.filter(({ text }) => /^["“'‘(]?\p{Ll}/u.test(text)).length
  const width = Math.max(...lines.map(({ left, right }) => right - left))
  const full = lines.filter(({ left, right }) => right - left >= 0.85 * width).length
  return small >= lines.length * smallShare || full >= lines.length * fullShare
}

const topOf = (lines: readonly LinePiece[]) => Math.min(...lines.map(({ baseline }) => baseline))
const bottomOf = (lines: readonly LinePiece[]) => Math.max(...lines.map(({ baseline }) => baseline))

function isWithin({ baseline }: LinePiece, top: number, bottom: number): boolean {
  return baseline >= top - 2 && baseline <= bottom + 2
}

function columnsOf(text: string): number {
  return text.length + (text.match(/[\u2E80-\u9FFF\uAC00-\uD7AF\uFF00-\uFF60]/g)?.length ?? 0)
}

/** What stands on one row is one line; wide gaps part cells. */
function joinRow(row: readonly LinePiece[]): LinePiece {
  let line: LinePiece | undefined
  for (const piece of row.toSorted((a, b) => a.left - b.left)) {
    const size = Math.max(line?.size ?? 0, piece.size)
    const isCell = line !== undefined && piece.left - line.right > cellGap * size
    const text = line ? `${line.text}${isCell ? ' | ' : ' '}${piece.text}` : piece.text
    const right = Math.max(line?.right ?? 0, piece.right)
    line = { ...(line ?? piece), text, right, size }
  }
  return line as LinePiece
}
