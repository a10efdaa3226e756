import fc from 'fast-check'
import { expect, test } from 'vitest'
import { questionLanguage } from '../../src/answer/question-language.ts'

const languages = ['en', 'zh-Hant', 'zh-Hans'] as const

test.each([
  ['Who chairs the board?', 'en'],
  ['2024?', 'en'],
  ['???', 'en'],
  ['', 'en'],
  ['Qui préside ?', 'en'],
  ['What does 前海 mean in English?', 'en'],
  ['前海有多少家港資企業？', 'zh-Hant'],
  ['這個計劃何時開始', 'zh-Hant'],
  ['这个计划什么时候开始？', 'zh-Hans'],
  ['Amity号什么时候开航？', 'zh-Hans'],
  ['人口多少', 'zh-Hant'],
  ['谢谢', 'zh-Hans'],
  ['谢谢你', 'zh-Hans'],
  ['再见', 'zh-Hans'],
  ['港口市长是谁？', 'zh-Hans'],
  ['港口市長是誰？', 'zh-Hant'],
  ['碼頭有多少家公司註冊？', 'zh-Hant'],
  ['码头有多少家公司注册？', 'zh-Hans'],
] as const)('%s is asked in %s', (question, language) => {
  expect(questionLanguage(question)).toBe(language)
})

test('every text has one of the languages', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  fc.assert(fc.property(text, (question) => languages.includes(questionLanguage(question))))
})
