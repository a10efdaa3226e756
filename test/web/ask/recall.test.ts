import { expect, test } from 'vitest'
import { isAtEdge, notRecalling, stepRecall } from '../../../src/web/ask/recall.ts'

const questions = ['first', 'second', 'first']

test('goes back from the newest, each question once, and forward to the own text', () => {
  const one = stepRecall(notRecalling, questions, 'draft', 'up')
  expect(one?.text).toBe('first')
  const two = stepRecall(one?.recall ?? notRecalling, questions, 'first', 'up')
  expect(two?.text).toBe('second')
  expect(stepRecall(two?.recall ?? notRecalling, questions, 'second', 'up')).toBeNull()
  const back = stepRecall(two?.recall ?? notRecalling, questions, 'second', 'down')
  expect(back?.text).toBe('first')
  const own = stepRecall(back?.recall ?? notRecalling, questions, 'first', 'down')
  expect(own?.text).toBe('draft')
  expect(stepRecall(own?.recall ?? notRecalling, questions, 'draft', 'down')).toBeNull()
})

test('a question that was brought back and changed is an own text', () => {
  const one = stepRecall(notRecalling, questions, '', 'up')
  const changed = stepRecall(one?.recall ?? notRecalling, questions, 'first, but', 'up')
  expect(changed).toEqual({ recall: { place: 0, draft: 'first, but' }, text: 'first' })
  expect(stepRecall(notRecalling, [], 'x', 'up')).toBeNull()
})

test.each([
  [{ value: '', at: 0 }, 'up', true],
  [{ value: 'one line', at: 4 }, 'up', true],
  [{ value: 'one line', at: 4 }, 'down', false],
  [{ value: 'two\nlines', at: 5, isOneLine: false }, 'up', false],
  [{ value: 'two\nlines', at: 0, isOneLine: false }, 'up', true],
  [{ value: 'two\nlines', at: 5, isOneLine: false, isRecalled: true }, 'up', true],
  [{ value: 'one line', at: 2, isRecalled: true }, 'down', true],
] as const)('the arrows leave the box only from its edge: %j %s', (given, direction, isEdge) => {
  const {
    value,
    at,
    isOneLine = true,
    isRecalled = false,
  } = {
    isOneLine: undefined,
    isRecalled: undefined,
    ...given,
  }
  const caret = { value, selectionStart: at, selectionEnd: at }
  expect(isAtEdge(caret, direction, { isOneLine, isRecalled })).toBe(isEdge)
  expect(isAtEdge({ ...caret, selectionEnd: at + 1 }, direction, { isOneLine, isRecalled })).toBe(
    false,
  )
})
