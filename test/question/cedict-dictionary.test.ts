import { expect, test } from 'vitest'
import { openCedict } from '../../src/question/cedict-dictionary.ts'
import {
  isMeasureWord,
  isProperName,
  translationsOf,
} from '../../src/question/dictionary-translations.ts'

const dictionary = await openCedict()

test('both scripts lead to the same word', () => {
  expect(translationsOf(dictionary, '燈塔')).toContain('lighthouse')
  expect(translationsOf(dictionary, '灯塔')).toEqual(translationsOf(dictionary, '燈塔'))
})

test('the last entry of the file is read as well as the first', () => {
  expect(dictionary.entries('%')).toHaveLength(1)
  expect(dictionary.entries('龢').length + dictionary.entries('龠').length).toBeGreaterThan(0)
})

test('translations are words, without the remarks of the dictionary', () => {
  for (const word of ['渡輪', '票價', '居民', '簽署', '區', '次', '深圳', '銀行']) {
    const translations = translationsOf(dictionary, word)
    expect(translations.length).toBeGreaterThan(0)
    for (const text of translations) {
      expect(text).toMatch(/^[\p{Script=Latin}\d][^()[\];|?]*$/u)
      expect(text).not.toMatch(/^(to|CL|classifier|see|variant) /)
    }
  }
})

test('a word that points at another one has its translations', () => {
  expect(translationsOf(dictionary, '廣州')[0]).toBe('Guangzhou')
})

test('it tells words that count and names from others', () => {
  expect(isMeasureWord(dictionary, '艘')).toBe(true)
  expect(isMeasureWord(dictionary, '船')).toBe(false)
  expect(isProperName(dictionary, '上海')).toBe(true)
  expect(isProperName(dictionary, '海上')).toBe(false)
})

test('a word it does not have has no entries', () => {
  expect(dictionary.entries('渡輪碼頭票價')).toEqual([])
})
