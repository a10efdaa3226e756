import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kindInText } from '../../src/evidence/asked-kind.ts'
import type { QuestionKind } from '../../src/question/question-kind.ts'

describe('kindInText', () => {
  test.each<[QuestionKind, string, string, number]>([
    ['number', 'The ferry carries 240 passengers.', 'How many passengers?', 1],
    ['number', 'It has two decks.', 'How many decks?', 1],
    ['number', 'Half of the fleet is old.', 'What share is old?', 1],
    ['number', '渡輪有三層甲板。', '渡輪有多少層？', 1],
    ['number', 'The ferry is blue.', 'How many ferries?', 0],
    ['date', 'The ferry sailed on Monday.', 'When did it sail?', 1],
    ['date', 'The quay was built in 1897.', 'When was it built?', 1],
    ['date', 'Boats leave at 7:40 from the quay.', 'What time do boats leave?', 1],
    ['date', '码头于1897年建成。', '码头何时建成？', 1],
    ['date', '碼頭在三月開放。', '碼頭何時開放？', 1],
    ['date', 'The ferry carries 240 passengers.', 'When does it sail?', 0],
    ['person', 'The hall was opened by Ilse Varga.', 'Who opened the hall?', 1],
    ['person', 'The hall was opened by Élise.', 'Who opened the hall?', 1],
    ['person', 'The hall was opened by masons.', 'Who opened the hall?', 0],
    ['place', 'It sails to Gull Island.', 'Where does it sail?', 1],
    ['place', 'It sails to the island.', 'Where does it sail?', 0],
  ])('a thing of the kind: %s in "%s"', (kind, text, question, held) => {
    expect(kindInText(kind, text, question)).toBe(held)
  })

  test.each<[QuestionKind, string, string]>([
    ['number', 'The ferry sailed in 2024.', 'How many boats sailed in 2024?'],
    ['number', 'In 2024, the ferry sailed.', 'How many boats sailed in 2024?'],
    ['number', 'The ferry sailed in 2024', 'In 2024, how many boats sailed?'],
    ['number', 'They cost 1,200.', 'How many pay 1,200, then?'],
    ['number', 'Two sailed.', 'How many of the two sailed?'],
    ['number', '渡輪在2024年停航。', '2024年有多少渡輪停航？'],
    ['date', 'It was built in 1897.', 'In 1897, when was it built?'],
    ['date', 'Monday’s boat is late.', 'When does the Monday boat sail?'],
    ['person', 'The board of Varga met.', 'Who sits on the board of Ilse Varga, then?'],
    ['person', 'The board of Varga’s met.', 'who is on the board of varga'],
    ['place', 'It sails from Gull.', "Where is Gull's harbour?"],
  ])('what the question names itself is no answer: %s in "%s" to "%s"', (kind, text, question) => {
    expect(kindInText(kind, text, question)).toBe(0)
  })

  test('another one beside that of the question is', () => {
    const question = 'How many boats sailed in 2024?'
    expect(kindInText('number', 'In 2024 some 31 boats sailed.', question)).toBe(1)
    expect(kindInText('number', 'In 2024.5 none sailed.', question)).toBe(1)
  })

  test('a capital at the start of a sentence names nobody', () => {
    expect(kindInText('person', 'Masons built it.', 'Who built it?')).toBe(0)
    expect(kindInText('person', 'McAdam built it.', 'Who built it?')).toBe(0)
  })

  test.each<QuestionKind>(['reason', 'list', 'comparison', 'yes-no', 'other'])(
    'has no form to be told by: %s',
    (kind) => expect(kindInText(kind, 'Ilse Varga paid 4 crowns in May.', 'Why?')).toBeUndefined(),
  )

  test('nothing of a question alone answers it, and the same text gives the same twice', () => {
    const word = fc.constantFrom('boats', '1,200', '2024', 'May', 'two', 'Varga’s', '三月', '7:40')
    const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
    const kind = fc.constantFrom<QuestionKind>('number', 'date', 'person', 'place')
    fc.assert(
      fc.property(text, fc.constantFrom('.', ',', '', '?'), kind, (asked, end, one) => {
        expect(kindInText(one, asked + end, `Say of ${asked}?`)).toBe(0)
        expect(kindInText(one, asked + end, 'Say?')).toBe(kindInText(one, asked + end, 'Say?'))
      }),
    )
  })
})
