import { describe, expect, test } from 'vitest'
import { describeError, FootnoteError } from '../src/errors.ts'

describe('describeError', () => {
  const cause = new Error('EACCES')
  const error = new FootnoteError('index_unwritable', 'The index cannot be written.', {
    nextStep: 'Make room.',
    cause,
  })

  test('says what is wrong, then the next step, and no stack', () => {
    expect(describeError(error)).toBe('The index cannot be written. Make room.')
    expect(describeError(new FootnoteError('internal', 'It broke.'))).toBe('It broke.')
  })

  test.each([
    [new TypeError('not a function'), 'not a function'],
    ['plain words', 'plain words'],
    [undefined, 'undefined'],
    [{ code: 7 }, '[object Object]'],
  ])('bears what is not of the family: %s', (thrown, line) => {
    expect(describeError(thrown)).toBe(line)
  })

  test('the family keeps code, next step and cause', () => {
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'FootnoteError', code: 'index_unwritable', cause })
    expect('cause' in new FootnoteError('internal', 'It broke.')).toBe(false)
  })
})
