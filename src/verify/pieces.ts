import { type FoundPlace, findWording, placeOf } from './find-wording.ts'
import { normalForm } from './normal-form.ts'
import { type SharedRun, sharedRuns, sharingTexts } from './shared-runs.ts'
import type { TextCollection } from './text-collection.ts'
import { readWords, type Words } from './words.ts'

/** A part of a quotation that stands in a text in one piece. */
export interface Piece {
  /** In UTF-16 units of the quotation. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly place: FoundPlace
}

/** How the pieces of a quotation lie in the texts. */
export interface Splice {
  readonly pieces: readonly Piece[]
  readonly order: 'in_order' | 'rearranged' | 'several_sources'
  /** What an ellipsis leaves out, between pieces in order; one fewer than pieces. */
  readonly leftOut: readonly string[]
  /** Whether the quotation itself marks that something is left out. */
  readonly isMarked: boolean
}

/** Most pieces that a quotation is taken apart into. */
const mostPieces = 20
/** Words that a piece has at least where nothing marks where it ends. */
const leastUnmarked = 4
/** Words that a piece gives to the next one at most. */
const mostTaken = 3
/** Words left out at least without a mark between pieces of one sentence; fewer are a changed wording. */
const leastApart = 12

/** Pieces between ellipses, each of which stands in the texts; undefined where one does not. */
export function markedPieces(collection: TextCollection, quote: string): Splice | undefined {
  const parts = splitAtEllipses(quote)
  if (parts.length < 2 || parts.length > mostPieces) return undefined
  const places = parts.map(({ text }) => findWording(collection, text))
  if (places.some((found) => found.length === 0)) return undefined
  const chosen = inOrder(places) ?? inOneSource(places) ?? places.map(([first]) => first)
  const pieces = parts.flatMap((part, at) => {
    const place = chosen[at]
    return place ? [{ ...part, place }] : []
  })
  const splice = describe(pieces, true)
  const isTelling = ({ text }: Piece) => readWords(normalForm(text)).words.length >= 3
  return splice.order === 'in_order' || pieces.every(isTelling) ? splice : undefined
}

/** Pieces that stand apart although nothing in the quotation says so; they hold every word of it. */
export function unmarkedPieces(collection: TextCollection, quote: string): Splice | undefined {
  const form = normalForm(quote)
  const words = readWords(form)
  if (words.words.length < 2 * leastUnmarked) return undefined
  const numbers = collection.numbersOf(words.words)
  const runs = sharingTexts(collection, numbers).flatMap((text) => sharedRuns(text, numbers))
  const cover = coverWith(runs, numbers.length)
  if (!cover || cover.length < 2) return undefined
  const pieces: Piece[] = []
  for (const [number, run] of cover.entries()) {
    let piece = pieceOf(run, quote, form, words)
    // Both texts may go on with the same word, one of them in a new sentence: it is the next piece's.
    for (let taken = 1; !piece && taken <= mostTaken; taken += 1) {
      const next = cover[number + 1]
      if (!next || next.source.words[next.at - 1] !== numbers[next.from - 1]) return undefined
      cover[number + 1] = { ...next, from: next.from - 1, at: next.at - 1 }
      piece = pieceOf({ ...run, to: run.to - taken }, quote, form, words)
    }
    if (!piece) return undefined
    pieces.push(piece)
  }
  const splice = describe(pieces, false)
  return standApart(splice) ? splice : undefined
}

function splitAtEllipses(quote: string): { start: number; end: number; text: string }[] {
  const { text, starts, ends } = normalForm(quote)
  return [...text.matchAll(/[^…]+/gu)].flatMap(({ 0: part, index }) => {
    // Brackets around an ellipsis belong to it.
    const from = index + (/^\)?[\s'"]*/u.exec(part)?.[0].length ?? 0)
    const to = index + part.replace(/[\s]*\(?$/u, '').length
    if (to <= from || !/[\p{L}\p{N}]/u.test(part)) return []
    const [start, end] = [starts[from] as number, ends[to - 1] as number]
    return [{ start, end, text: quote.slice(start, end) }]
  })
}

/** Places of one source that follow each other, where there are such; those with the least between them. */
function inOrder(places: readonly (readonly FoundPlace[])[]): FoundPlace[] | undefined {
  let best: { chosen: FoundPlace[]; length: number } | undefined
  for (const first of places[0] ?? []) {
    const chosen = [first]
    for (const others of places.slice(1)) {
      const last = chosen.at(-1) as FoundPlace
      const next = others.find(({ source, start }) => source === first.source && start >= last.end)
      if (!next) break
      chosen.push(next)
    }
    if (chosen.length < places.length) continue
    const length = (chosen.at(-1) as FoundPlace).end - first.start
    if (!best || length < best.length) best = { chosen, length }
  }
  return best?.chosen
}

function inOneSource(places: readonly (readonly FoundPlace[])[]): FoundPlace[] | undefined {
  for (const { source } of places[0] ?? []) {
    const chosen = places.flatMap((found) => found.find((place) => place.source === source) ?? [])
    if (chosen.length === places.length) return chosen
  }
  return undefined
}

/** As few runs as cover every word, from left to right; of equally long ones that of the same source. */
function coverWith(runs: readonly SharedRun[], length: number): SharedRun[] | undefined {
  const cover: SharedRun[] = []
  let from = 0
  while (from < length && cover.length < mostPieces) {
    let best: SharedRun | undefined
    for (const run of runs) {
      if (run.from > from || run.to - from < leastUnmarked) continue
      const isSame = run.source === cover.at(-1)?.source && best?.source !== run.source
      if (!best || run.to > best.to || (run.to === best.to && isSame)) best = run
    }
    if (!best) return undefined
    cover.push({ ...best, from, at: best.at + from - best.from })
    from = best.to
  }
  return from >= length ? cover : undefined
}

/** The piece that a run of words is, if its marks too are those of the text. */
function pieceOf(
  run: SharedRun,
  quote: string,
  form: ReturnType<typeof normalForm>,
  words: Words,
): Piece | undefined {
  const from = words.starts[run.from] as number
  const to = words.ends[run.to - 1] as number
  const at = run.source.wordStarts[run.at] as number
  const [ours, theirs] = [form.text.slice(from, to), run.source.normal.slice(at, at + to - from)]
  const isSame = ours.slice(1) === theirs.slice(1)
  if (!isSame || ours.slice(0, 1).toLowerCase() !== theirs.slice(0, 1).toLowerCase())
    return undefined
  const [start, end] = [form.starts[from] as number, form.ends[to - 1] as number]
  const place = placeOf(run.source, at, at + to - from)
  const text = quote.slice(start, end)
  const isExact = run.source.text.slice(place.start, place.end) === text
  return { start, end, text, place: { ...place, isExact } }
}

function describe(pieces: readonly Piece[], isMarked: boolean): Splice {
  const [first] = pieces
  const isOne = pieces.every(({ place }) => place.source === first?.place.source)
  const isOrdered = pieces.every(
    ({ place }, at) => at === 0 || place.start >= (pieces[at - 1] as Piece).place.end,
  )
  if (!isOne) return { pieces, isMarked, order: 'several_sources', leftOut: [] }
  if (!isOrdered) return { pieces, isMarked, order: 'rearranged', leftOut: [] }
  const leftOut = pieces.slice(1).map(({ place }, at) => {
    const before = (pieces[at] as Piece).place
    return place.source.text.slice(before.end, place.start)
  })
  return { pieces, isMarked, order: 'in_order', leftOut }
}

/** Whether pieces in order are from different sentences or far apart; else words were just dropped. */
function standApart({ order, leftOut }: Splice): boolean {
  if (order !== 'in_order') return true
  return leftOut.every((text) => {
    const { words } = readWords(normalForm(text))
    if (words.length === 0) return false
    return words.length >= leastApart || /[.!?](?=["”’')\]]*\s)|[。！？]|\n\s*\n/u.test(text)
  })
}
