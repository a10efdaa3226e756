import { grammarWord } from './chinese-grammar.ts'
import { chooseTranslations } from './choose-translations.ts'
import { isMeasureWord, isProperName, translationsOf } from './dictionary-translations.ts'
import type { GlossDictionary } from './gloss-dictionary.ts'
import { type NameIndex, pinyinName, plainPinyin } from './pinyin-names.ts'
import { segmentChinese, type WordKnowledge } from './segment-chinese.ts'

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

interface Slot {
  readonly typed: string
  readonly translations: readonly string[]
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
  const knowledge: WordKnowledge = {
    isWord: (text) => grammarWord(text) !== undefined || dictionary.entries(text).length > 0,
    nameOf: (text) => pinyinName(index, dictionary, text),
  }
  const slots: Slot[] = []
  let end = 0
  for (const { 0: run, index: start } of question.slice(0, longestGlossed).matchAll(chinese)) {
    slots.push(asTyped(question.slice(end, start)))
    slots.push(...slotsOf(index, dictionary, segmentChinese(run, knowledge)))
    end = start + run.length
  }
  slots.push(asTyped(question.slice(end)))
  const glossed = slots.some(
    ({ typed, translations }) => /\p{Script=Han}/u.test(typed) && translations.some(Boolean),
  )
  if (!glossed) return undefined
  const chosen = chooseTranslations(
    index.lexical,
    slots.map(({ translations }) => translations),
  )
  const words = slots.map(({ typed }, at) => ({ typed, english: chosen[at] ?? '' }))
  const text = words
    .map(({ english }) => english)
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[?,.;:!])/g, '')
    .trim()
  return { text, words }
}

function asTyped(text: string): Slot {
  const plain = text.replace(/[^\p{L}\p{N}\s]/gu, (mark) => punctuation[mark] ?? mark)
  return { typed: text, translations: [plain.trim()] }
}

function slotsOf(
  index: NameIndex,
  dictionary: GlossDictionary,
  segments: ReturnType<typeof segmentChinese>,
): Slot[] {
  let isCounted = false
  return segments.map(({ text, forms }) => {
    const grammar = grammarWord(text)
    const counts = isCounted && isMeasureWord(dictionary, text)
    isCounted = forms !== undefined || /^(how many|which|this|that)$/.test(grammar ?? '')
    if (forms) return { typed: text, translations: forms }
    if (counts) return { typed: text, translations: [''] }
    if (grammar !== undefined) return { typed: text, translations: [grammar] }
    const name = isProperName(dictionary, text) ? pinyinName(index, dictionary, text) : undefined
    if (name) return { typed: text, translations: [name] }
    const translations = translationsOf(dictionary, text)
    if (translations.length > 0) return { typed: text, translations }
    return { typed: text, translations: [plainPinyin(dictionary, text)] }
  })
}
