import { expect, test } from 'vitest'
import { segmentChinese, type WordKnowledge } from '../../src/question/segment-chinese.ts'

const words = '港口 港口市 市長 長 家公 公司 司 家 市 有 船 研究 研究生 生命 命 起源'.split(' ')
const knowledge: WordKnowledge = {
  isWord: (text) => words.includes(text),
  isUsualAlone: (text) => text === '家' || text === '有',
  nameOf: () => undefined,
  isTransliterated: () => false,
}

const cut = (text: string) => segmentChinese(text, knowledge).map((segment) => segment.text)

test('a word is not cut so that a single character is left over', () => {
  expect(cut('港口市長')).toEqual(['港口', '市長'])
  expect(cut('研究生命起源')).toEqual(['研究', '生命', '起源'])
})

test('of two single characters the one stands alone that often does', () => {
  expect(cut('家公司')).toEqual(['家', '公司'])
})

test('a longer word stays whole where nothing is left over', () => {
  expect(cut('港口市有船')).toEqual(['港口市', '有', '船'])
})

test('characters that are in no word are not lost', () => {
  expect(cut('鑫港口鑫鑫')).toEqual(['鑫', '港口', '鑫', '鑫'])
  expect(cut('鑫')).toEqual(['鑫'])
})
