import { describe, expect, test } from 'vitest'
import { phrasesFor } from '../../src/answer/phrases.ts'
import { refusalReasons } from '../../src/evidence/refuse.ts'

const languages = ['en', 'zh-Hant', 'zh-Hans'] as const

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

  test('put a part of a question above its quotes, and point at those above it', () => {
    expect(phrases.part('Who pays?', [])).toContain('Who pays?')
    expect(phrases.part('Who pays?', [])).not.toContain('[')
    expect(phrases.part('Who pays?', [2, 3])).toMatch(/Who pays\?.*\[2\].*\[3\]/)
    expect(phrases.partNotHere('Who pays?', 'Nobody knows.')).toMatch(/Who pays\?.*Nobody knows/)
  })

  test('set what was asked against what was found', () => {
    expect(phrases.premise('2012', '2016')).toMatch(/2012.*2016/)
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
