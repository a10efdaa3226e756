import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { toBibtex } from '../../src/export/bibtex.ts'
import { cslItems, toCslJson } from '../../src/export/csl.ts'
import { exportFileName } from '../../src/export/formats.ts'
import { makeIndex } from '../support/make-index.ts'
import { answerOf, cite, conversationOf } from './conversations.ts'

const index = await makeIndex([
  {
    path: 'fares.txt',
    title: '100% of {trams} cost $5 & more_ #1 ~ ^ \\ "now"',
    titleOrigin: 'file',
    publisher: 'Tram & Post',
    publishedAt: '2026-02-03',
    language: 'en',
    url: 'https://post.example/a_b?x=1&y={2}#part',
    text: 'The fare rose to 5 crowns. It fell again.\n',
  },
  {
    path: '電車.txt',
    title: '電車票價上調',
    titleOrigin: 'file',
    language: 'zh',
    text: '電車票價由四十元增至四十五元。\n',
  },
])
const fare = cite(index, 'fares.txt', 'The fare rose to 5 crowns.', 1)
const conversation = conversationOf([
  answerOf(index, 'What is the fare?', [fare, cite(index, 'fares.txt', 'It fell again.', 2)]),
  answerOf(index, '票價多少？', [cite(index, '電車.txt', '電車票價由四十元增至四十五元。')]),
])

it('lists each article once, with what is known of it', () => {
  expect(cslItems(conversation)).toEqual([
    {
      id: fare.source_id,
      type: 'webpage',
      title: '100% of {trams} cost $5 & more_ #1 ~ ^ \\ "now"',
      publisher: 'Tram & Post',
      issued: { 'date-parts': [[2026, 2, 3]] },
      accessed: { 'date-parts': [[2026, 11, 23]] },
      URL: 'https://post.example/a_b?x=1&y=%7B2%7D#part',
      language: 'en',
      note: expect.stringContaining(`citation=${fare.id}#${fare.id} http`),
    },
    expect.objectContaining({ type: 'document', title: '電車票價上調', language: 'zh' }),
  ])
  expect(JSON.parse(toCslJson(conversation))).toEqual(cslItems(conversation))
})

it('leaves out what only came nearest, and takes in what corrects a supposition', () => {
  const refused = (reason: 'no_match' | 'false_premise') =>
    cslItems(
      conversationOf([
        answerOf(index, 'Why?', [], {
          refusal: { reason, message: 'No.', unknown_terms: [], nearest: [fare] },
        }),
      ]),
    ).length
  expect([refused('no_match'), refused('false_premise')]).toEqual([0, 1])
})

it('tells two editions of an article apart', () => {
  const former = { ...fare, id: 'cit_000000000000-0-4', revision: `sha256:${'0'.repeat(64)}` }
  const items = cslItems(conversationOf([answerOf(index, 'And then?', [fare, former])]))
  expect(items.map(({ id }) => id)).toEqual([fare.source_id, `${fare.source_id}-2`])
})

it('is BibTeX with its special characters written out and Chinese as it is', () => {
  const bibtex = toBibtex(conversation)
  expect(bibtex).toContain(
    String.raw`{{100\% of \textbraceleft{}trams\textbraceright{} cost \$5 \& more\_ \#1 \textasciitilde{} \textasciicircum{} \textbackslash{} \textquotedbl{}now\textquotedbl{}}}`,
  )
  expect(bibtex).toContain('{https://post.example/a_b?x=1&y=%7B2%7D#part}')
  expect(bibtex).toContain('title        = {{電車票價上調}}')
  expect(bibtex).toContain('month        = feb,')
  expect(bibtex).toContain('urldate      = {2026-11-23}')
})

test('a title of any characters keeps its entry whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (title) => {
      const cited = { ...fare, title, publisher: title, published_at: title, url: title }
      const bibtex = toBibtex(conversationOf([answerOf(index, 'What?', [cited])]))
      const body = bibtex.slice(bibtex.indexOf('{'))
      let depth = 0
      // The brace that opened the entry is closed by its last one, and by none before.
      const closed = [...body].findIndex((character) => {
        depth += character === '{' ? 1 : character === '}' ? -1 : 0
        return depth === 0
      })
      expect([...body].slice(closed).join('')).toBe('}\n')
    }),
    { numRuns: 300 },
  )
})

test('a file is named after its conversation, by letters and hyphens only', () => {
  expect(exportFileName('../What does it cost?', 'markdown')).toBe('What-does-it-cost.md')
  expect(exportFileName('票價多少？', 'bundle')).toBe('票價多少.bundle.json')
  expect(exportFileName('???', 'bibtex')).toBe('conversation.bib')
})
