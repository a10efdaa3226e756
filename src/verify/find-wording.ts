import { LRUCache } from 'lru-cache'
import type { TextRange } from '../passage/passage.ts'
import { type NormalForm, normalForm } from './normal-form.ts'
import { shingleLength } from './shingle-index.ts'
import { type CollectedText, type TextCollection, unknownWord } from './text-collection.ts'
import { readWords } from './words.ts'

/** Where a wording stands, and whether character for character. */
export interface FoundPlace extends TextRange {
  readonly source: CollectedText
  readonly isExact: boolean
  /** Whether a word of the text goes on beyond the range. */
  readonly cutsWord: boolean
}

/** Most places told of one quotation. */
export const mostPlaces = 50

/**
 * Finds where a quotation stands: exactly, or else with the same words (see `normalForm`; and
 * the first letter in either case, an ellipsis at its ends, a comma or full stop at its end that its
 * text goes on without). Texts that hold its words exactly are told alone.
 */
export function findWording(collection: TextCollection, quote: string): FoundPlace[] {
  const exact = quote.trim()
  if (exact === '') return []
  const wanted = wantedForms(exact)
  const near = candidates(collection, wanted[0] ?? '')
  const found = searchIn(near, exact, wanted)
  if (found.length > 0 || near === collection.texts) return found
  // The index is over words: a quotation cut in the middle of a marker or a link is read otherwise.
  return collection.texts.flatMap((source) => exactPlaces(source, exact)).slice(0, mostPlaces)
}

function searchIn(
  texts: readonly CollectedText[],
  exact: string,
  wanted: readonly string[],
): FoundPlace[] {
  const found: FoundPlace[] = []
  for (const source of texts) {
    found.push(...exactPlaces(source, exact))
    if (found.length >= mostPlaces) break
  }
  for (const form of wanted) {
    if (found.length > 0) break
    for (const source of texts) {
      found.push(...normalPlaces(source, form))
      if (found.length >= mostPlaces) break
    }
  }
  return found.slice(0, mostPlaces)
}

/** The quotation's normal form, and then without what the one who quotes may have put at its ends. */
function wantedForms(quote: string): string[] {
  const { text } = normalForm(quote)
  const bare = text.replace(/^[('…]*…\s?\)?/u, '').replace(/\(?…[)'…]*$/u, '')
  const ends = [text, bare].map((form) => form.replace(/(?<=.)[,.，。]'?$/u, ''))
  return [...new Set([text, bare, ...ends].map((form) => form.trim()))].filter(Boolean)
}

/** The texts that hold the rarest run of words, its first and last word apart: they may be cut. */
function candidates(collection: TextCollection, form: string): readonly CollectedText[] {
  const words = collection.numbersOf(readWords({ text: form }).words)
  let rarest: Uint32Array | undefined
  for (let at = 1; at + shingleLength < words.length; at += 1) {
    if (words.subarray(at, at + shingleLength).includes(unknownWord)) return []
    const texts = collection.shingles.lookUp(words, at)
    if (!rarest || texts.length < rarest.length) rarest = texts
  }
  if (!rarest) return collection.texts
  return [...rarest].flatMap((number) => collection.texts[number] ?? [])
}

function exactPlaces(source: CollectedText, quote: string): FoundPlace[] {
  const places: FoundPlace[] = []
  for (let start = source.text.indexOf(quote); start >= 0; ) {
    const end = start + quote.length
    places.push({ source, start, end, isExact: true, cutsWord: cutsWord(source.text, start, end) })
    if (places.length >= mostPlaces) break
    start = source.text.indexOf(quote, end)
  }
  return places
}

function normalPlaces(source: CollectedText, form: string): FoundPlace[] {
  const places: FoundPlace[] = []
  const first = /[\p{L}]/u.exec(form)
  const at = first?.index ?? 0
  const others = first ? [first[0].toLowerCase(), first[0].toUpperCase()] : ['']
  const spellings = first
    ? others.map((letter) => form.slice(0, at) + letter + form.slice(at + first[0].length))
    : [form]
  for (const spelling of new Set(spellings)) {
    for (let start = source.normal.indexOf(spelling); start >= 0; ) {
      places.push(placeOf(source, start, start + spelling.length))
      if (places.length >= mostPlaces) return places
      start = source.normal.indexOf(spelling, start + spelling.length)
    }
  }
  return places.sort((left, right) => left.start - right.start)
}

/** A place in a text from a range of its normal form. */
export function placeOf(source: CollectedText, from: number, to: number): FoundPlace {
  const { starts, ends } = formOf(source)
  const start = starts[from] ?? 0
  const end = ends[to - 1] ?? source.text.length
  return { source, start, end, isExact: false, cutsWord: cutsWord(source.text, start, end) }
}

// Maps back are twelve times the size of their texts: only those of texts with hits are kept.
const forms = new LRUCache<string, NormalForm>({
  maxSize: 4_000_000,
  sizeCalculation: ({ text }) => text.length + 1,
})

function formOf({ revision, text }: CollectedText): NormalForm {
  const known = forms.get(revision)
  if (known) return known
  const made = normalForm(text)
  forms.set(revision, made)
  return made
}

const wordBefore = /[\p{L}\p{N}]$/u
const wordAfter = /^[\p{L}\p{N}]/u
const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

function cutsWord(text: string, start: number, end: number): boolean {
  return isInsideWord(text, start) || isInsideWord(text, end)
}

function isInsideWord(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 2), offset)
  const after = text.slice(offset, offset + 2)
  if (!wordBefore.test(before) || !wordAfter.test(after)) return false
  return !spaceless.test(before.slice(-1)) && !spaceless.test(after.slice(0, 1))
}
