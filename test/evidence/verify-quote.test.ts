import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import { verifyQuote } from '../../src/evidence/verify-quote.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { makeIndex } from '../support/make-index.ts'

const before = 'The ferry sails at noon. 🌊 It is blue.'
const after = 'The ferry sails at dusk. 🌊 It is blue.'

let index: OpenIndex
let article: Article
beforeAll(async () => {
  index = await makeIndex([{ path: 'a.txt', text: after }], [{ path: 'a.txt', text: before }])
  article = index.articles[0] as Article
})

test('any words that stand exactly there are verified, with the revision they are from', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), async (a, b) => {
      const start = a % after.length
      const end = start + 1 + (b % (after.length - start))
      const text = after.slice(start, end)
      const kept = await verifyQuote(index, { revision: article.revision, start, end, text })
      expect(kept?.text.slice(start, end)).toBe(text)
      expect(kept?.revision).toBe(article.revision)
    }),
    { numRuns: 60 },
  )
})

test('any other words there are not', async () => {
  const words = fc.string({ unit: fc.constantFrom('T', 'h', 'e', ' ', 'f'), maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(words, fc.nat(after.length), fc.nat(after.length), async (text, a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)]
      fc.pre(after.slice(start, end) !== text)
      const claim = { revision: article.revision, start, end, text }
      expect(await verifyQuote(index, claim)).toBeUndefined()
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['one letter of another case', { text: 'the ferry' }],
  ['a space made plain', { text: 'The\u00a0ferry' }],
  ['a place one further', { start: 1, end: 10 }],
  ['an empty quote', { start: 3, end: 3, text: '' }],
  ['a place before the text', { start: -9, end: 0 }],
  ['a place counted from the end', { start: -1, end: after.length, text: '.' }],
  ['a place behind the text', { start: 900, end: 909 }],
  ['an end behind the text', { start: after.length - 1, end: 900, text: '.' }],
  ['an end before the start', { start: 9, end: 0 }],
  ['no place', { start: Number.NaN, end: Number.NaN, text: 'The ferry' }],
])('not verified: %s', async (_, claim) => {
  const right = { revision: article.revision, start: 0, end: 9, text: 'The ferry' }
  expect(await verifyQuote(index, right)).toBeDefined()
  expect(await verifyQuote(index, { ...right, ...claim })).toBeUndefined()
})

test('words are looked for in the revision that is named, not in the newest', async () => {
  const noon = { start: 19, end: 23, text: 'noon' }
  const former = revisionOf(before)
  expect((await verifyQuote(index, { ...noon, revision: former }))?.text).toBe(before)
  expect(await verifyQuote(index, { ...noon, revision: article.revision })).toBeUndefined()
})

test('a revision that is not kept verifies nothing', async () => {
  const revision = revisionOf('never ingested')
  const claim = { revision, start: 0, end: 9, text: 'The ferry' }
  expect(await verifyQuote(index, claim)).toBeUndefined()
})
