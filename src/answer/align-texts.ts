import type { Block } from '../article/article.ts'
import type { TextRange } from '../passage/passage.ts'
import { splitSentences } from '../passage/split-sentences.ts'
import { alignItems } from './edit-script.ts'

/** One edition of an article. */
export interface Edition {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly language: string
}

/** What stands between two places that both editions share: nothing more is known of it. */
export interface Gap {
  /** The sentences of the quote's blocks and of the changed ones around them. */
  readonly before: readonly TextRange[]
  readonly after: readonly TextRange[]
}

/** A range of the old edition as blocks that stand unchanged in the new one, or as a gap. */
export type Alignment =
  | { readonly kind: 'unchanged'; readonly place: TextRange }
  | { readonly kind: 'gap'; readonly gap: Gap; readonly otherGaps: readonly TextRange[] }

/**
 * Where a range of the old edition falls in the new one: paragraphs are matched first, so that only
 * the changed ones are cut into sentences.
 */
export function alignTexts(before: Edition, range: TextRange, after: Edition): Alignment {
  const old = blocksOf(before)
  const now = blocksOf(after)
  const textsOf = ({ text }: Edition, blocks: readonly TextRange[]) =>
    blocks.map(({ start, end }) => text.slice(start, end))
  const places = alignItems(textsOf(before, old), textsOf(after, now))
  const touched = old.flatMap((block, at) =>
    block.start < range.end && block.end > range.start ? [at] : [],
  )
  const [first, last] = [touched[0] ?? 0, touched.at(-1) ?? old.length - 1]
  const place = places && touched.length > 0 && shifted(old, now, places, first, last, range)
  if (place) return { kind: 'unchanged', place }
  const [from, to] = places ? widened(places, first, last) : [0, old.length - 1]
  const [start, end] = places ? between(places, from, to, now.length) : [0, now.length]
  const matched = new Set(places)
  const sentences = (edition: Edition, blocks: readonly TextRange[]) =>
    blocks.flatMap((block) => splitSentences(edition.text, block, edition.language))
  return {
    kind: 'gap',
    gap: {
      before: sentences(before, old.slice(from, to + 1)),
      after: sentences(after, now.slice(start, end)),
    },
    otherGaps: sentences(
      after,
      now.filter((_, at) => (at < start || at >= end) && !matched.has(at)),
    ),
  }
}

/** The blocks that hold text; a text that has none is one. */
function blocksOf({ text, blocks }: Edition): readonly TextRange[] {
  return blocks.length > 0 ? blocks : [{ start: 0, end: text.length }]
}

/** The range in the new edition, where all its blocks still follow one another there. */
function shifted(
  old: readonly TextRange[],
  now: readonly TextRange[],
  places: Int32Array,
  first: number,
  last: number,
  range: TextRange,
): TextRange | undefined {
  const start = places[first] ?? -1
  if (start < 0) return undefined
  for (let at = first; at <= last; at += 1) {
    if (places[at] !== start + at - first) return undefined
  }
  const [a, b] = [old[first], old[last]]
  const [c, d] = [now[start], now[start + last - first]]
  if (!a || !b || !c || !d) return undefined
  return {
    start: c.start + Math.max(0, range.start - a.start),
    end: Math.min(d.end, d.start + range.end - b.start),
  }
}

/** From `first` to `last` and the changed blocks on both sides. */
function widened(places: Int32Array, first: number, last: number): [number, number] {
  let [from, to] = [first, last]
  while (from > 0 && places[from - 1] === -1) from -= 1
  while (to < places.length - 1 && places[to + 1] === -1) to += 1
  return [from, to]
}

/** The blocks of the new edition between the ones that stand before and behind. */
function between(places: Int32Array, from: number, to: number, count: number): [number, number] {
  let start = 0
  for (let at = from - 1; at >= 0; at -= 1) {
    const place = places[at] ?? -1
    if (place < 0) continue
    start = place + 1
    break
  }
  for (let at = to + 1; at < places.length; at += 1) {
    const place = places[at] ?? -1
    if (place >= 0) return [start, place]
  }
  return [start, count]
}
