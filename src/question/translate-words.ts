import { grammarWord } from './chinese-grammar.ts'
import { isMeasureWord, isProperName, translationsOf } from './dictionary-translations.ts'
import { isTransliterated } from './foreign-names.ts'
import type { GlossDictionary } from './gloss-dictionary.ts'
import { joinNames } from './join-names.ts'
import { type NameIndex, pinyinName, plainPinyin, syllablesOf } from './pinyin-names.ts'
import { type Segment, segmentChinese, type WordKnowledge } from './segment-chinese.ts'

/** A word as typed, and what it may be in English: the most usual first, never none. */
export interface TranslatedWord {
  readonly typed: string
  readonly translations: readonly string[]
}

/** What Chinese text is cut by: the dictionary, grammar, and the names of the articles. */
export function wordKnowledge(index: NameIndex, dictionary: GlossDictionary): WordKnowledge {
  return {
    isWord: (text) => grammarWord(text) !== undefined || dictionary.entries(text).length > 0,
    isUsualAlone: (text) => grammarWord(text) !== undefined || isMeasureWord(dictionary, text),
    nameOf: (text) => pinyinName(index, dictionary, text),
    isTransliterated,
  }
}

/**
 * What each word may be in English.
 * @param foreignNames names that the articles have for foreign ones; empty where none sounds like it
 * and the characters are taken as words; when left out such names are left out, too
 */
export function translateWords(
  index: NameIndex,
  dictionary: GlossDictionary,
  segments: readonly Segment[],
  foreignNames?: ReadonlyMap<string, string>,
): TranslatedWord[] {
  let isCounted = false
  return joinNames(segments, dictionary).flatMap((segment): TranslatedWord[] => {
    const { text, forms, name } = segment
    const word = (translations: readonly string[]): TranslatedWord[] => [
      { typed: text, translations },
    ]
    const grammar = grammarWord(text)
    const counts = isCounted && isMeasureWord(dictionary, text)
    isCounted = forms !== undefined || /^(how many|which|this|that)$/.test(grammar ?? '')
    if (forms) return word(forms)
    if (name === 'chinese') return word([plainPinyin(syllablesOf(dictionary, text), true)])
    if (name === 'foreign') {
      const heard = foreignNames?.get(text)
      if (heard !== '') return word([heard ?? ''])
      return translateUnheard(index, dictionary, text)
    }
    if (counts) return word([''])
    if (grammar !== undefined) return word([grammar])
    const written = isProperName(dictionary, text) ? pinyinName(index, dictionary, text) : undefined
    if (written) return word([written])
    const translations = translationsOf(dictionary, text)
    return word(translations.length > 0 ? translations : [pinyinOf(dictionary, text)])
  })
}

/** A supposed name that no article has: its words, if there are any in it. */
function translateUnheard(
  index: NameIndex,
  dictionary: GlossDictionary,
  text: string,
): TranslatedWord[] {
  const knowledge = { ...wordKnowledge(index, dictionary), isTransliterated: () => false }
  const segments = segmentChinese(text, knowledge)
  if (segments.every((segment) => segment.text.length === 1)) {
    return [{ typed: text, translations: [pinyinOf(dictionary, text)] }]
  }
  return translateWords(index, dictionary, segments)
}

function pinyinOf(dictionary: GlossDictionary, text: string): string {
  return plainPinyin(syllablesOf(dictionary, text))
}
