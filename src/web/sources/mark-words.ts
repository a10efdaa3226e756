import { lexicalTerms } from '../../store/lexical-terms.ts'

/** A piece of a text, and whether it is a word that was searched for. */
export interface MarkedPiece {
  readonly text: string
  readonly isMarked: boolean
}

const unspaced =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Thai}/u
const word = new RegExp(
  `(?:${unspaced.source})+|[\\p{L}\\p{M}\\p{N}]+(?:['’.,:][\\p{L}\\p{M}\\p{N}]+)*`,
  'gu',
)

/** A text in pieces, words of the query marked as the index takes them to be the same: by their stems. */
export function markWords(text: string, query: string): readonly MarkedPiece[] {
  const { terms, joined } = lexicalTerms(query)
  const wanted = new Set([...terms, ...joined])
  const ranges: [number, number][] = []
  for (const { 0: found, index } of text.matchAll(word)) {
    if (unspaced.test(found)) ranges.push(...pairs(found, index, wanted))
    else if (lexicalTerms(found).terms.some((term) => wanted.has(term))) {
      ranges.push([index, index + found.length])
    }
  }
  const pieces: MarkedPiece[] = []
  let at = 0
  for (const [start, end] of ranges) {
    if (start > at) pieces.push({ text: text.slice(at, start), isMarked: false })
    pieces.push({ text: text.slice(start, end), isMarked: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false })
  return pieces
}

/** Of scripts without spaces: runs of characters of which every two neighbours are in the query. */
function pairs(run: string, offset: number, wanted: ReadonlySet<string>): [number, number][] {
  const characters = [...run]
  const ranges: [number, number][] = []
  let at = offset
  let last: [number, number] | undefined
  for (const [place, character] of characters.entries()) {
    const next = characters[place + 1]
    if (next !== undefined && wanted.has(character + next)) {
      const end = at + character.length + next.length
      if (last && last[1] >= at) last[1] = end
      else {
        last = [at, end]
        ranges.push(last)
      }
    }
    at += character.length
  }
  return ranges
}

/** What of a passage is shown, and whether words of it stand before and behind. */
export interface Excerpt {
  readonly text: string
  readonly cutBefore: boolean
  readonly cutAfter: boolean
}

/** About `length` units around the words that are searched for, cut between words. */
export function excerptOf(text: string, query: string, length: number): Excerpt {
  if (text.length <= length) return { text, cutBefore: false, cutAfter: false }
  let first = 0
  for (const piece of markWords(text, query)) {
    if (piece.isMarked) break
    first += piece.text.length
  }
  if (first >= text.length) first = 0
  const start = wordStart(
    text,
    Math.min(Math.max(0, first - Math.round(length / 3)), text.length - length),
  )
  const end = wordEnd(text, Math.min(text.length, start + length))
  const cut = text.slice(start, end)
  return { text: cut, cutBefore: start > 0, cutAfter: end < text.length }
}

/** Just behind the white space before an offset, where there is some near; never inside a pair. */
function wordStart(text: string, offset: number): number {
  if (offset <= 0) return 0
  const space = text.slice(Math.max(0, offset - 40), offset).search(/\s\S*$/u)
  const start = space < 0 ? offset : Math.max(0, offset - 40) + space + 1
  return isInPair(text, start) ? start - 1 : start
}

function wordEnd(text: string, offset: number): number {
  if (offset >= text.length) return text.length
  const space = text.slice(offset, offset + 40).search(/\s/u)
  const end = space < 0 ? offset : offset + space
  return isInPair(text, end) ? end + 1 : end
}

function isInPair(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset)
  return unit >= 0xdc00 && unit <= 0xdfff
}
