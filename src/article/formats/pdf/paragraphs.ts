import type { LinePiece } from './page-lines.ts'
import type { Column } from './reading-order.ts'

/** Lines of one paragraph; those of several pages where it goes on behind a page's end. */
export interface Paragraph {
  readonly lines: { readonly line: LinePiece; readonly page: number }[]
  readonly size: number
  /** Whether its last line goes to the column's edge. */
  readonly endsFull: boolean
  /** Whether its first line begins at the column's edge. */
  readonly beginsAtEdge: boolean
}

const bullet =
  /^(?:[•·▪●■◆▶►‣○–—*-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s|[（(][一二三四五六七八九十\d]+[)）])/

/** The paragraphs of a column: by indents, by short last lines, by gaps, by the size of the letters. */
export function paragraphsOf(column: Column, page: number): Paragraph[] {
  const paragraphs: { -readonly [Name in keyof Paragraph]: Paragraph[Name] }[] = []
  const edge = { left: edgeOf(column, 'left'), right: edgeOf(column, 'right') }
  const leading = usualLeading(column)
  column.forEach((line, at) => {
    const before = column[at - 1]
    const last = paragraphs.at(-1)
    const endsFull = line.right > edge.right - 0.04 * (edge.right - edge.left)
    if (last && before && goesOn(before, line, { ...edge, leading, first: last.lines[0]?.line })) {
      last.lines.push({ line, page })
      last.endsFull = endsFull
    } else {
      const beginsAtEdge = line.left < edge.left + 0.5 * line.size
      paragraphs.push({ lines: [{ line, page }], size: line.size, endsFull, beginsAtEdge })
    }
  })
  return paragraphs
}

/** Whether a paragraph goes on in the next column or on the next page. */
export function continues(paragraph: Paragraph, next: Paragraph): boolean {
  const end = paragraph.lines.at(-1)?.line.text ?? ''
  const start = next.lines[0]?.line.text ?? ''
  if (Math.abs(paragraph.size - next.size) > 0.08 * paragraph.size || bullet.test(start))
    return false
  if (endsSentence(end) || / \| /.test(end)) return false
  if (paragraph.lines.length > 1 && paragraph.endsFull && next.beginsAtEdge) return true
  // A heading or a label ends without a full stop, too, and what follows begins anew.
  return (
    /^[\p{Ll}\d,;)]/u.test(start) || /[-\u00AD,，、]$/.test(end) || isHan(end, start, paragraph)
  )
}

function isHan(end: string, start: string, { lines }: Paragraph): boolean {
  const pair = `${end.at(-1) ?? ''}${start[0] ?? ''}`
  return lines.length > 1 && /^[\u2E80-\u9FFF\uFF00-\uFF60]{2}$/.test(pair)
}

interface Surroundings {
  readonly left: number
  readonly right: number
  /** Usual distance of one line from the next. */
  readonly leading: number
  /** The paragraph's first line. */
  readonly first: LinePiece | undefined
}

function goesOn(before: LinePiece, line: LinePiece, around: Surroundings): boolean {
  const { left, right, leading, first } = around
  const size = Math.max(before.size, line.size)
  if (Math.abs(before.size - line.size) > 0.08 * size) return false
  if (line.baseline - before.baseline > Math.max(leading * 1.3, size * 1.15)) return false
  if (bullet.test(line.text) || / \| /.test(line.text) || / \| /.test(before.text)) return false
  const isIndented = line.left > left + 0.7 * size && line.left > before.left + 0.7 * size
  const hangs = first !== undefined && bullet.test(first.text)
  if (isIndented && !hangs) return false
  if (wouldHaveFitted(before, line, right - left, right)) return false
  const isShort = before.right < right - 0.12 * (right - left)
  return !(isShort && (endsSentence(before.text) || /[:：]$/.test(before.text)))
}

/** A line is broken where the next word does not fit: one with much room left was ended on purpose. */
function wouldHaveFitted(
  before: LinePiece,
  line: LinePiece,
  width: number,
  right: number,
): boolean {
  // Beside a picture all lines end early.
  if (Math.abs(before.right - line.right) < 0.03 * width) return false
  const word = /^[\u2E80-\u9FFF]|^\S+/.exec(line.text)?.[0] ?? ''
  const wordWidth = ((line.right - line.left) / line.text.length) * word.length
  return right - before.right > 1.3 * wordWidth + 1.5 * line.size
}

export function endsSentence(text: string): boolean {
  return /[.!?。！？…]["'”’»)\]）】》」』]*$/.test(text)
}

/** Where most lines begin, or end. */
function edgeOf(column: Column, side: 'left' | 'right'): number {
  const places = column.map((line) => line[side]).sort((a, b) => a - b)
  return places[Math.floor(places.length * (side === 'left' ? 0.25 : 0.85))] ?? 0
}

function usualLeading(column: Column): number {
  const steps = column
    .slice(1)
    .map((line, at) => line.baseline - (column[at]?.baseline ?? 0))
    .filter((step) => step > 0)
    .sort((a, b) => a - b)
  return steps[Math.floor(steps.length * 0.4)] ?? 0
}
