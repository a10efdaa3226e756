import type { TextRange } from '../passage/passage.ts'
import { splitSentences } from '../passage/split-sentences.ts'
import type { Edition } from './align-texts.ts'

/** Places of equal words looked at, at most; the nearest are found early in any but odd texts. */
const mostPlaces = 1000

/** The whole sentences that a range lies in. */
export function sentencesAround(edition: Edition, range: TextRange): TextRange {
  const sentences = blocksAt(edition, range).flatMap((block) =>
    splitSentences(edition.text, block, edition.language),
  )
  const touched = sentences.filter(({ start, end }) => start < range.end && end > range.start)
  return {
    start: Math.min(range.start, touched[0]?.start ?? range.start),
    end: Math.max(range.end, touched.at(-1)?.end ?? range.end),
  }
}

/**
 * The quoted sentences, word for word, anywhere in the new edition, as whole sentences; of several
 * places the one nearest to where they stood. Words inside another sentence do not count.
 */
export function findElsewhere(
  before: Edition,
  range: TextRange,
  after: Edition,
): TextRange | undefined {
  const whole = sentencesAround(before, range)
  const words = before.text.slice(whole.start, whole.end)
  let nearest: TextRange | undefined
  let at = after.text.indexOf(words)
  for (let looked = 0; at >= 0 && looked < mostPlaces; looked += 1) {
    const place = { start: at, end: at + words.length }
    const distance = Math.abs(at - whole.start)
    const isNearer = !nearest || distance < Math.abs(nearest.start - whole.start)
    if (isNearer && isWhole(after, place)) nearest = place
    at = after.text.indexOf(words, at + words.length)
  }
  if (!nearest) return undefined
  return {
    start: nearest.start + range.start - whole.start,
    end: nearest.end - (whole.end - range.end),
  }
}

function isWhole(edition: Edition, place: TextRange): boolean {
  const around = sentencesAround(edition, place)
  return around.start === place.start && around.end === place.end
}

function blocksAt({ text, blocks }: Edition, range: TextRange): readonly TextRange[] {
  if (blocks.length === 0) return [{ start: 0, end: text.length }]
  return blocks.filter(({ start, end }) => start < range.end && end > range.start)
}
