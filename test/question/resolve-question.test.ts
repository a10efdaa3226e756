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
  const resolved = (question: string, ...turns: Turn[]) => resolveQuestion(question, turns).text

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

  test.each(leans)('takes something along from the question before: %s', (question) => {
    const { text, changed } = resolveQuestion(question, history)
    expect(changed).toBe(true)
    expect(text).toMatch(/ferry|agreement/)
  })

  test.each(leans)('without history there is nothing to lean on: %s', (question) => {
    expect(resolveQuestion(question)).toMatchObject({ text: question, changed: false })
    expect(resolveQuestion(question, [said('Good day.')])).toMatchObject({ changed: false })
  })

  test.each([
    [
      'When did it open?',
      'How long is the Dongwan Market hall?',
      'When did the Dongwan Market hall open?',
    ],
    [
      'What is its height?',
      'How long is the Dongwan Market hall?',
      'What is the Dongwan Market hall’s height?',
    ],
    ['How are they paid?', 'Who hires harbour pilots?', 'How are harbour pilots paid?'],
    ['How old is she?', 'Who is Ilse Varga?', 'How old is Ilse Varga?'],
    [
      'How old was she when she retired?',
      'Who is Ilse Varga?',
      'How old was Ilse Varga when she retired?',
    ],
    [
      'How many people live there?',
      'Is there a ferry to Port Ellery?',
      'How many people live in Port Ellery?',
    ],
    [
      'How do I get there by bus?',
      'What is on show in Port Ellery?',
      'How do I get to Port Ellery by bus?',
    ],
    ['How can I get one?', 'What is a harbour pass?', 'How can I get a harbour pass?'],
  ])('what a pronoun stands for is put in its place: %s', (question, before, expected) => {
    expect(resolved(question, about(before))).toBe(expected)
  })

  test.each([
    [
      'and in Shenzhen?',
      'Which fair takes place in Guangzhou in May?',
      'Which fair takes place in Shenzhen in May?',
    ],
    [
      'What about 2024?',
      'How many tickets were sold in 2023?',
      'How many tickets were sold in 2024?',
    ],
    ['And in 2024?', 'How many tickets were sold?', 'How many tickets were sold in 2024?'],
    [
      'What about Ilse Varga?',
      'What did Simon Hoey say about the ferry?',
      'What did Ilse Varga say about the ferry?',
    ],
    [
      'And the night ferry?',
      'How much does the day ferry cost?',
      'How much does the night ferry cost?',
    ],
    [
      'I meant the night ferry',
      'How much does the day ferry cost?',
      'How much does the night ferry cost?',
    ],
    ['And the bridge?', 'How long is the tunnel?', 'How long is the bridge?'],
  ])('a part of the same kind gives way to the new one: %s', (question, before, expected) => {
    expect(resolved(question, about(before))).toBe(expected)
  })

  const quoting = said(
    'From “Harbour news” (2024-05-02):\n> The night ferry will sail again in June. [1]\n> Tickets cost twelve crowns. [2]',
  )

  test('"who said that?" asks about the quote that was shown', () => {
    expect(
      resolved('Who said that?', about('When will it sail?'), said('At noon it sails. So.')),
    ).toBe('Who said “At noon it sails.”?')
    expect(resolved('Who said that?', about('When will the night ferry sail?'), quoting)).toBe(
      'Who said “The night ferry will sail again in June.”?',
    )
  })

  test('a quote is asked about by its place', () => {
    const turns = [about('What is new about the ferry?'), quoting]
    expect(resolved('What was the second one about?', ...turns)).toBe(
      'What was “Tickets cost twelve crowns.” about?',
    )
    // There is no third: the question before says at least what it is about.
    expect(resolved('What was the third one about?', ...turns)).toBe(
      'What is new about the ferry? What was the third one about?',
    )
  })

  test('a person may be named by the quotes alone', () => {
    const turns = [
      about('Who chairs the harbour board?'),
      said('> The board is chaired by Mary Cole. [1]'),
    ]
    expect(resolved('What did she say?', ...turns)).toBe('What did Mary Cole say?')
  })

  test('what is only offered to be asked names nobody', () => {
    const turns = [about('hello'), said('Hello.\n\nFor example:\n- Who is Mary Cole?')]
    expect(resolved('What did she say?', ...turns)).not.toContain('Mary Cole')
  })

  test.each([
    ['Who wrote it?', "What's the latest?", 'Who wrote this article?'],
    ['When was it published?', 'What do you have on ferries?', 'When was this article published?'],
    ['and robotics?', 'What do you have on ferries?', 'What do you have on robotics?'],
    [
      'What about the tram?',
      'Which articles mention the ferry?',
      'Which articles mention the tram?',
    ],
    ['and Hetao?', 'Which articles mention Qianhai?', 'Which articles mention Hetao?'],
  ])('after a question about the collection: %s', (question, before, expected) => {
    expect(resolved(question, about(before))).toBe(expected)
  })

  test('after any other question the article is not meant', () => {
    expect(resolved('Who wrote it?', about('What is the Ferry Song?'))).not.toContain('article')
    expect(
      resolved('When was it published?', about("What's the latest?"), about('Who wrote it?')),
    ).toBe('When was this article published?')
  })

  test('"that" and "it" do not stand for a person', () => {
    const turns = [about('Who is Mary Cole?'), about('What did she propose?')]
    expect(resolved('Where is that?', ...turns)).toBe('What did Mary Cole propose? Where is that?')
    expect(resolved('Tell me more', ...turns)).toBe('Tell me more about Mary Cole.')
  })

  test('a quote within a question begins with no name, and keeps its marks', () => {
    const first = said('> While Gull Island grew, the pier decayed. [1]')
    const turns = [about('Who wrote “While Gull Island grew, the pier decayed.”?'), first]
    expect(resolved('When was it published?', ...turns)).not.toContain('was While')
    const spoken = said('> "The pier is ours," said Mary Cole. [1]')
    expect(resolved('Who said that?', about('Whose is the pier?'), spoken)).toBe(
      'Who said “‘The pier is ours,’ said Mary Cole.”?',
    )
  })

  test('"tell me more" names what the conversation is about', () => {
    expect(resolved('Tell me more', about('When did the Dongwan Market hall open?'))).toBe(
      'Tell me more about the Dongwan Market hall.',
    )
    expect(resolveQuestion('Tell me more about the night ferry.', history).changed).toBe(false)
  })

  test('a question whose nouns all want another one gets the topic behind it', () => {
    expect(resolved('What are the main challenges?', about('What is aquaculture?'))).toBe(
      'What are the main challenges of aquaculture?',
    )
  })

  test('a chain of follow-ups keeps its subject', () => {
    const turns = [
      about('What is the outer harbour?'),
      about('How long is the Dongwan Market hall?'),
      about('When did it open?'),
      about('What did it cost?'),
    ]
    expect(resolved('Who designed it?', ...turns)).toBe('Who designed the Dongwan Market hall?')
  })

  test('after a change of topic only the new one is taken along', () => {
    const turns = [...history, about('How long is the Dongwan Market hall?'), said('It is long.')]
    expect(resolved('And how high is it?', ...turns)).toBe(
      'And how high is the Dongwan Market hall?',
    )
    expect(resolveQuestion('Who chairs the harbour board?', turns).changed).toBe(false)
  })

  test('where nothing fits, the question before is put in front', () => {
    expect(resolveQuestion('Why?', history)).toEqual({
      question: 'Why?',
      context: ['Who signed the ferry agreement?'],
      text: 'Who signed the ferry agreement? Why?',
      changed: true,
    })
    // Its words are in the question already.
    expect(resolveQuestion('And in 2024?', history).context).toEqual([])
  })

  test('what the assistant said is no question, and empty ones are passed over', () => {
    const turns = [...history, about('  '), said('Who signed it? He did.')]
    expect(resolved('And in 2024?', ...turns)).toBe('Who signed the ferry agreement in 2024?')
  })

  test.each([
    ['那深圳呢？', '广州有多少家企业？', '深圳有多少家企业？'],
    ['2024年呢？', '前海2023年有多少家企业？', '前海2024年有多少家企业？'],
    ['它在哪里？', '前海管理局是什么？', '前海管理局在哪里？'],
    ['這個計劃什麼時候開始？', '北部都會區是什麼？', '北部都會區什麼時候開始？'],
    ['还有呢？', '前海有什么？', '前海有什么？ 还有呢？'],
  ])('in Chinese: %s', (question, before, expected) => {
    expect(resolved(question, about(before))).toBe(expected)
  })

  test('in Chinese a long quote is cut with an ellipsis', () => {
    const long = `${'山'.repeat(79)}，${'水'.repeat(20)}。`
    expect(resolved('谁说的？', about('山在哪里？'), said(`> ${long} [1]`))).toBe(
      `谁说「${'山'.repeat(79)}…」的？`,
    )
  })

  test('nothing that may have been said before breaks it', () => {
    const turn = fc.record({
      role: fc.constantFrom('user' as const, 'assistant' as const),
      content: fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...leans)),
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...leans),
        fc.array(turn, { maxLength: 4 }),
        (question, turns) => {
          const { text } = resolveQuestion(question, turns)
          expect(text.trim()).not.toBe('')
          expect(resolveQuestion(question, turns).text).toBe(text)
        },
      ),
      { numRuns: 10 },
    )
  }, 20_000)

  test('a long history takes little time', () => {
    const long = Array.from({ length: 60 }, () => about('it '.repeat(5000)))
    const start = process.cpuUsage()
    resolveQuestion('What about it?', long)
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000)
  }, 20_000)
})
