import type { TextRange } from './passage.ts'
import { closingLength, goesOn, openingLength } from './sentence-borders.ts'

/** How much of the text on either side of a border is looked at, in UTF-16 units. */
const sight = 60
/** UTF-16 units given to the platform's segmenter at once. */
const windowSize = 2048

const segmenters = new Map<string, Intl.Segmenter>()

/**
 * The sentences of a range of text, by Unicode's rules (UAX #29, from the platform) with the borders
 * taken back that fall behind an abbreviation, an initial or a quotation that its speaker follows.
 * Ranges are into `text`, in order and disjoint, without white space at their ends, and together hold
 * every character of the range that is not white space.
 * @param language BCP 47; `und` when unknown
 */
export function splitSentences(text: string, range: TextRange, language = 'und'): TextRange[] {
  // A line break inside a block is no end of a sentence, as Unicode would have it. Same length.
  const flat = text.slice(range.start, range.end).replace(/[\n\r\v\f\u0085\u2028\u2029]/g, ' ')
  const borders = [0]
  for (const index of unicodeBorders(flat, segmenterOf(language))) {
    const from = borders.at(-1) as number
    const border = moved(flat, from, index)
    if (border <= from) continue
    const before = flat.slice(Math.max(from, border - sight), border).trimEnd()
    if (before === '' || goesOn(before, flat.slice(border, border + sight).trimStart())) continue
    borders.push(border)
  }
  borders.push(flat.length)
  return borders.slice(1).flatMap((end, index) => {
    const piece = flat.slice(borders[index], end)
    const start = range.start + (borders[index] as number) + piece.length - piece.trimStart().length
    const sentence = { start, end: start + piece.trim().length }
    return sentence.end > sentence.start ? [sentence] : []
  })
}

/**
 * Where sentences begin by Unicode's rules. The segmenter takes time for the whole of its string at
 * every border, so it gets a window at a time, from the last border found to some way on.
 */
function* unicodeBorders(text: string, segmenter: Intl.Segmenter): Generator<number> {
  let from = 0
  let size = windowSize
  while (from < text.length) {
    const window = text.slice(from, from + size)
    const isLast = from + size >= text.length
    let last = 0
    for (const { index } of segmenter.segment(window)) {
      // Too near the end of the window, what comes behind it could still decide otherwise.
      if (index === 0 || (!isLast && index > window.length - sight)) continue
      yield from + index
      last = index
    }
    if (isLast) return
    from += last
    size = last === 0 ? size * 2 : windowSize
  }
}

/** Unicode takes an opening bracket for a closing one, and a closing one behind a space for neither. */
function moved(text: string, from: number, border: number): number {
  const place = border - openingLength(text.slice(Math.max(from, border - 8), border))
  return place + closingLength(text.slice(place, place + sight))
}

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  const locale = Intl.Segmenter.supportedLocalesOf([language])[0] ?? 'en'
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' })
  segmenters.set(language, segmenter)
  return segmenter
}
