import { LRUCache } from 'lru-cache'
import { isRequestWord } from '../question/request-words.ts'
import { lexicalTerms } from '../store/lexical-terms.ts'

/** A word of a question or a sentence, with its place there in UTF-16 units. */
export interface ReadWord {
  readonly text: string
  /** Index term of the word; empty for one that is too common to tell anything. */
  readonly term: string
  readonly start: number
  readonly end: number
  /** Capitalised, or with a capital inside, and not because a sentence begins. */
  readonly isName: boolean
}

/** What a question supposes and a sentence says otherwise. */
export interface PremiseConflict {
  readonly kind: 'year' | 'ordinal' | 'number' | 'name' | 'direction' | 'opposite'
  /** As typed in the question. */
  readonly asked: string
  /** Cut from the sentence: `sentence.slice(foundStart, foundEnd)`. */
  readonly found: string
  readonly foundStart: number
  readonly foundEnd: number
  /** How sure it is that both speak of the same thing, 0 to 1. */
  readonly strength: number
}

/** A question and a sentence held side by side. */
export interface PremiseCase {
  readonly question: string
  readonly sentence: string
  readonly asked: readonly ReadWord[]
  readonly said: readonly ReadWord[]
  /** ISO date of the article: what "this year" means in it. */
  readonly publishedAt: string | null
}

/** Numbers with their separators, and words; a hyphen parts words, an apostrophe does not. */
const word = /\p{N}+(?:[.,]\p{N}+)*\p{L}*|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu

/** Longest text that is read, in UTF-16 units: a sentence beyond it is a table or worse. */
const longest = 2000

/** UTF-16 units of texts whose words are kept, over all of them. */
const keptLength = 300_000

// The same few sentences are held against a question in several ways, and against the next one again.
const known = new LRUCache<string, readonly ReadWord[]>({
  maxSize: keptLength,
  sizeCalculation: (_, text) => text.length + 1,
})

/** Cuts a text into words. */
export function readWords(text: string): readonly ReadWord[] {
  const read = text.slice(0, longest)
  const remembered = known.get(read)
  if (remembered) return remembered
  const words = cutWords(read)
  known.set(read, words)
  return words
}

function cutWords(text: string): ReadWord[] {
  const words: ReadWord[] = []
  for (const { 0: typed, index } of text.matchAll(word)) {
    const before = text.slice(Math.max(0, index - 2), index)
    const opens = words.length === 0 || /[.!?:“"]\s?$/.test(before)
    const [term = ''] = lexicalTerms(typed.replace(/['’]s$/i, '')).terms
    const isName =
      /\p{Lu}/u.test(typed) && term !== '' && !(opens && /^\p{Lu}\p{Ll}+$/u.test(typed))
    words.push({ text: typed, term, start: index, end: index + typed.length, isName })
  }
  return words
}

/** The terms that tell something, once each. */
export function contentTerms(words: readonly ReadWord[]): Set<string> {
  return new Set(words.map(({ term }) => term).filter(Boolean))
}

/** Share of the terms of some words that others hold, 0 to 1; 0 where there are none. */
export function sharedTerms(some: Iterable<string>, others: ReadonlySet<string>): number {
  const terms = [...some]
  if (terms.length === 0) return 0
  return terms.filter((term) => others.has(term)).length / terms.length
}

/** Up to `count` telling words before and behind a place, nearest first. */
export function neighbours(words: readonly ReadWord[], at: number, count: number): string[] {
  const before = words
    .slice(0, at)
    .reverse()
    .map(({ term }) => term)
    .filter(Boolean)
  const behind = words
    .slice(at + 1)
    .map(({ term }) => term)
    .filter(Boolean)
  return [...behind.slice(0, count), ...before.slice(0, count)]
}

/** Share of the question's telling words, those left out aside, that the sentence holds. */
export function agreement({ asked, said }: PremiseCase, without: readonly number[]): number {
  const left = asked.filter(
    ({ term, text }, at) => term !== '' && !isRequestWord(text) && !without.includes(at),
  )
  const held = contentTerms(said)
  let total = 0
  let shared = 0
  for (const { term, isName } of left) {
    // Names and numbers tell one thing from another better than other words do.
    const weight = isName || /^\d/.test(term) ? 2 : 1
    total += weight
    if (held.has(term)) shared += weight
  }
  return total === 0 ? 0 : shared / total
}

/** A conflict found between two places of the sentence. */
export function conflictAt(
  kind: PremiseConflict['kind'],
  asked: string,
  sentence: string,
  foundStart: number,
  foundEnd: number,
  strength: number,
): PremiseConflict {
  const found = sentence.slice(foundStart, foundEnd)
  return { kind, asked, found, foundStart, foundEnd, strength: Math.min(1, strength) }
}
