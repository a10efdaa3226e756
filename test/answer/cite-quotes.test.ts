import { beforeAll, describe, expect, test } from 'vitest'
import { citation } from '../../src/answer/answer.ts'
import { citeQuotes } from '../../src/answer/cite-quotes.ts'
import type { Quote } from '../../src/evidence/evidence.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { weighSentences } from '../evidence/weigh-sentences.ts'
import { makeIndex } from '../support/make-index.ts'

const text = 'The ferry sails at noon. It is blue.\n\nA choir sang.'

let index: OpenIndex
let quotes: Quote[]
beforeAll(async () => {
  index = await makeIndex([{ path: 'a.txt', text }])
  const evidence = await weighSentences(index, 'The ferry sails at noon, blue, a choir sang')
  quotes = evidence
    .map((item) => ({ evidence: item, start: item.start, end: item.end }))
    .sort((left, right) => left.start - right.start)
})

/** The same quote, its passage's words changed as a damaged index would have them. */
function tamper(quote: Quote, from: string, to: string): Quote {
  const { evidence } = quote
  const passage = {
    ...evidence.ranked.passage,
    text: evidence.ranked.passage.text.replace(from, to),
  }
  return { ...quote, evidence: { ...evidence, ranked: { ...evidence.ranked, passage } } }
}

describe('citeQuotes', () => {
  test('gives a citation for each quote, numbered in their order, cut from the text', async () => {
    const citations = await citeQuotes(index, quotes)
    expect(citations.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(citations.map(({ quote }) => quote)).toEqual([
      'The ferry sails at noon.',
      'It is blue.',
      'A choir sang.',
    ])
    for (const made of citations) {
      expect(citation.parse(made)).toEqual(made)
      expect(text.slice(made.start, made.end)).toBe(made.quote)
      expect(made.score).toBe(Math.round(made.score * 10_000) / 10_000)
    }
  })

  test('withholds a quote whose passage says something else, reports it, and numbers the rest on', async () => {
    const [first, second, third] = quotes as [Quote, Quote, Quote]
    const altered = tamper(second, 'blue', 'pink')
    const withheld: Quote[] = []
    const citations = await citeQuotes(index, [first, altered, third], (quote) =>
      withheld.push(quote),
    )
    expect(withheld).toEqual([altered])
    expect(citations.map(({ number, quote }) => [number, quote])).toEqual([
      [1, 'The ferry sails at noon.'],
      [2, 'A choir sang.'],
    ])
  })

  test('withholds a quote that is moved by one character', async () => {
    const [first] = quotes as [Quote]
    const withheld: Quote[] = []
    const moved = tamper(first, 'The', ' The')
    expect(await citeQuotes(index, [moved], (quote) => withheld.push(quote))).toEqual([])
    expect(withheld).toEqual([moved])
  })

  test('withholds a quote of a revision that is not kept', async () => {
    const [first] = quotes as [Quote]
    const withheld: Quote[] = []
    const forgetful: OpenIndex = { ...index, revision: async () => undefined }
    expect(await citeQuotes(forgetful, [first], (quote) => withheld.push(quote))).toEqual([])
    expect(withheld).toEqual([first])
  })

  test('leaves out what is withheld also when nobody listens', async () => {
    const [first] = quotes as [Quote]
    expect(await citeQuotes(index, [tamper(first, 'noon', 'dusk')])).toEqual([])
    expect(await citeQuotes(index, [])).toEqual([])
  })
})
