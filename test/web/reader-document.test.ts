import fc from 'fast-check'
import { expect, test } from 'vitest'
import { citationId } from '../../src/passage/passage.ts'
import { revisionOf } from '../../src/store/revisions.ts'
import { type ReaderDocument, readerDocument } from '../../src/web/reader-document.ts'
import { makeIndex } from '../support/make-index.ts'
import { formerText, makeGazette, removedText } from './gazette.ts'
import { cite } from './scripted-chat.ts'

const index = await makeGazette()
const [article] = index.articles.filter(({ path }) => path === 'ferries.txt')
if (!article) throw new Error('The gazette has no ferries.')

async function open(ids: readonly string[], sourceId = article?.id ?? ''): Promise<ReaderDocument> {
  const document = await readerDocument(index, sourceId, ids)
  if (!document) throw new Error('There is no such document.')
  return document
}

function segmentsOf(document: ReaderDocument) {
  return document.blocks.flatMap(({ segments }) => segments)
}

test('shows every visible character of the article, once, in order', async () => {
  const words = segmentsOf(await open([])).map(({ text }) => text)
  expect(words.join('').replace(/\s/g, '')).toBe(article.text.replace(/\s/g, ''))
})

test('marks exactly the quoted words, whatever the ranges, overlapping ones too', async () => {
  const range = fc
    .tuple(fc.nat(article.text.length), fc.nat(article.text.length))
    .filter(([a, b]) => article.text.slice(Math.min(a, b), Math.max(a, b)).trim() !== '')
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
  await fc.assert(
    fc.asyncProperty(fc.array(range, { minLength: 1, maxLength: 4 }), async (ranges) => {
      const document = await open(ranges.map((each) => citationId(article.revision, each)))
      const segments = segmentsOf(document)
      for (const each of ranges) {
        const id = citationId(article.revision, each)
        const marked = segments.filter(({ citations }) => citations.includes(id))
        const quote = article.text.slice(each.start, each.end)
        const shown = marked.map(({ text }) => text).join('')
        expect(shown.replace(/\s/g, '')).toBe(quote.replace(/\s/g, ''))
        expect(segments.filter(({ begins }) => begins.includes(id))).toHaveLength(1)
        expect(marked[0]?.begins).toContain(id)
      }
    }),
  )
})

test('a quote over two paragraphs is marked in both', async () => {
  const citation = cite(index, 'ferries.txt', 'the market.\n\nThe other two')
  const document = await open([citation.id])
  const marked = document.blocks.filter(({ segments }) =>
    segments.some(({ citations }) => citations.includes(citation.id)),
  )
  expect(marked).toHaveLength(2)
})

test('gives the headings above a quote', async () => {
  const document = await open([cite(index, 'ferries.txt', 'Each ferry costs').id])
  expect(document.citations[0]?.headingPath).toEqual(['What they cost'])
})

test('a quote of an old revision opens the text as it was', async () => {
  const id = citationId(revisionOf(formerText), { start: 35, end: 60 })
  const document = await open([id])
  expect(document.standing).toBe('changed')
  const marked = segmentsOf(document).filter(({ citations }) => citations.includes(id))
  expect(marked.map(({ text }) => text).join('')).toBe(formerText.slice(35, 60))
})

test('a quote of an article that is gone still opens', async () => {
  const gone = revisionOf(removedText)
  const stored = await index.revision(gone)
  const document = await open([citationId(gone, { start: 0, end: 8 })], stored?.article.id)
  expect(document.standing).toBe('removed')
  expect(document.title).toBe('A note on tolls')
})

test('what cannot be marked is listed, and nothing is guessed', async () => {
  const other = cite(index, 'council/minutes-march.txt', 'It set aside').id
  const beyond = citationId(article.revision, { start: 10, end: 1_000_000 })
  const unknown = 'cit_000000000000-0-5'
  const document = await open(['nonsense', other, beyond, unknown])
  expect(document.missing).toEqual(['nonsense', other, beyond, unknown])
  expect(document.standing).toBe('current')
  expect(segmentsOf(document).every(({ citations }) => citations.length === 0)).toBe(true)
})

test('an unknown article is undefined, even with a quote of a known one', async () => {
  const { id } = cite(index, 'ferries.txt', 'Each ferry costs')
  expect(await readerDocument(index, 'src_000000000000', [id])).toBeUndefined()
})

test('only web addresses become links', async () => {
  const hostile = index.articles.find(({ path }) => path === 'hostile.txt')
  expect((await open([], hostile?.id)).url).toBeNull()
  expect((await open([])).url).toBe('https://gazette.example/ferries')
})

test('a text that two articles had is current for the one that still has it, and old for the other', async () => {
  const text = 'The lock gates open at six.'
  const copies = await makeIndex(
    [
      { path: 'a.txt', text: 'The lock gates open at seven.' },
      { path: 'b.txt', text, title: 'B' },
    ],
    [{ path: 'a.txt', text, title: 'A' }],
  )
  const [a, b] = copies.articles
  const id = citationId(revisionOf(text), { start: 0, end: text.length })
  expect(await readerDocument(copies, b?.id ?? '', [id])).toMatchObject({
    ...{ id: b?.id, title: 'B', standing: 'current', missing: [] },
  })
  expect(await readerDocument(copies, a?.id ?? '', [id])).toMatchObject({
    ...{ id: a?.id, title: 'A', standing: 'changed', missing: [] },
    citations: [{ change: { status: 'changed' } }],
  })
})
