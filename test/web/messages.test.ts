import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../src/web/messages/catalogue.ts'
import { wordsIn } from '../../src/web/messages/compile-messages.ts'
import { interfaceLanguages } from '../../src/web/messages/interface-language.ts'

const messages = Object.entries(catalogue)

/** The values of a message as its parser reads them, and which of them choose a plural. */
function valuesOf(text: string): string[] {
  const names: string[] = []
  const collect = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return
    for (const token of tokens) {
      if (!Array.isArray(token)) continue
      const [name, type, branches] = token
      names.push(type ? `${name} ${type}` : name)
      for (const branch of Object.values(branches ?? {})) collect(branch)
    }
  }
  collect(compileMessageOrThrow(text))
  return names.sort()
}

const elementsOf = (text: string) => [...text.matchAll(/<\/(\w+)>/g)].map(([, name]) => name).sort()

describe.each(messages)('%s', (_key, message) => {
  test('has words in every language', () => {
    expect(message).toHaveLength(interfaceLanguages.length)
    for (const text of message) expect(text.trim()).not.toBe('')
  })

  test('has the same values and elements in every language', () => {
    const [english, ...others] = message
    for (const text of others) {
      expect(valuesOf(text)).toEqual(valuesOf(english))
      expect(elementsOf(text)).toEqual(elementsOf(english))
    }
  })

  test('has all forms of each plural, and each with its number', () => {
    for (const [at, language] of interfaceLanguages.entries()) {
      const text = message[at] ?? ''
      if (!/, plural,/.test(text)) continue
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
      for (const form of pluralCategories) expect(text).toContain(`${form} {`)
      const branches = [...text.matchAll(/(?:zero|one|two|few|many|other) \{([^}]*)\}/g)]
      for (const [, branch = ''] of branches) {
        expect(branch).toContain('#')
      }
    }
  })
})

test('the two Chinese catalogues are written in their own script', () => {
  for (const [key, [, traditional, simplified]] of messages) {
    expect(simplified, key).not.toMatch(/[這說問題們沒頁網讀關開對應為從來時間還與並會發點]/)
    expect(traditional, key).not.toMatch(/[这说问题们没页网读关开对应为从来时间还与并会发点]/)
  }
})

test('counts are said as each language says them', () => {
  const count = (language: 'en' | 'zh-Hans', value: number) =>
    wordsIn[language].say('count.quotes', { count: value })
  expect([count('en', 1), count('en', 2), count('en', 1200)]).toEqual([
    '1 quote',
    '2 quotes',
    '1,200 quotes',
  ])
  expect([count('zh-Hans', 1), count('zh-Hans', 2)]).toEqual(['1 段引文', '2 段引文'])
})

test('nothing in a value is read as a message, an element or an escape', () => {
  const title = '{title} <q>x</q> \\u0041 \uE0007\uE001 # ’'
  expect(wordsIn.en.say('quote.in-article', { title })).toBe(`in ${title}`)
  const shown = wordsIn.en.rich('turn.understood', { question: title, q: (words) => ['Q', words] })
  expect(shown).toEqual(['Understood as ', ['Q', [title]]])
})

test.each([
  ['en', '21 March 2023'],
  ['zh-Hant-HK', '2023年3月21日'],
  ['zh-Hans', '2023年3月21日'],
] as const)('a date in %s reads %s', (language, readable) => {
  expect(wordsIn[language].date('2023-03-21')).toBe(readable)
  expect(wordsIn[language].date('2023')).toBe('2023')
})

test('a key made as the program runs says nothing when there is no such message', () => {
  expect(wordsIn.en.sayIfKnown('problem.timeout')).toBe('The answer took too long')
  expect(wordsIn.en.sayIfKnown('problem.constructor')).toBeNull()
  expect(wordsIn.en.sayIfKnown('toString')).toBeNull()
})

test('a value that is missing, or a message that is, does not compile', () => {
  const { say } = wordsIn.en
  const wrong = [
    // @ts-expect-error: the title is missing
    () => say('quote.in-article'),
    // @ts-expect-error: it has no value of that name
    () => say('quote.in-article', { name: 'x' }),
    // @ts-expect-error: there is no such message
    () => say('quote.none'),
  ]
  expect(wrong).toHaveLength(3)
})
