import { expect, test } from 'vitest'
import type { Citation, ContentPart } from '../../src/answer/answer.ts'
import { besideEachOther, groupContent, groupQuotes } from '../../src/web/group-content.ts'
import { makeGazette } from './gazette.ts'
import { cite } from './scripted-chat.ts'

const index = await makeGazette()
const cost = cite(index, 'ferries.txt', 'Each ferry costs 6.2 million crowns.', 1)
const diesel = cite(index, 'ferries.txt', 'A diesel ferry of the same size', 2)
const budget = cite(index, 'council/minutes-march.txt', 'It set aside 25 million crowns.', 3)
const all = [cost, diesel, budget]

const quoteOf = ({ quote, id }: Citation): ContentPart => ({
  type: 'quote',
  text: quote,
  citation_ids: [id],
})
const textOf = (text: string): ContentPart => ({ type: 'text', text })

test('quotes of one article that follow each other share its heading', () => {
  const groups = groupContent(all.map(quoteOf), all)
  expect(groups.map((group) => group.type === 'source' && group.quotes.length)).toEqual([2, 1])
  expect(groupQuotes([cost, budget, diesel])).toHaveLength(3)
})

test('a line that only names the article is left to the heading', () => {
  const line = textOf(`From “${cost.title}” (${cost.published_at}):`)
  expect(groupContent([line, quoteOf(cost)], all).map(({ type }) => type)).toEqual(['source'])
  const dated = textOf(`From “${cost.title}” (article dated ${cost.published_at}):`)
  expect(groupContent([dated, quoteOf(cost)], all).map(({ type }) => type)).toEqual(['source'])
})

test('a line that says more than the name stays', () => {
  const line = `According to “${cost.title}”, prices rose last year:`
  expect(groupContent([textOf(line), quoteOf(cost)], all)[0]).toEqual({ type: 'text', text: line })
  const other = textOf(`From “${budget.title}”:`)
  expect(groupContent([other, quoteOf(cost)], all)[0]?.type).toBe('text')
})

test('a name whose quote has not arrived yet waits for it, other last lines do not', () => {
  expect(groupContent([textOf(`From “${cost.title}”:`)], [])).toEqual([])
  expect(groupContent([quoteOf(cost), textOf('That is all.')], all).at(-1)?.type).toBe('text')
})

test('a quote with two citations is shown under both articles', () => {
  const both: ContentPart = { type: 'quote', text: 'x', citation_ids: [cost.id, budget.id] }
  expect(groupContent([both], all)).toHaveLength(2)
})

const typesOf = (groups: ReturnType<typeof groupQuotes>) =>
  besideEachOther(groups).map(({ type }) => type)

test('two or three articles with a few quotes each stand side by side', () => {
  expect(typesOf(groupQuotes(all))).toEqual(['beside'])
  expect(typesOf(groupQuotes([cost, diesel]))).toEqual(['source'])
  expect(besideEachOther([])).toEqual([])
})

test('words of the answer part what stands side by side', () => {
  const parted = groupContent([quoteOf(cost), textOf('On “who pays?”:'), quoteOf(budget)], all)
  expect(besideEachOther(parted).map(({ type }) => type)).toEqual(['source', 'text', 'source'])
  const under = groupContent([textOf('They differ:'), quoteOf(cost), quoteOf(budget)], all)
  expect(besideEachOther(under).map(({ type }) => type)).toEqual(['text', 'beside'])
})

test('an article that comes twice, a fifth quote, a long one or a fourth article stay below each other', () => {
  expect(typesOf(groupQuotes([cost, budget, diesel]))).toEqual(['source', 'source', 'source'])
  const more = ['cit_3', 'cit_4', 'cit_5'].map((id) => ({ ...cost, id }))
  expect(typesOf(groupQuotes([cost, ...more, budget]))).toEqual(['beside'])
  expect(typesOf(groupQuotes([cost, diesel, ...more, budget]))).toEqual(['source', 'source'])
  const long = { ...budget, quote: 'Crowns. '.repeat(151) }
  expect(typesOf(groupQuotes([cost, long]))).toEqual(['source', 'source'])
  const four = ['a', 'b', 'c', 'd'].map((id) => ({ ...cost, source_id: id }))
  expect(typesOf(groupQuotes(four))).toHaveLength(4)
  expect(typesOf(groupQuotes(four.slice(1)))).toEqual(['beside'])
  const wide = four.slice(1).map((one) => ({ ...one, quote: 'Crowns. '.repeat(80) }))
  expect(typesOf(groupQuotes(wide))).toHaveLength(3)
  expect(typesOf(groupQuotes(wide.slice(1)))).toEqual(['beside'])
})
