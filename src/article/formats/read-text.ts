import type { Block } from '../article.ts'
import { type Line, linesOf } from '../lines.ts'

/** Wider than this no text is wrapped by hand: such lines are whole paragraphs. */
const widestWrap = 110
/** Narrower than this they are verse, or a list. */
const narrowestWrap = 36
const leastWrappedPairs = 4
/** Share of neighbouring lines that must look wrapped before any are joined. */
const wrappedShare = 0.6

/**
 * Blocks of plain text. A line is a block; where the file is wrapped to a fixed width, the lines of
 * one paragraph are. All are `content` until they are cleaned.
 */
export function readText(text: string): Block[] {
  const lines = linesOf(text)
  const width = wrapWidth(text, lines)
  const blocks: Block[] = []
  lines.forEach((line, index) => {
    const before = lines[index - 1]
    const last = blocks.at(-1)
    if (width > 0 && before && last && isWrapped(text, before, line, width)) {
      blocks[blocks.length - 1] = { ...last, end: line.end }
    } else {
      blocks.push({ start: afterBullet(text, line), end: line.end, role: 'content' })
    }
  })
  return blocks
}

/** The width a file is wrapped to, in UTF-16 units, or 0 when its lines are paragraphs. */
function wrapWidth(text: string, lines: readonly Line[]): number {
  const pairs = lines.flatMap((line, index) => {
    const before = lines[index - 1]
    return before && !line.gapBefore ? [[before, line] as const] : []
  })
  if (pairs.length < leastWrappedPairs) return 0
  const width = pairs.reduce((most, [a, b]) => Math.max(most, a.end - a.start, b.end - b.start), 0)
  if (width > widestWrap || width < narrowestWrap) return 0
  const wrapped = pairs.filter(([a, b]) => isWrapped(text, a, b, width)).length
  return wrapped >= leastWrappedPairs && wrapped >= pairs.length * wrappedShare ? width : 0
}

/** A line was wrapped when the next line's first word would not have fitted on it. */
function isWrapped(text: string, line: Line, next: Line, width: number): boolean {
  if (next.gapBefore || isListItem(text, next)) return false
  const first = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|^\S+/u
  const word = first.exec(text.slice(next.start, Math.min(next.end, next.start + width)))
  return line.end - line.start + 1 + (word?.[0].length ?? 0) > width * 0.95
}

/** A bullet at the edge stays outside; a number is part of what is said. */
function afterBullet(text: string, { start, end }: Line): number {
  const bullet = /^(?:[•·▪●■◆▶►‣○]\s*|[*-]\s+)(?=[\p{L}\p{N}"“‘「『《($£€¥])/u
  const marker = bullet.exec(text.slice(start, Math.min(end, start + 8)))?.[0] ?? ''
  return start + marker.length
}

function isListItem(text: string, line: Line): boolean {
  return /^(?:[-*•·▪‣–]|\d{1,3}[.)])\s/.test(text.slice(line.start, line.start + 6))
}
