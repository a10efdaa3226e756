import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type QuestionKind, questionKind } from '../../src/question/question-kind.ts'

const table: Record<QuestionKind, string[]> = {
  number: [
    'How many boats sail to Gull Island?',
    'how old is the ferry',
    'What share of the budget goes to ferries?',
    'What is the number of passengers?',
    '大桥有多长？',
    '前海有多少家港資企業？',
  ],
  date: [
    'When will the bridge open?',
    'Since when does the ferry sail?',
    'In which year was the port founded?',
    '何时通车？',
    '渡輪什麼時候開航？',
    '哪一年通车？',
  ],
  person: ['Who signed it?', 'Whose boat is it?', 'To whom was it sold?', '谁签的？', '誰簽署的？'],
  place: ['Where is the port?', 'Which country signed?', 'In which town is it?', '港口在哪里？'],
  reason: [
    'Why was the ferry withdrawn?',
    'What caused the delay?',
    'How come it closed?',
    '为什么关闭？',
    '為何關閉？',
  ],
  list: [
    'Which measures were announced?',
    'What are the measures?',
    'Name all the ferries',
    'List the stops.',
    '有哪些措施？',
  ],
  comparison: [
    'Compare the two harbours.',
    'What is the difference between the two editions?',
    'What changed between 2015 and 2024?',
    'How has the fare changed since the ferry came back?',
    'Gull Island versus the mainland',
    '比较两个港口',
    '兩個港口有什麼區別？',
  ],
  'yes-no': [
    'Is the bridge open?',
    'Does the ferry sail at night?',
    'Should residents pay more?',
    '桥通了吗？',
    '橋通了嗎',
  ],
  other: ['The ferry', 'Tell me about the ferry', 'What is the outer harbour?', '渡輪'],
}

const rows = Object.entries(table).flatMap(([kind, questions]) =>
  questions.map((question) => [question, kind] as const),
)

test.each(rows)('%s asks for: %s', (question, kind) => {
  expect(questionKind(question)).toBe(kind)
})

test.each([
  ['What are the reasons why it closed?', 'list'],
  ['How has the number of boats changed over time?', 'comparison'],
  ['Is it known how many boats sail?', 'number'],
  ['Why did it close when it did?', 'reason'],
])('the kind that takes more quotes wins: %s', (question, kind) => {
  expect(questionKind(question)).toBe(kind)
})

test('white space around a question and the case of its words change nothing', () => {
  const space = fc.string({ unit: fc.constantFrom(' ', '\n', '\t'), maxLength: 3 })
  fc.assert(
    fc.property(fc.constantFrom(...rows), space, space, ([question, kind], before, after) => {
      expect(questionKind(`${before}${question}${after}`)).toBe(kind)
      expect(questionKind(question.toUpperCase())).toBe(kind)
    }),
    { numRuns: 60 },
  )
})

test('answers soon for a long question of repeated beginnings', () => {
  const started = performance.now()
  for (const part of ['between ', 'which ', 'how has ', 'what ', '谁']) {
    questionKind(part.repeat(2000 / part.length))
  }
  expect(performance.now() - started).toBeLessThan(1000)
})
