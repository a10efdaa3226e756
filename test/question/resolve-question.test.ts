import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leansOnHistory } from '../../src/question/leans-on-history.ts'
import { resolveQuestion, type Turn } from '../../src/question/resolve-question.ts'

const standsAlone = [
  'How many companies are registered in Qianhai?',
  'Who said that the bridge would open in June?',
  'Is there a ferry to Gull Island?',
  'Is it true that the night ferry will sail again?',
  'What is the outer harbour?',
  'Who chairs the harbour board?',
  'When did the ferry return to the island?',
  'What did Ilse Varga say?',
  'Who is Ilse Varga?',
  'Gull Island ferry timetable',
  'Why did Port Ellery join the scheme?',
  'So how many companies are registered in Qianhai?',
  'What proportion of its income does Port Ellery spend on ferries?',
  'Which cities other than Port Ellery have a ferry?',
  'What did Simon Lee Hoey say about his proposal?',
  'Do Port Ellery and Gull Island have the same currency?',
  'Who was then mayor of Port Ellery?',
  'And which islands are in the Greater Gull Area?',
  'Is there a ferry?',
  'What is fintech?',
  '粤港澳大湾区是什么？',
  '香港有哪些其他產業正在發展？',
  '在前海註冊的其他港資企業有多少家呢？',
  '前海有多少家港資企業？',
]

const leans = [
  'And in 2024?',
  'What was the second one about?',
  'What about the island?',
  'How about tickets?',
  'Who is he?',
  'When did they sign it?',
  'Why?',
  'Since when?',
  'Tell me more',
  'What did she say about the timetable of the ferry?',
  'Who else said so?',
  'How much does it cost to sail there at night?',
  'the price',
  '那2024年呢？',
  '他说了什么？',
  '还有呢？',
  '這個計劃什麼時候開始？',
]

const about = (content: string): Turn => ({ role: 'user', content })
const said = (content: string): Turn => ({ role: 'assistant', content })

describe('leansOnHistory', () => {
  test.each(standsAlone)('reads alone: %s', (question) => {
    expect(leansOnHistory(question)).toBe(false)
  })

  test.each(leans)('points back: %s', (question) => {
    expect(leansOnHistory(question)).toBe(true)
  })
})

describe('resolveQuestion', () => {
  const history = [about('Who signed the ferry agreement?'), said('The board did.')]

  test('a question that stands alone is never touched, whatever was said before', () => {
    const turn = fc.record({
      role: fc.constantFrom('user' as const, 'assistant' as const),
      content: fc.string({ maxLength: 30 }),
    })
    fc.assert(
      fc.property(fc.constantFrom(...standsAlone), fc.array(turn), (question, turns) => {
        expect(resolveQuestion(` ${question}\n`, turns)).toEqual({
          question,
          context: [],
          text: question,
          changed: false,
        })
      }),
      { numRuns: 80 },
    )
  })

  test.each(leans)('puts the question before in front of: %s', (question) => {
    expect(resolveQuestion(question, history)).toEqual({
      question,
      context: ['Who signed the ferry agreement?'],
      text: `Who signed the ferry agreement? ${question}`,
      changed: true,
    })
  })

  test.each(leans)('without history there is nothing to lean on: %s', (question) => {
    expect(resolveQuestion(question)).toMatchObject({ text: question, changed: false })
    expect(resolveQuestion(question, [said('Good day.')])).toMatchObject({ changed: false })
  })

  test('a chain of follow-ups goes back to the question that stands alone', () => {
    const turns = [
      about('What is the outer harbour?'),
      ...history,
      about('And in 2024?'),
      said('The same board.'),
    ]
    expect(resolveQuestion('Why?', turns).context).toEqual([
      'Who signed the ferry agreement?',
      'And in 2024?',
    ])
  })

  test('the nearest question that names its subject is taken along, and the newest one', () => {
    const turns = [...history, about('And in 2022?'), about('And in 2023?'), about('And in 2024?')]
    expect(resolveQuestion('Why?', turns)).toEqual({
      question: 'Why?',
      context: ['Who signed the ferry agreement?', 'And in 2024?'],
      text: 'Who signed the ferry agreement? And in 2024? Why?',
      changed: true,
    })
  })

  test('without a question that names its subject only the newest is taken along', () => {
    const turns = [about('And in 2023?'), about('And in 2024?')]
    expect(resolveQuestion('Why?', turns).context).toEqual(['And in 2024?'])
  })

  test('after a change of topic only the new one is taken along', () => {
    const turns = [...history, about('How long is the Dongwan Market hall?'), said('It is long.')]
    expect(resolveQuestion('And how high is it?', turns).context).toEqual([
      'How long is the Dongwan Market hall?',
    ])
    expect(resolveQuestion('Who chairs the harbour board?', turns).changed).toBe(false)
  })

  test('words of the assistant and empty questions are never taken along', () => {
    const turns = [...history, about('  '), said('Who signed it? He did.')]
    expect(resolveQuestion('And in 2024?', turns).context).toEqual([
      'Who signed the ferry agreement?',
    ])
  })
})
