import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyQuote } from '../../src/evidence/verify-quote.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { findOver, wordsOf } from './weigh-sentences.ts'

const ferry = 'The night ferry to Gull Island sails at noon. However, it rests in winter.'
const mayor = 'Ilse Varga opened the market hall. She also sang with the choir.'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    { path: 'a.txt', text: `${ferry}\n\nTickets cost four crowns.`, publisher: 'Courier' },
    { path: 'b.txt', text: `${mayor}\n\nMasons built the hall.`, publisher: 'Gazette' },
  ])
})

describe('findEvidence', () => {
  test('answers a question in the words of a sentence with that sentence, and its "however"', async () => {
    const found = await findOver(index, 'The night ferry to Gull Island sails at noon?')
    expect(found.reason).toBeUndefined()
    expect(found.quotes[0] && wordsOf(found.quotes[0])).toBe(ferry)
    expect(found.unknownWords).toEqual([])
  })

  test('brings the sentence that says who "she" is', async () => {
    const found = await findOver(index, 'She also sang with the choir?')
    expect(found.reason).toBeUndefined()
    expect(found.quotes[0] && wordsOf(found.quotes[0])).toBe(mayor)
  })

  test('refuses a question about something else, with its unknown words and no quote', async () => {
    const found = await findOver(index, 'Who won the 2031 Quidditch cup?')
    expect(found.reason).toBe('out_of_scope')
    expect(found.quotes).toEqual([])
    expect(found.unknownWords).toEqual(['won', '2031', 'Quidditch', 'cup'])
    expect(found.evidence.length).toBeGreaterThan(0)
  })

  test('keeps to the filters, whatever stands elsewhere', async () => {
    const question = 'The night ferry to Gull Island sails at noon?'
    const filters = { publisher: 'gazette' }
    const found = await findOver(index, question, { filters })
    expect(new Set(found.evidence.map(({ ranked }) => ranked.article.path))).toEqual(
      new Set(['b.txt']),
    )
    expect(found.quotes).toEqual([])
    const nobody = await findOver(index, question, { filters: { publisher: 'Herald' } })
    expect(nobody).toMatchObject({ reason: 'no_source_matches_filters', evidence: [], quotes: [] })
  })

  test('a follow-up is weighed together with the question before it', async () => {
    const alone = await findOver(index, 'And who built it?')
    const content = 'When does the night ferry to Gull Island sail?'
    const followed = await findOver(index, 'And who built it?', {
      history: [{ role: 'user', content }],
    })
    const pathOf = ({ evidence }: typeof alone) => evidence[0]?.ranked.article.path
    expect([pathOf(alone), pathOf(followed)]).toEqual(['b.txt', 'a.txt'])
  })

  test('no more quotes than are wanted', async () => {
    const question = 'List all the ferry and market hall and tickets and masons'
    for (const maxQuotes of [1, 2]) {
      const found = await findOver(index, question, { maxQuotes })
      expect(found.quotes.length).toBeLessThanOrEqual(maxQuotes)
    }
  })

  test('an index of nothing matches nothing', async () => {
    const found = await findOver(await makeIndex([]), 'When does the ferry sail?')
    expect(found).toMatchObject({ evidence: [], quotes: [], features: undefined, probability: 0 })
    expect(found.reason).toBeDefined()
  })

  test('has quotes exactly when there is no reason to refuse, and every quote is verified', async () => {
    const word = fc.constantFrom(
      ...['night ferry', 'Gull Island', 'sails at noon', 'market hall', 'choir', 'When', 'who'],
      ...['zebra', '2031', 'compare', 'list all', '?', '渡輪', '🌊', 'winter', 'crowns'],
    )
    const questions = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(' '))
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const { quotes, reason, probability } = await findOver(index, question)
        expect(quotes.length === 0).toBe(reason !== undefined)
        expect(probability).toBeGreaterThanOrEqual(0)
        expect(probability).toBeLessThanOrEqual(1)
        for (const quote of quotes) {
          const { revision } = quote.evidence.ranked.passage
          const claim = { revision, start: quote.start, end: quote.end, text: wordsOf(quote) }
          expect(await verifyQuote(index, claim)).toBeDefined()
        }
      }),
      { numRuns: 80 },
    )
  })
})
