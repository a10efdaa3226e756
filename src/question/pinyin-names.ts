import type { Passage } from '../passage/passage.ts'
import type { LexicalIndex } from '../store/lexical-index.ts'
import type { GlossDictionary } from './gloss-dictionary.ts'

/** What names are looked up in. */
export interface NameIndex {
  readonly lexical: LexicalIndex
  readonly passageById: ReadonlyMap<string, Passage>
}

/** Particles that no name is written with. */
const particle = /[的了吗嗎呢么麼是在和与與]/

/** Passages read to see whether a syllable sequence is written there as a name. */
const passagesRead = 5
/** Readings of one character that are tried. */
const readingsTried = 2
/** Shorter ones are English words too often: 和 "he", 慢 "man". */
const shortestName = 5

/**
 * The name of a place or person that the articles write in pinyin, with its capitals: 前海 is Qianhai
 * where they have that word, 王偉中 Wang Weizhong. Undefined where no article has such a name.
 */
export function pinyinName(
  { lexical, passageById }: NameIndex,
  dictionary: GlossDictionary,
  word: string,
): string | undefined {
  const characters = [...word]
  if (characters.length < 2 || characters.length > 4 || particle.test(word)) return undefined
  for (const syllables of spellings(dictionary, characters)) {
    for (const name of groupings(syllables)) {
      const last = name.slice(name.lastIndexOf(' ') + 1)
      if (name.length < shortestName) continue
      const [term = ''] = lexical.terms(last)
      if (lexical.documentFrequency(term) === 0) continue
      const written = new RegExp(`(?<![\\p{L}])${name}(?![\\p{L}])`, 'u')
      const found = lexical.search(last, passagesRead)
      if (found.some(({ id }) => written.test(passageById.get(id)?.text ?? ''))) return name
    }
  }
  return undefined
}

/** The syllables of a word, without tones; empty when one of its characters is unknown. */
export function syllablesOf(dictionary: GlossDictionary, word: string): string[] {
  return spellings(dictionary, [...word])[0] ?? []
}

/** A word in pinyin, for one that nothing else is known about: Xipushang; a Chinese name: Li Jiachao. */
export function plainPinyin(syllables: readonly string[], isChineseName = false): string {
  const [first = '', ...rest] = syllables
  if (!isChineseName) return capitalise(syllables.join(''))
  return `${capitalise(first)} ${capitalise(rest.join(''))}`
}

function spellings(dictionary: GlossDictionary, characters: readonly string[]): string[][] {
  let all: string[][] = [[]]
  for (const character of characters) {
    const readings = readingsOf(dictionary, character)
    all = all.flatMap((before) => readings.map((syllable) => [...before, syllable]))
  }
  return all
}

function readingsOf(dictionary: GlossDictionary, character: string): string[] {
  const syllables = dictionary
    .entries(character)
    .map(({ pinyin }) => pinyin.toLowerCase().replace(/u:/g, 'u').replace(/\d/g, ''))
    .filter((syllable) => /^[a-z]+$/.test(syllable))
  return [...new Set(syllables)].slice(0, readingsTried)
}

/** One word, surname and given name, or two words of two syllables. */
function groupings(syllables: readonly string[]): string[] {
  const cut = (at: number): string =>
    `${capitalise(syllables.slice(0, at).join(''))} ${capitalise(syllables.slice(at).join(''))}`
  const whole = capitalise(syllables.join(''))
  if (syllables.length === 4) return [whole, cut(2)]
  return [whole, cut(1)]
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
