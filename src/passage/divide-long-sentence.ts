import type { TextRange } from './passage.ts'

/** How far from an even cut a better place is looked for, as a share of a piece's length. */
const reach = 0.4

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Divides a sentence that is too long for the embedder into about even pieces: behind a clause where
 * one ends nearby, else between words, else between characters as people count them (never inside a
 * surrogate pair or an accented letter). Ranges lose the white space at their ends and nothing else.
 * @param pieces how many are wanted, 2 or more; fewer come back only for a range without room
 */
export function divideLongSentence(text: string, range: TextRange, pieces: number): TextRange[] {
  const parts: TextRange[] = []
  let start = range.start
  for (let left = pieces; left > 1 && start < range.end; left -= 1) {
    const size = (range.end - start) / left
    const cut = bestCut(text, start, range.end, Math.round(start + size), Math.ceil(size * reach))
    if (cut > start && cut < range.end) {
      parts.push({ start, end: cut })
      start = cut
    }
  }
  parts.push({ start, end: range.end })
  return parts.flatMap((part) => trimmed(text, part))
}

function bestCut(text: string, start: number, end: number, ideal: number, span: number): number {
  const from = Math.max(start + 1, ideal - span)
  const to = Math.min(end - 1, ideal + span)
  const near = text.slice(from, to)
  const clause = nearest(near, /(?:[,;:)\]](?=\s)|[，；：、）。！？…])/gu, ideal - from)
  if (clause !== undefined) return from + clause
  const space = nearest(near, /\s/gu, ideal - from)
  return space === undefined ? graphemeStart(text, start, ideal) : from + space
}

/** The end of the match that lies nearest to `ideal`. */
function nearest(text: string, pattern: RegExp, ideal: number): number | undefined {
  let best: number | undefined
  for (const match of text.matchAll(pattern)) {
    const place = match.index + match[0].length
    if (best === undefined || Math.abs(place - ideal) < Math.abs(best - ideal)) best = place
  }
  return best
}

/** The last place at or before `place` where a character begins; a short stretch decides. */
function graphemeStart(text: string, start: number, place: number): number {
  const from = Math.max(start, place - 64)
  let last = from
  for (const { index } of graphemes.segment(text.slice(from, place + 64))) {
    if (from + index > place) break
    last = from + index
  }
  if (last > start && last > from) return last
  const unit = text.charCodeAt(place)
  return unit >= 0xdc00 && unit <= 0xdfff ? place + 1 : place
}

function trimmed(text: string, { start, end }: TextRange): TextRange[] {
  const piece = text.slice(start, end)
  const from = start + piece.length - piece.trimStart().length
  const to = from + piece.trim().length
  return to > from ? [{ start: from, end: to }] : []
}
