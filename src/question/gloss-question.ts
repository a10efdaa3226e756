import { chooseTranslations } from './choose-translations.ts'
import { nameThatSounds } from './foreign-names.ts'
import type { GlossDictionary } from './gloss-dictionary.ts'
import { type NameIndex, syllablesOf } from './pinyin-names.ts'
import { type Segment, segmentChinese } from './segment-chinese.ts'
import { type TranslatedWord, translateWords, wordKnowledge } from './translate-words.ts'

/** A word of a question as typed, and the English it is searched by; empty for words left out. */
export interface GlossedWord {
  readonly typed: string
  readonly english: string
}

/** A Chinese question in English, word by word. */
export interface Gloss {
  readonly text: string
  readonly words: readonly GlossedWord[]
}

/** Characters of Chinese that are put into English; what follows them stays as it is. */
const longestGlossed = 400

const chinese =
  /[\p{Script=Han}〇](?:[\p{Script=Han}〇\d,.%])*|\d[\d,.]*[\p{Script=Han}〇](?:[\p{Script=Han}〇\d,.%])*/gu
/** 第 33 届 is written with spaces by some. */
const spaceAtNumber = /(?<=\p{Script=Han}) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu
const punctuation: Readonly<Record<string, string>> = {
  '？': '?',
  '，': ', ',
  '。': '. ',
  '、': ', ',
  '：': ': ',
  '；': '; ',
  '！': '!',
  '（': ' (',
  '）': ') ',
  '「': ' "',
  '」': '" ',
  '『': ' "',
  '』': '" ',
  '《': ' "',
  '》': '" ',
  '·': ' ',
}

/**
 * Puts the Chinese in a question into English, word by word: names by their pinyin where the articles
 * use it, numbers as digits, question words as question words, and of several translations the one
 * that fits the articles. Latin words stay. Undefined when nothing in it could be put into English.
 */
export function glossQuestion(
  index: NameIndex,
  dictionary: GlossDictionary,
  question: string,
): Gloss | undefined {
  const close = question.slice(0, longestGlossed).replace(spaceAtNumber, '')
  const runs: (string | Segment[])[] = []
  const knowledge = wordKnowledge(index, dictionary)
  let end = 0
  for (const { 0: run, index: start } of close.matchAll(chinese)) {
    runs.push(close.slice(end, start), segmentChinese(run, knowledge))
    end = start + run.length
  }
  if (runs.length === 0) return undefined
  runs.push(close.slice(end) + question.slice(longestGlossed))
  const choose = (foreignNames?: ReadonlyMap<string, string>): GlossedWord[] => {
    const slots = runs.flatMap((run) =>
      typeof run === 'string'
        ? [asTyped(run)]
        : translateWords(index, dictionary, run, foreignNames),
    )
    const chosen = chooseTranslations(
      index.lexical,
      slots.map(({ translations }) => translations),
    )
    return slots.map(({ typed }, at) => ({ typed, english: chosen[at] ?? '' }))
  }
  const foreign = runs.flatMap((run) =>
    typeof run === 'string' ? [] : run.filter(({ name }) => name === 'foreign'),
  )
  let words = choose()
  if (foreign.length > 0) {
    // What the other words lead to says which names the articles have there.
    const around = textOf(words)
    const heard = foreign.map(({ text }) => {
      return [text, nameThatSounds(index, syllablesOf(dictionary, text), around) ?? ''] as const
    })
    words = choose(new Map(heard))
  }
  const isGlossed = words.some(({ typed, english }) => english && /\p{Script=Han}/u.test(typed))
  return isGlossed ? { text: textOf(words), words } : undefined
}

function textOf(words: readonly GlossedWord[]): string {
  return words
    .map(({ english }) => english)
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[?,.;:!])/g, '')
    .trim()
}

function asTyped(text: string): TranslatedWord {
  const plain = text.replace(/[^\p{L}\p{N}\s]/gu, (mark) => punctuation[mark] ?? mark)
  return { typed: text, translations: [plain.trim()] }
}
