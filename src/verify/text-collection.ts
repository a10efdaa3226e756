import type { Article, Revision } from '../article/article.ts'
import { normalForm } from './normal-form.ts'
import { buildShingleIndex, type ShingleIndex } from './shingle-index.ts'
import { readWords } from './words.ts'

/** A text that quotations are looked for in: a current article or a kept revision. */
export interface SearchedText {
  readonly revision: Revision
  readonly text: string
  readonly article: Omit<Article, 'text'>
  /** That this is no longer, or never was, what the article says now. */
  readonly stale: boolean
}

/** A text made ready for comparison. */
export interface CollectedText extends SearchedText {
  /** Its normal form, without the map back. */
  readonly normal: string
  /** Numbers of its words in the collection's vocabulary, in order. */
  readonly words: Uint32Array
  /** Where each word begins in `normal`. */
  readonly wordStarts: Uint32Array
}

/** Texts made ready for comparison, with an index over runs of three words. */
export interface TextCollection {
  readonly texts: readonly CollectedText[]
  /** The words' numbers; 0xffffffff for one that no text uses. */
  numbersOf(words: readonly string[]): Uint32Array
  /** In how many texts a word stands. */
  frequency(number: number): number
  readonly shingles: ShingleIndex
}

export const unknownWord = 0xffffffff

/** Milliseconds of work before others get their turn. */
const longestTurn = 12

/**
 * Makes texts ready, some at a time, so that a server goes on answering meanwhile.
 */
export async function collectTexts(
  given: readonly SearchedText[],
  signal?: AbortSignal,
): Promise<TextCollection> {
  const vocabulary = new Map<string, number>()
  const frequencies: number[] = []
  const texts: CollectedText[] = []
  const takeTurn = turns(signal)
  for (const source of given) {
    texts.push(collectText(source, vocabulary, frequencies))
    await takeTurn()
  }
  const shingles = await buildShingleIndex(
    texts.map(({ words }) => words),
    takeTurn,
  )
  return {
    texts,
    shingles,
    frequency: (number) => frequencies[number] ?? 0,
    numbersOf: (words) => Uint32Array.from(words, (word) => vocabulary.get(word) ?? unknownWord),
  }
}

function collectText(
  source: SearchedText,
  vocabulary: Map<string, number>,
  frequencies: number[],
): CollectedText {
  const { text: normal } = normalForm(source.text)
  const { words, starts } = readWords({ text: normal })
  const numbers = Uint32Array.from(words, (word) => {
    const known = vocabulary.get(word)
    if (known !== undefined) return known
    vocabulary.set(word, frequencies.length)
    return frequencies.push(0) - 1
  })
  for (const number of new Set(numbers)) frequencies[number] = (frequencies[number] ?? 0) + 1
  return { ...source, normal, words: numbers, wordStarts: Uint32Array.from(starts) }
}

/** A function that lets others have their turn once enough time has gone by since the last one. */
export function turns(signal?: AbortSignal): () => Promise<void> {
  let began = performance.now()
  return async () => {
    signal?.throwIfAborted()
    if (performance.now() - began < longestTurn) return
    await new Promise<void>((resolve) => setImmediate(resolve))
    began = performance.now()
    signal?.throwIfAborted()
  }
}
