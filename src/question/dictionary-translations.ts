import type { DictionaryEntry, GlossDictionary } from './gloss-dictionary.ts'

/** Translations of one word that are weighed; the rest are rare senses. */
const mostTranslations = 10

/** A gloss of more words explains instead of translating. */
const mostWords = 4

const reference =
  /^(?:see(?: also)?|(?:old |archaic )?variant of|abbr\. for|same as|equivalent to)\s+/
/** Traditional and simplified form, and pinyin in brackets: `廣東|广东[Guang3 dong1]`. */
const cited = /(\p{Script=Han}+)(?:\|\p{Script=Han}+)?(?:\[[^\]]{0,80}\])?/gu
const parenthesised = /\([^()]{0,200}\)/g
const placeholder = /\b(?:sth|sb|sb's|one's|oneself|etc|esp\.|e\.g\.|cf\.?)\b\.?/g
const about =
  /^(?:CL:|classifier for|used in|Taiwan pr|also pr|also written|erhua|\(?prefix|\(?suffix|particle|literary equivalent|pr\. )/i
const unlikely = /^\((?:old|archaic|dialect|literary|Internet slang|slang|Buddhism|Tw|vulgar|onom)/
const onlySurname = /^surname /

/**
 * English translations of a Chinese word, the most usual first: the dictionary's senses without their
 * remarks, references to other words followed, explanations cut to what comes before the comma.
 * Empty when the dictionary does not have the word, or only speaks about it.
 */
export function translationsOf(dictionary: GlossDictionary, word: string): string[] {
  return [...new Set(collect(dictionary, word, 2))].slice(0, mostTranslations)
}

/** True for words that only count things: 家, 個, 座. */
export function isMeasureWord(dictionary: GlossDictionary, word: string): boolean {
  const senses = dictionary.entries(word).flatMap((entry) => entry.senses)
  return senses.some((sense) => /^\(?classifier\b/.test(sense))
}

/** True when some reading of the word is a proper name: Nansha, Guangdong. */
export function isProperName(dictionary: GlossDictionary, word: string): boolean {
  return dictionary.entries(word).some((entry) => isName(entry) && !onlyNamesPeople(entry))
}

function collect(dictionary: GlossDictionary, word: string, depth: number): string[] {
  const usual: string[] = []
  const rare: string[] = []
  const entries = dictionary.entries(word)
  const surnamesLast = [
    ...entries.filter((entry) => !onlyNamesPeople(entry)),
    ...entries.filter(onlyNamesPeople),
  ]
  for (const entry of surnamesLast) {
    for (const sense of entry.senses) {
      const list = unlikely.test(sense) || onlySurname.test(sense) ? rare : usual
      list.push(...readSense(dictionary, sense, depth))
    }
  }
  return [...usual, ...rare]
}

function readSense(dictionary: GlossDictionary, sense: string, depth: number): string[] {
  if (about.test(sense)) return []
  const pointer = reference.exec(sense)
  if (pointer) {
    const target = [...sense.slice(pointer[0].length).matchAll(cited)][0]?.[1]
    return target && depth > 0 ? collect(dictionary, target, depth - 1) : []
  }
  return sense
    .replace(cited, ' ')
    .replace(parenthesised, ' ')
    .replace(onlySurname, '')
    .split(/;| \/ |\bor\b(?= [A-Z])/)
    .map(tidy)
    .filter((text) => text !== '' && text.split(' ').length <= mostWords)
}

function tidy(alternative: string): string {
  const [head = ''] = alternative.split(/[,:—]/)
  return head
    .replace(placeholder, ' ')
    .replace(/[?!"“”=()[\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:to be|to|a|an|the|short name for) /, '')
    .replace(/ (?:of|in|with|from|on|to|for)$/, '')
}

function isName({ pinyin }: DictionaryEntry): boolean {
  return /^\p{Lu}/u.test(pinyin)
}

function onlyNamesPeople(entry: DictionaryEntry): boolean {
  return isName(entry) && entry.senses.every((sense) => onlySurname.test(sense))
}
