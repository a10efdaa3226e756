import { describe, expect, test } from 'vitest'
import { type MadeQuestion, makeQuestions } from './made-questions.ts'
import type { EvalQuestion } from './question-set.ts'

const questions: EvalQuestion[] = [
  {
    id: 'q1',
    type: 'number',
    question: 'How many passengers did the ferry of Gull Island carry in 1987?',
    answerable: true,
    gold: [{ doc: 'ferry.txt', must: ['240'] }],
    gold_answers: ['240'],
  },
  {
    id: 'q2',
    question: 'Did Ilse Varga pay 40 crowns for the harbour crane?',
    answerable: true,
    gold_doc: ['crane', 'harbour.md'],
  },
  {
    id: 'q3',
    question: 'Why was the market hall closed by Tomas Brandt?',
    history: [{ role: 'user', content: 'What is the market hall?' }],
    answerable: true,
    gold_doc: 'hall',
  },
  { id: 'q4', question: 'Who won the Quidditch cup?', answerable: false, gold_doc: 'none' },
  { id: 'q5', question: 'Why were the lamps of the quay green?', answerable: true },
  { id: 'q6', question: '渡輪在何時開航？', answerable: true, gold_doc: 'ferry' },
  { id: 'q7', question: '碼頭為何關閉？', answerable: true, gold_doc: 'ferry' },
]
const made = makeQuestions(questions)
const from = (one: MadeQuestion) => {
  const found = questions.find(({ id }) => one.id.startsWith(`${id}, `))
  if (!found) throw new Error(`"${one.id}" is made of no question.`)
  return found
}

describe('makeQuestions', () => {
  test('the same questions give the same', () => {
    expect(makeQuestions(questions)).toEqual(made)
    expect(makeQuestions(structuredClone(questions))).toEqual(made)
  })

  test('nothing it makes is answerable, nothing is made of what was not', () => {
    for (const one of made) {
      expect(one.answerable).toBe(false)
      expect(one.gold).toBeUndefined()
      expect(from(one).answerable).toBe(true)
      expect(one.id).toBe(`${from(one).id}, ${one.made}`)
    }
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length)
    expect(makeQuestions(questions.filter(({ answerable }) => !answerable))).toEqual([])
    expect(makeQuestions([])).toEqual([])
  })

  test('every kind is made', () => {
    expect(new Set(made.map((one) => one.made))).toEqual(
      new Set(['article away', 'other year', 'other number', 'other name', 'other noun']),
    )
  })

  test('with its articles away a question stays as it is, and the files with its answer are named', () => {
    const away = made.filter((one) => one.made === 'article away')
    expect(away.map((one) => [from(one).id, one.away])).toEqual([
      ['q1', ['ferry.txt']],
      ['q2', ['crane.txt', 'harbour.md']],
      ['q3', ['hall.txt']],
      // None of q5: the set does not say where its answer is, so it may still be answered.
      ['q6', ['ferry.txt']],
      ['q7', ['ferry.txt']],
    ])
    for (const one of away) expect(one.question).toBe(from(one).question)
    for (const one of made) expect(one.history).toEqual(from(one).history)
  })

  test('a twin differs by one word of its kind, which is not a word of the question', () => {
    const twins = made.filter((one) => one.made !== 'article away')
    expect(twins.length).toBeGreaterThan(6)
    for (const twin of twins) {
      expect(twin.away).toEqual([])
      const { question } = from(twin)
      const words = question.split(' ')
      const others = twin.question.split(' ')
      expect(others, twin.id).toHaveLength(words.length)
      const changed = words.flatMap((word, at) => (word === others[at] ? [] : [at]))
      expect(changed, twin.id).toHaveLength(1)
      const [before = '', after = ''] = [words, others].map((some) => some[changed[0] ?? 0])
      expect(question.toLowerCase()).not.toContain(after.toLowerCase())
      const digits = twin.made === 'other year' || twin.made === 'other number'
      for (const word of [before, after]) expect(/^\d+\??$/.test(word), twin.id).toBe(digits)
      if (twin.made === 'other name') expect(after).toMatch(/^\p{Lu}/u)
    }
  })

  test('another year is near the one that is asked, another number above it', () => {
    const numberOf = (kind: MadeQuestion['made']) =>
      Number(made.find((one) => one.made === kind)?.question.match(/\d+/)?.[0])
    expect(Math.abs(numberOf('other year') - 1987)).toBeLessThanOrEqual(7)
    expect(numberOf('other number')).toBeGreaterThan(40)
    expect(numberOf('other number')).toBeLessThanOrEqual(47)
  })

  test('other words are taken from other questions of the set', () => {
    const words = new Set(
      questions.flatMap(({ question }) => question.toLowerCase().match(/[a-z]+/g) ?? []),
    )
    for (const { question } of made) {
      for (const word of question.toLowerCase().match(/[a-z]+/g) ?? [])
        expect(words).toContain(word)
    }
    const alone = makeQuestions(questions.slice(0, 1)).map((one) => one.made)
    expect(alone).toEqual(['article away', 'other year'])
  })

  test('a Chinese question has no twin, and is in none of the others', () => {
    for (const one of made.filter((some) => some.made !== 'article away')) {
      expect(['q6', 'q7']).not.toContain(from(one).id)
      expect(one.question).not.toMatch(/\p{Script=Han}/u)
    }
    const twins = makeQuestions(questions.slice(5)).map((one) => one.made)
    expect(twins).toEqual(['article away', 'article away'])
  })
})
