import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Citation } from '../../src/answer/answer.ts'
import { citeRange, isQuotable } from '../../src/answer/cite.ts'
import { createExtractiveComposer } from '../../src/answer/extractive-composer.ts'
import { phrasesFor } from '../../src/answer/phrases.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'

const composer = createExtractiveComposer()
const phrases = phrasesFor('en')

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    {
      path: 'a.txt',
      title: 'Night [1] > ferry',
      text: 'It sails 🌊 at night.\n\n> It [2] is blue.',
    },
    { path: 'b.txt', title: '大橋', text: '大橋明年通車。', publishedAt: '2023-11-08' },
  ])
})

function cite(number: number, article: number, start: number, end: number): Citation {
  const found = index.articles[article]
  if (!found) throw new Error(`There is no article ${article}.`)
  const details = { number, score: 0.5, headingPath: [] }
  return citeRange({ article: found, text: found.text }, { start, end }, details)
}

const compose = (citations: Citation[]) => composer.compose({ question: 'q', citations, phrases })

describe('the extractive composer', () => {
  test('every quote stands in the answer where its citation says, as it is in its article', async () => {
    const range = fc.record({ article: fc.nat(1), from: fc.nat(), length: fc.nat() })
    await fc.assert(
      fc.asyncProperty(fc.array(range, { maxLength: 8 }), async (ranges) => {
        const given = ranges.flatMap(({ article, from, length }, at) => {
          const text = index.articles[article]?.text ?? ''
          const start = from % text.length
          const end = start + 1 + (length % (text.length - start))
          return isQuotable(text, { start, end }) ? [cite(at + 1, article, start, end)] : []
        })
        const { answer, citations, content } = await compose(given)
        expect(citations.map(({ id }) => id)).toEqual(given.map(({ id }) => id))
        for (const [at, citation] of citations.entries()) {
          const { answer_start: start, answer_end: end, ...rest } = citation
          expect(answer.slice(start ?? -1, end ?? -1)).toBe(given[at]?.quote)
          expect(given[at]).toMatchObject(rest)
        }
        const quotes = content.filter((part) => part.type === 'quote')
        expect(quotes.map(({ text }) => text)).toEqual(given.map(({ quote }) => quote))
        expect(quotes.flatMap((part) => part.citation_ids)).toEqual(given.map(({ id }) => id))
      }),
      { numRuns: 60 },
    )
  })

  test('marks what was left out of a sentence outside the quote', async () => {
    const { answer, citations, content } = await compose([cite(1, 0, 3, 11)])
    expect(answer).toContain('\n> … sails 🌊 … [1]')
    expect(citations[0]?.quote).toBe('sails 🌊')
    expect(content.at(-1)).toMatchObject({ text: 'sails 🌊' })
  })

  test('names an article once above the quotes that stand together, and again after another', async () => {
    const { content } = await compose([
      cite(1, 0, 0, 8),
      cite(2, 0, 12, 20),
      cite(3, 1, 0, 2),
      cite(4, 0, 3, 8),
    ])
    expect(content.map(({ type }) => type)).toEqual([
      'text',
      'quote',
      'quote',
      'text',
      'quote',
      'text',
      'quote',
    ])
    expect(content[3]).toEqual({ type: 'text', text: phrases.from('大橋', '2023-11-08') })
  })

  test('adds no word but the fixed ones and the numbers', async () => {
    const { answer } = await compose([cite(1, 1, 0, 7)])
    expect(answer).toBe('From “大橋” (article dated 2023-11-08):\n> 大橋明年通車。 [1]')
  })

  test('makes nothing of no quotes', async () => {
    expect(await compose([])).toEqual({ answer: '', content: [], citations: [] })
  })
})
