import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { phrasesFor, questionLanguage } from '../../src/answer/phrases.ts'
import { refusalReasons } from '../../src/evidence/refuse.ts'

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
] as const)('%s is asked in %s', (question, language) => {
  expect(questionLanguage(question)).toBe(language)
})

test('every text has one of the languages', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  fc.assert(fc.property(text, (question) => languages.includes(questionLanguage(question))))
})

describe.each(languages)('the words for %s', (language) => {
  const phrases = phrasesFor(language)

  test.each(refusalReasons)('say why: %s', (reason) => {
    expect(phrases.refusals[reason].trim().length).toBeGreaterThan(5)
    expect(/\p{Script=Han}/u.test(phrases.refusals[reason])).toBe(language !== 'en')
  })

  test('differ from reason to reason', () => {
    expect(new Set(Object.values(phrases.refusals)).size).toBe(refusalReasons.length)
  })

  test('name the article, and its date only where there is one', () => {
    expect(phrases.from('Night ferry', '2024-03-14')).toMatch(/Night ferry.*2024-03-14/)
    expect(phrases.from('Night ferry', null)).not.toMatch(/null|\(\)|（）/)
  })

  test('name all words that no article uses', () => {
    expect(phrases.unknownTerms(['zebra', 'gnu'])).toMatch(/zebra.*gnu/)
  })
})

test('the two Chinese scripts are worded apart, other languages get English', () => {
  for (const reason of refusalReasons) {
    expect(phrasesFor('zh-Hans').refusals[reason]).not.toBe(phrasesFor('zh-Hant').refusals[reason])
  }
  expect(phrasesFor('fr')).toBe(phrasesFor('en'))
})
