import { LRUCache } from 'lru-cache'
import { stemmer } from 'stemmer'
import { stopWords } from './stop-words.ts'

/** The words of a text as the index sees them. */
export interface LexicalTerms {
  /** In order of place, repeats kept. */
  readonly terms: string[]
  /** Hyphenated words written as one: `e-mail` also stands as `email`. In order, repeats kept. */
  readonly joined: string[]
}

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}' +
  '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const letter = `(?:(?![${unspaced}])[\\p{L}\\p{M}])`

/** In order: plain words, unspaced runs, initialisms, numbers with a unit, words. */
const token = new RegExp(
  "[A-Za-z]+(?:'[A-Za-z]+)*(?![\\p{L}\\p{M}\\p{N}.'])" +
    `|[${unspaced}]+` +
    '|(?<![\\p{L}\\p{N}])\\p{L}(?:\\.\\p{L})+(?![\\p{L}\\p{N}])' +
    `|\\p{Nd}+(?:[.,:]\\p{Nd}+)*${letter}*` +
    `|${letter}(?:${letter}|\\p{N})*(?:'${letter}+)*`,
  'gu',
)
const runStart = new RegExp(`^[${unspaced}]`, 'u')
const numberWithUnit = /^(\p{Nd}[\p{Nd}.,:]*)(.*)$/u
const startsWithLetter = /^[A-Za-z]/
const plain = /^[\0-\x7f]*$/
const thousands = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const numberEndings = new Set(['s', 'st', 'nd', 'rd', 'th'])
const stems = new LRUCache<string, string>({ max: 50_000 })

/**
 * The index terms of a text. Works on a folded copy (NFKC, straight quotes and hyphens, no
 * diacritics), so nothing here has offsets. English words are stemmed (Porter 1980), stop words
 * left out; numbers stay whole, `9,200` the same as `9200`; scripts written without spaces give
 * their single characters and their pairs.
 */
export function lexicalTerms(text: string): LexicalTerms {
  const folded = foldForMatching(text)
  const terms: string[] = []
  const joined: string[] = []
  let compound: string[] = []
  let end = -1
  for (const { 0: written, index } of folded.matchAll(token)) {
    if (index !== end + 1 || folded[end] !== '-') {
      closeCompound(compound, joined)
      compound = []
    }
    end = index + written.length
    const first = written.charCodeAt(0)
    if (first > 0x7f && runStart.test(written)) {
      pushCharacters(written, terms)
      continue
    }
    compound.push(written)
    pushWord(written, terms)
  }
  closeCompound(compound, joined)
  return { terms, joined }
}

/** Width, ligatures, quotes, dashes and diacritics made plain; case is kept. */
function foldForMatching(text: string): string {
  if (plain.test(text)) return text
  return text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u201b\u02bc\u2032]/g, "'")
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .replace(/\u00ad/g, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

function pushWord(written: string, terms: string[]): void {
  const number = startsWithLetter.test(written) ? null : numberWithUnit.exec(written)
  if (number !== null) {
    const [, digits = '', unit = ''] = number
    terms.push(thousands.test(digits) ? digits.replaceAll(',', '') : digits)
    const ending = unit.toLowerCase()
    if (ending !== '' && !numberEndings.has(ending)) terms.push(stem(ending))
    return
  }
  if (written.includes('.')) {
    terms.push(written.replaceAll('.', '').toLowerCase())
    return
  }
  const lower = written.toLowerCase()
  const word = lower.includes("'") ? lower.replace(/'s$/, '').replaceAll("'", '') : lower
  // Capitals tell the country and the agency from the pronouns: "US", "IT", "WHO".
  const acronym = word.length > 1 && written === written.toUpperCase()
  if (acronym || !stopWords.has(word)) terms.push(stem(word))
}

function pushCharacters(run: string, terms: string[]): void {
  const characters = [...run]
  characters.forEach((character, index) => {
    terms.push(character)
    const next = characters[index + 1]
    if (next !== undefined) terms.push(character + next)
  })
}

function closeCompound(compound: string[], joined: string[]): void {
  const word = compound
    .join('')
    .replace(/['.,:]/g, '')
    .toLowerCase()
  // Numbers with a hyphen between them are a span or a date, not one longer number.
  if (compound.length > 1 && /\p{L}/u.test(word)) joined.push(stem(word))
}

function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word
  const known = stems.get(word)
  if (known !== undefined) return known
  const stemmed = stemmer(word)
  stems.set(word, stemmed)
  return stemmed
}
