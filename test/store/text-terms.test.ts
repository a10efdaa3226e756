import { expect, test } from 'vitest'
import { lexicalTerms } from '../../src/store/lexical-terms.ts'
import { textTerms } from '../../src/store/text-terms.ts'

const text = 'The e-mail about the ferry: a ferry, two ferries and 1,200 tickets.'

test('counts what the index has for a text, compounds written as one among them', () => {
  const { terms, counts, length } = textTerms(text)
  expect(terms).toEqual(lexicalTerms(text).terms)
  expect(counts.get('ferri')).toBe(3)
  expect(counts.get('email')).toBe(1)
  expect(terms).not.toContain('email')
  expect(length).toBe([...counts.values()].reduce((sum, count) => sum + count, 0))
})

test('remembers a text, and reads one that is too long anew with the same result', () => {
  expect(textTerms(`${text}`)).toBe(textTerms(text))
  const long = `${text} `.repeat(100)
  expect(textTerms(long)).not.toBe(textTerms(long))
  expect(textTerms(long)).toEqual(textTerms(long))
})
