import { describe, expect, test } from 'vitest'
import { resolveQuestion } from '../../src/question/resolve-question.ts'
import { splitQuestion } from '../../src/question/split-question.ts'

const alone = (question: string) => resolveQuestion(question)
const parts = (question: string) => splitQuestion(alone(question)).map((part) => part.question)
const texts = (question: string) => splitQuestion(alone(question)).map((part) => part.text)

describe('whole questions joined by "and"', () => {
  test.each([
    [
      'How many boats does Leith have, and who owns the largest one?',
      ['How many boats does Leith have?', 'Who owns the largest one?'],
    ],
    [
      'When was the harbour assembly held and what was agreed?',
      ['When was the harbour assembly held?', 'What was agreed?'],
    ],
    [
      'What did the mayor promise, and what did the guild reply, and when will the quay open?',
      ['What did the mayor promise?', 'What did the guild reply?', 'When will the quay open?'],
    ],
    [
      'who were the wreckers of wick and what did they do',
      ['Who were the wreckers of wick?', 'What did they do?'],
    ],
  ])('%s', (question, expected) => expect(parts(question)).toEqual(expected))
})

test('sentences that each end in a question mark', () => {
  expect(parts('Who signed the harbour pact? How much does it cost Leith?')).toEqual([
    'Who signed the harbour pact?',
    'How much does it cost Leith?',
  ])
  expect(parts('港口面積有多大？誰是港務局長？')).toEqual(['港口面積有多大？', '誰是港務局長？'])
})

test('things with names that are to be compared', () => {
  expect(parts('Compare the number of boats registered in Leith in 2017, Oban and Wick.')).toEqual([
    'The number of boats registered in Leith in 2017?',
    'The number of boats registered in Oban?',
    'The number of boats registered in Wick?',
  ])
})

describe('one question, or not sure to be two', () => {
  test.each([
    'How do research and development differ?',
    'How and why did the ferry sink?',
    'When and where was the assembly held?',
    'What is the difference between Leith and Oban?',
    'How has the fishery changed between 2010 and 2020?',
    'Which quays and which piers were rebuilt?',
    'How did the storm change how people live and how they work?',
    'Who said what and when?',
    'What do Leith and Oban export?',
    'Compare research and development.',
    'I own a boat and what I pay is too much. Where can I get help?',
    'Tell me about Leith. Who owns the quay?',
    'Which boat won and lost?',
    'Is the harbour open and safe?',
    'quay opening hours and prices',
    '',
  ])('%s', (question) => {
    const resolved = alone(question)
    expect(splitQuestion(resolved)).toEqual([resolved])
  })
})

describe('the subject carried over', () => {
  test('the only name of the first part takes the place of a pronoun', () => {
    expect(
      texts('How many boats has Leith built, and what did a captain propose using it for?'),
    ).toEqual(['How many boats has Leith built?', 'What did a captain propose using Leith for?'])
    expect(texts('Where does the ferry to Stornoway leave, and what is its fare?')[1]).toBe(
      "What is Stornoway's fare?",
    )
  })

  test('without a sure name the first part stands before it', () => {
    expect(texts('When was the harbour assembly held and what was agreed?')[1]).toBe(
      'When was the harbour assembly held? What was agreed?',
    )
    const [, second] = splitQuestion(alone('Did Leith or Oban win? When did they meet?'))
    expect(second).toMatchObject({ question: 'When did they meet?', changed: true })
    expect(second?.text).toContain('Leith or Oban')
  })

  test('a part that names its own things is left as it is', () => {
    const [, second] = splitQuestion(
      alone('How many boats does Leith have, and how many sailors does the port of Wick employ?'),
    )
    expect(second).toMatchObject({ changed: false, context: [] })
  })

  test('earlier questions of a conversation stay before every part that leans on them', () => {
    const history = [{ role: 'user' as const, content: 'Who built the pier of Wick?' }]
    const resolved = resolveQuestion('When did he finish it and what did it cost?', history)
    const [first, second] = splitQuestion(resolved)
    expect(first?.text).toBe('When did he finish the pier of Wick?')
    expect(second?.text).toContain('Wick')
    expect(second?.question).toBe('What did it cost?')
  })
})

test('more than four parts stay one question', () => {
  const question = 'Who is A? Who is B? Who is C? Who is D? Who is E?'
  expect(splitQuestion(alone(question))).toHaveLength(1)
})

test('hostile questions are read in bounded time', () => {
  const started = performance.now()
  for (const piece of ['and what is ', 'what ', '? ', 'Compare A, ', ', and who', 'who signed '])
    splitQuestion(alone(piece.repeat(2000).slice(0, 2000).trim() || 'x'))
  expect(performance.now() - started).toBeLessThan(1000)
})
