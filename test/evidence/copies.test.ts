import { beforeAll, expect, test } from 'vitest'
import { citeQuotes } from '../../src/answer/cite-quotes.ts'
import { withCopies, withoutRepeats } from '../../src/evidence/copies.ts'
import type { Quote } from '../../src/evidence/evidence.ts'
import { retrieve } from '../../src/retrieve/retrieve.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { wholeAnswer } from '../support/ask-index.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { makeIndex } from '../support/make-index.ts'
import { syndicated } from '../support/syndicated.ts'
import { weighSentences, wordsOf } from './weigh-sentences.ts'

const embedder = createHashingEmbedder()
let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex(syndicated)
})

/** The sentence of one article that holds these words, as a quote with its copies. */
async function quoteOf(path: string, words: string, from = index): Promise<Quote> {
  const evidence = await weighSentences(from, words)
  const found = evidence.find(
    ({ ranked, text }) => ranked.article.path === path && text.includes(words),
  )
  if (!found) throw new Error(`${path} has no sentence with "${words}".`)
  const ranked = await retrieve(from, [{ text: words, vector: await embedder.embedQuery(words) }], {
    limit: 50,
  })
  const quote = { start: found.start, end: found.end, evidence: found }
  const [made] = withCopies([quote], ranked)
  return made ?? quote
}
const copiesOf = ({ copies = [] }: Quote) =>
  copies.map(({ article, start, end }) => [article.path, article.text.slice(start, end)])

test('the same sentence is evidence once', async () => {
  const evidence = await weighSentences(index, 'The board voted to deepen the north channel')
  const votes = evidence.filter(({ text }) => text.includes('voted on Tuesday'))
  expect(votes.length).toBe(3)
  expect(withoutRepeats(evidence).filter(({ text }) => text.includes('voted on Tuesday'))).toEqual(
    votes.slice(0, 1),
  )
})

test('what an article says twice itself is evidence twice, before another article says it', async () => {
  const said = 'The harbour board of Gull Island voted on Monday to deepen its north channel.'
  const twice = await makeIndex([
    { path: 'a.txt', text: `${said}\n\nMasons rest.\n\n${said}` },
    { path: 'b.txt', text: said },
  ])
  const evidence = (await weighSentences(twice, said)).filter(({ text }) => text === said)
  const places = (some: typeof evidence) =>
    some.map(({ ranked, start }) => [ranked.article.path, start])
  expect(evidence).toHaveLength(3)
  const inOrder = evidence.toSorted((left, right) =>
    left.ranked.article.path < right.ranked.article.path ? -1 : left.start - right.start,
  )
  expect(places(withoutRepeats(inOrder))).toEqual([
    ['a.txt', 0],
    ['a.txt', said.length + 'Masons rest.'.length + 4],
  ])
  expect(places(withoutRepeats(inOrder.toReversed()))).toEqual([['b.txt', 0]])
})

test('a quote names the articles that say the same, at their own offsets', async () => {
  const quote = await quoteOf('b-original.txt', 'voted on Tuesday')
  expect(copiesOf(quote).sort()).toEqual([
    ['a-reprint.txt', wordsOf(quote)],
    ['c-correction.txt', wordsOf(quote)],
  ])
})

test('another spelling is a copy, another number is not', async () => {
  const quote = await quoteOf('b-original.txt', '41 million')
  expect(copiesOf(quote)).toEqual([['a-reprint.txt', wordsOf(quote).replace('harbour', 'harbor')]])
  const corrected = await quoteOf('c-correction.txt', '46 million')
  expect(corrected).not.toHaveProperty('copies')
})

test('a quote of two sentences has copies where both stand one behind the other', async () => {
  const { evidence, start } = await quoteOf('b-original.txt', '41 million')
  const [, second] = evidence.ranked.passage.sentences
  const both = { start, end: second?.end ?? 0, evidence }
  const ranked = await retrieve(
    index,
    [{ text: 'herring', vector: await embedder.embedQuery('herring') }],
    { limit: 50 },
  )
  const [quote] = withCopies([both], ranked)
  expect(quote && copiesOf(quote).map(([path]) => path)).toEqual(['a-reprint.txt'])
  expect(quote && copiesOf(quote)[0]?.[1]).toMatch(/^The work .* in May\.$/)
})

test('the citation gives the address of each copy, and none that is not exactly there', async () => {
  const quote = await quoteOf('b-original.txt', '41 million')
  const [citation] = await citeQuotes(index, [quote])
  const [copy] = citation?.also_in ?? []
  const reprint = index.articles.find(({ path }) => path === 'a-reprint.txt')
  expect(copy).toMatchObject({ source_path: 'a-reprint.txt', source_id: reprint?.id })
  expect(reprint?.text.slice(copy?.start, copy?.end)).toContain('harbor master')
  expect(copy?.citation_id).toBe(
    `cit_${reprint?.revision.slice(7, 19)}-${copy?.start}-${copy?.end}`,
  )
  const moved = quote.copies?.map((one) => ({ ...one, end: one.end + 1000 })) ?? []
  const [without] = await citeQuotes(index, [{ ...quote, copies: moved }])
  expect(without).not.toHaveProperty('also_in')
})

test('an answer quotes it once, from the oldest article', async () => {
  const sentence = 'The harbour board voted on Tuesday to deepen the north channel by three metres'
  const { citations } = await wholeAnswer(index, `${sentence}?`)
  const votes = citations.filter(({ quote }) => quote.includes('voted on Tuesday'))
  expect(votes.map(({ source_path }) => source_path)).toEqual(['b-original.txt'])
  expect(votes[0]?.also_in?.map(({ source_path }) => source_path).sort()).toEqual([
    'a-reprint.txt',
    'c-correction.txt',
  ])
})
