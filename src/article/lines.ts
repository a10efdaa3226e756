/** A line of text: its place without line break and outer white space, and the gap before it. */
export interface Line {
  /** UTF-16 units, end exclusive. */
  readonly start: number
  readonly end: number
  /** True when at least one blank line, or the beginning of the text, comes before. */
  readonly gapBefore: boolean
}

const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

/** The lines of a text that hold more than white space, in order. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let from = 0
  let gapBefore = true
  const add = (to: number) => {
    const [start, end] = trimRange(text, from, to)
    if (start < end) lines.push({ start, end, gapBefore })
    gapBefore = start >= end
  }
  for (const match of text.matchAll(lineBreak)) {
    add(match.index)
    from = match.index + match[0].length
  }
  add(text.length)
  return lines
}

/** The range without white space (also U+FEFF and U+00A0) at its ends; empty when it is all blank. */
export function trimRange(text: string, start: number, end: number): [number, number] {
  let from = start
  let to = end
  while (from < to && isSpace(text.charCodeAt(from))) from += 1
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1
  return [from, to]
}

/** White space as ECMAScript's `\s` has it; no surrogate is, so half a pair is never cut off. */
function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)
  if (unit < 0x1680) return unit === 0xa0
  return /\s/.test(String.fromCharCode(unit))
}
