import type { LexicalIndex } from '../store/lexical-index.ts'

/** Where a text first holds a word or phrase, about; -1 where it does not. */
export type WordMatcher = (text: string) => number

const word = /[\p{L}\p{N}]+(?:['.&][\p{L}\p{N}]+)*/gu
const han = /\p{Script=Han}/u
const hyphens = /(?<=\p{L})[-\u2010-\u2013](?=\p{L})/gu

/**
 * A test for a word or phrase as it stands, in any case and in its simple inflections ("agreement",
 * "agreements"): the words in this order with nothing but space, hyphens or a comma between them.
 * "Co-operation" and "cooperation" are the same. A phrase with Chinese characters must stand letter
 * by letter.
 */
export function phraseMatcher(lexical: LexicalIndex, phrase: string): WordMatcher {
  const folded = fold(phrase).replace(/^(?:the|an?) /i, '')
  if (han.test(folded)) {
    const wanted = folded.replace(/\s+/g, '').toLowerCase()
    return (text) => fold(text).replace(/\s+/g, '').toLowerCase().indexOf(wanted)
  }
  const asTyped = oneSpelling(lexical, folded)
  const joined = oneSpelling(lexical, folded.replace(hyphens, ''))
  return (text) => {
    const plain = fold(text)
    const place = asTyped(plain)
    return place >= 0 ? place : joined(plain.replace(hyphens, ''))
  }
}

/** A test for all words of a phrase, in whatever order, in their simple inflections. */
export function allWordsMatcher(lexical: LexicalIndex, phrase: string): WordMatcher {
  const wanted = [...new Set(lexical.terms(phrase))]
  return (text) => {
    const held = new Set(lexical.terms(text))
    return wanted.length > 0 && wanted.every((term) => held.has(term)) ? 0 : -1
  }
}

function oneSpelling(lexical: LexicalIndex, phrase: string): WordMatcher {
  const words = phrase.match(word) ?? []
  const terms = lexical.terms(phrase).join(' ')
  if (terms === '') return () => -1
  const between = "(?:'s)?[\\s,/\\u2010-\\u2013-]{1,3}"
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${words.map((one) => inflected(lexical, one)).join(between)}(?![\\p{L}\\p{N}])`,
    'giu',
  )
  return (text) => {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      if (lexical.terms(found).join(' ') === terms) return index
    }
    return -1
  }
}

/** What a word and its inflections begin with, and any ending; the stems are compared afterwards. */
function inflected(lexical: LexicalIndex, typed: string): string {
  const [stem = ''] = lexical.terms(typed)
  const lower = typed.toLowerCase()
  let shared = 0
  while (shared < stem.length && stem[shared] === lower[shared]) shared += 1
  if (!/^[a-z]{3,}$/i.test(typed) || shared < 2) return typed.replaceAll('.', '\\.')
  return `${typed.slice(0, shared)}\\p{L}{0,7}`
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[\u2018\u2019]/g, "'")
}
