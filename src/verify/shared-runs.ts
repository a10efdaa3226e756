import { shingleLength } from './shingle-index.ts'
import { type CollectedText, type TextCollection, unknownWord } from './text-collection.ts'

/** Words in a row that a quotation and a text share. Counted in words, ends exclusive. */
export interface SharedRun {
  readonly source: CollectedText
  readonly from: number
  readonly to: number
  /** Where the run begins in the text, in words. */
  readonly at: number
}

/** Most texts that runs are looked for in, and most runs told. */
const mostTexts = 40
const mostRuns = 2000
/** A run of three words that more texts hold than this says nothing of where a quotation is from. */
const commonplace = 200

/** Numbers of the texts that share most with a quotation, the most first; rare runs count more. */
export function sharingTexts(
  collection: TextCollection,
  quote: Uint32Array,
  most = mostTexts,
): CollectedText[] {
  const scores = new Map<number, number>()
  for (let at = 0; at + shingleLength <= quote.length; at += 1) {
    if (quote.subarray(at, at + shingleLength).includes(unknownWord)) continue
    const texts = collection.shingles.lookUp(quote, at)
    if (texts.length > commonplace) continue
    for (const text of texts) scores.set(text, (scores.get(text) ?? 0) + 1 / texts.length)
  }
  return [...scores]
    .sort((left, right) => right[1] - left[1] || left[0] - right[0])
    .slice(0, most)
    .flatMap(([number]) => collection.texts[number] ?? [])
}

/**
 * The longest runs of at least three words that a quotation shares with a text, each as long as it
 * can be. Linear in the text but for words in both many times over, which are cut off at a limit.
 */
export function sharedRuns(source: CollectedText, quote: Uint32Array): SharedRun[] {
  const places = new Map<number, number[]>()
  for (let at = 0; at + shingleLength <= quote.length; at += 1) {
    const first = quote[at] as number
    const known = places.get(first)
    if (known) known.push(at)
    else places.set(first, [at])
  }
  const runs: SharedRun[] = []
  /** For each offset between the two, up to where its last run reaches. */
  const reached = new Map<number, number>()
  for (let at = 0; at + shingleLength <= source.words.length; at += 1) {
    for (const from of places.get(source.words[at] as number) ?? []) {
      if ((reached.get(at - from) ?? 0) > at) continue
      const length = sharedLength(source.words, at, quote, from)
      if (length < shingleLength) continue
      reached.set(at - from, at + length)
      runs.push({ source, from, to: from + length, at })
      if (runs.length >= mostRuns) return runs
    }
  }
  return runs
}

function sharedLength(text: Uint32Array, at: number, quote: Uint32Array, from: number): number {
  let length = 0
  while (
    at + length < text.length &&
    from + length < quote.length &&
    text[at + length] === quote[from + length]
  ) {
    length += 1
  }
  return length
}
