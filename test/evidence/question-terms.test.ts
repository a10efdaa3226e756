import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { coverage, heldShare, questionTerms } from '../../src/evidence/question-terms.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    {
      path: 'a.txt',
      text: 'The ferry sails at night.\n\nThe ferry costs 9,200 crowns.\n\nA choir sang.',
    },
    { path: 'b.txt', text: 'The ferry is blue.\n\n大橋明年通車。' },
  ])
})

describe('questionTerms', () => {
  test('rare words weigh more than common ones, unknown ones the most', () => {
    const { weights } = questionTerms(index.lexical, 'Does a choir on the ferry juggle?')
    const [choir, ferry, juggle] = ['choir', 'ferri', 'juggl'].map(
      (term) => weights.get(term) ?? -1,
    )
    expect(ferry).toBeGreaterThan(0)
    expect(choir).toBeGreaterThan(ferry ?? 0)
    expect(juggle).toBeGreaterThan(choir ?? 0)
  })

  test('the total is the sum of the weights', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (question) => {
        const { weights, total } = questionTerms(index.lexical, question)
        const sum = [...weights.values()].reduce((left, right) => left + right, 0)
        expect(total).toBeCloseTo(sum, 9)
        for (const weight of weights.values()) expect(weight).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['Who won the Quidditch cup?', ['won', 'Quidditch', 'cup']],
    ['Does the ferry sail?', []],
    ['ferry 2031', ['2031']],
    ['Zebra zebra ZEBRA', ['ZEBRA']],
    ['How much is 9200 crowns?', []],
    ['Is it the ferry of Ellery?', ['Ellery']],
    ['Is there a ferry-gnu?', []],
    ['大橋', []],
    ['???', []],
    ['', []],
  ])('words of "%s" that no article uses: %j', (question, unknown) => {
    expect(questionTerms(index.lexical, question).unknown).toEqual(unknown)
  })

  test('words of asking neither count nor are missing', () => {
    const plain = questionTerms(index.lexical, 'the ferry')
    const asked = questionTerms(index.lexical, 'Please tell articles mention the ferry')
    expect(asked).toEqual(plain)
  })
})

describe('coverage', () => {
  const text = 'The ferry sails at night.'

  test('is 1 for a text that says it all, 0 for one that says nothing of it', () => {
    const terms = questionTerms(index.lexical, 'Which ferries sail by night?')
    expect(coverage(index.lexical, terms, [text])).toBeCloseTo(1, 9)
    expect(coverage(index.lexical, terms, ['A choir sang.'])).toBe(0)
    expect(coverage(index.lexical, terms, [])).toBe(0)
  })

  test('counts texts together, by weight', () => {
    const terms = questionTerms(index.lexical, 'choir ferry')
    const one = coverage(index.lexical, terms, ['ferry'])
    const other = coverage(index.lexical, terms, ['choir'])
    expect(one).toBeLessThan(other)
    expect(one + other).toBeCloseTo(1, 9)
    expect(coverage(index.lexical, terms, ['ferry', 'choir'])).toBeCloseTo(1, 9)
  })

  test('is 0 for a question without a word of weight', () => {
    expect(coverage(index.lexical, questionTerms(index.lexical, '?'), [text])).toBe(0)
  })

  test('stays within 0 and 1, and never falls when more is held', () => {
    const terms = questionTerms(index.lexical, 'choir ferry night crowns juggle 9200')
    const all = [...terms.weights.keys()]
    fc.assert(
      fc.property(fc.subarray(all), fc.subarray(all), (some, more) => {
        const less = heldShare(terms, new Set(some))
        const both = heldShare(terms, new Set([...some, ...more]))
        expect(less).toBeGreaterThanOrEqual(0)
        expect(both).toBeGreaterThanOrEqual(less - 1e-12)
        expect(both).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })
})
