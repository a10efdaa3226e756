import { expect, test } from 'vitest'
import { readChineseNumber } from '../../src/question/chinese-numbers.ts'

test.each([
  ['二〇一七年', '2017'],
  ['1998年', '1998'],
  ['三百二十五', '325'],
  ['十二', '12'],
  ['兩千零四', '2004'],
  ['6.5萬', '65,000'],
  ['三萬五千', '35,000'],
  ['一百萬', '1 million'],
  ['12億', '1.2 billion'],
  ['九十八亿七千万', '9.87 billion'],
  ['百分之七十', '70 percent'],
  ['45%', '45 percent'],
  ['第三', 'third'],
  ['第二十一', '21st'],
  ['第12', '12th'],
  ['3月8日', 'March 8'],
  ['十一月', 'November'],
  ['1980年代', '1980s'],
])('%s is %s', (chinese, english) => {
  const read = readChineseNumber(`前${chinese}`, 1)
  expect(read?.forms[0]).toBe(english)
  expect(read?.length).toBe(chinese.length)
})

test('what is counted is not part of the number', () => {
  expect(readChineseNumber('二十家企業', 0)).toEqual({ length: 2, forms: ['20'] })
  expect(readChineseNumber('五千年', 0)).toEqual({ length: 2, forms: ['5000'] })
})

test('a lone numeral and a word are no numbers', () => {
  for (const text of ['一', '三國', '萬一', '港口', '']) {
    expect(readChineseNumber(text, 0)?.length ?? 0).toBeLessThan(2)
  }
})

test('large amounts come in the ways that articles write them', () => {
  expect(readChineseNumber('250萬', 0)?.forms).toEqual(['2.5 million', '2,500,000'])
})
