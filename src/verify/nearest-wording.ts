import { distance } from 'fastest-levenshtein'
import { type FoundPlace, placeOf } from './find-wording.ts'
import { normalForm } from './normal-form.ts'
import { sharingTexts } from './shared-runs.ts'
import type { CollectedText, TextCollection } from './text-collection.ts'
import { readWords } from './words.ts'

/** The wording of a text that comes nearest to a quotation. */
export interface NearestWording {
  readonly place: FoundPlace
  /** 0 to 1: the share of the characters that stand in both, of the longer one's. */
  readonly similarity: number
}

/** Texts that are aligned with a quotation, and words at either end of it that are. */
const mostTexts = 6
const mostWords = 400
/** In a small collection every text is tried. */
const smallCollection = 12
/** Less than this is no wording of the same. */
const leastSimilarity = 0.35

/**
 * The range of a text whose words are nearest to a quotation's, by the least changes of words
 * between the quotation and any run of a text's words (Sellers 1980), in the texts that share
 * most with it.
 * @param also further texts to try, such as those a search by words finds
 */
export function nearestWording(
  collection: TextCollection,
  quote: string,
  also: readonly CollectedText[] = [],
): NearestWording | undefined {
  const form = normalForm(quote)
  const read = readWords(form)
  const numbers = collection.numbersOf(read.words)
  if (numbers.length === 0) return undefined
  const ours = form.text.toLowerCase()
  const sharing = sharingTexts(collection, numbers, mostTexts)
  const isSmall = collection.texts.length <= smallCollection
  const texts = isSmall ? collection.texts : new Set([...sharing, ...also])
  let best: NearestWording | undefined
  for (const source of texts) {
    const place = alignEnds(collection, source, numbers, form.text)
    if (!place) continue
    const theirs = normalForm(source.text.slice(place.start, place.end)).text.toLowerCase()
    const similarity = 1 - distance(ours, theirs) / Math.max(ours.length, theirs.length)
    if (!best || similarity > best.similarity) best = { place, similarity }
  }
  return best && best.similarity >= leastSimilarity ? best : undefined
}

/** A long quotation reaches from where its first words are to where its last ones are. */
function alignEnds(
  collection: TextCollection,
  source: CollectedText,
  quote: Uint32Array,
  form: string,
): FoundPlace | undefined {
  const place = align(collection, source, quote.subarray(0, mostWords), form)
  if (!place || quote.length <= mostWords) return place
  const last = align(collection, source, quote.subarray(-mostWords), form)
  const length = (last?.end ?? 0) - place.start
  const isWhole = last && length >= place.end - place.start && length <= 2 * form.length
  return isWhole ? { ...place, end: last.end } : place
}

function align(
  collection: TextCollection,
  source: CollectedText,
  quote: Uint32Array,
  form: string,
): FoundPlace | undefined {
  const window = densestWindow(collection, source, quote)
  if (!window) return undefined
  const { words, wordStarts } = source
  const { from, to } = nearestRun(quote, words.subarray(window.from, window.to))
  if (from >= to) return undefined
  const first = wordStarts[window.from + from] as number
  const last = wordStarts[window.from + to - 1] as number
  const length = readWords({ text: source.normal.slice(last, last + 200) }).ends[0] ?? 1
  // A quotation that ends with a mark is compared with the mark that stands there.
  const isMarked = /[^\p{L}\p{N}\s]$/u.test(form)
  const mark = isMarked && /^[^\p{L}\p{N}\s]/u.test(source.normal.slice(last + length)) ? 1 : 0
  return placeOf(source, first, last + length + mark)
}

/** Where the words of the quotation, rare ones above all, stand closest together. */
function densestWindow(
  collection: TextCollection,
  { words }: CollectedText,
  quote: Uint32Array,
): { from: number; to: number } | undefined {
  const weights = new Map<number, number>()
  const total = collection.texts.length
  for (const number of quote) {
    weights.set(number, Math.log(1 + (total + 1) / (1 + collection.frequency(number))))
  }
  const length = Math.min(words.length, Math.ceil(quote.length * 1.5) + 4)
  const counts = new Map<number, number>()
  let [weight, best, from] = [0, 0, -1]
  for (let at = 0; at < words.length; at += 1) {
    weight += count(words[at] as number, 1)
    if (at >= length) weight += count(words[at - length] as number, -1)
    if (weight > best + 1e-9) [best, from] = [weight, Math.max(0, at + 1 - length)]
  }
  if (from < 0) return undefined
  const margin = Math.ceil(quote.length / 2) + 4
  return { from: Math.max(0, from - margin), to: Math.min(words.length, from + length + margin) }

  /** Each word of the quotation counts once, however often the window holds it. */
  function count(word: number, step: 1 | -1): number {
    const each = weights.get(word)
    if (each === undefined) return 0
    const before = counts.get(word) ?? 0
    counts.set(word, before + step)
    if (step === 1) return before === 0 ? each : 0
    return before === 1 ? -each : 0
  }
}

/** The run of `words` that the fewest changes make of the quotation; of equals the one as long as it. */
function nearestRun(quote: Uint32Array, words: Uint32Array): { from: number; to: number } {
  // Costs and beginnings of the best run that ends at each word, for one word of the quotation more a row.
  let costs = new Float64Array(words.length + 1)
  let begins = Uint32Array.from({ length: words.length + 1 }, (_, at) => at)
  for (let row = 1; row <= quote.length; row += 1) {
    const nextCosts = new Float64Array(words.length + 1)
    const nextBegins = new Uint32Array(words.length + 1)
    nextCosts[0] = row
    for (let at = 1; at <= words.length; at += 1) {
      const isSame = quote[row - 1] === words[at - 1]
      const replaced = (costs[at - 1] as number) + (isSame ? 0 : 1)
      const added = (costs[at] as number) + 1
      const dropped = (nextCosts[at - 1] as number) + 1
      const least = Math.min(replaced, added, dropped)
      nextCosts[at] = least
      nextBegins[at] = (
        least === replaced ? begins[at - 1] : least === added ? begins[at] : nextBegins[at - 1]
      ) as number
    }
    ;[costs, begins] = [nextCosts, nextBegins]
  }
  let best = 0
  const rank = (at: number): number => {
    const difference = Math.abs(at - (begins[at] as number) - quote.length)
    return (costs[at] as number) + difference / (2 * (words.length + quote.length))
  }
  for (let at = 1; at <= words.length; at += 1) {
    if (rank(at) < rank(best)) best = at
  }
  return { from: begins[best] as number, to: best }
}
