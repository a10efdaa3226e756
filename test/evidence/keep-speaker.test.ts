import { expect, test } from 'vitest'
import type { Quote } from '../../src/evidence/evidence.ts'
import { keepSpeakers } from '../../src/evidence/keep-speaker.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { wordsOf } from './weigh-sentences.ts'

const named = 'Ilse Varga, chairwoman of the harbour board, opened the talks.'
const between = 'Rain fell on the quay.'
const spoken = '“The quay will be rebuilt,” she said.'

/** The sentence as a quote of the index, as a choice of evidence would give it. */
function quoteOf(index: OpenIndex, sentence: string): Quote {
  for (const passage of index.passages) {
    const offset = passage.text.indexOf(sentence)
    const article = index.articleById.get(passage.sourceId)
    if (offset < 0 || !article) continue
    const start = passage.start + offset
    const range = { start, end: start + sentence.length }
    const ranked = { passage, article, score: 1, denseScore: 1, lexicalScore: 1 }
    const position = passage.sentences.findIndex((other) => other.start === start)
    const scores = { score: 1, similarity: 1, lexicalScore: 1, alignment: 1, coverage: 1 }
    return { ...range, evidence: { ...range, ...scores, ranked, position, text: sentence } }
  }
  throw new Error(`No passage holds "${sentence}".`)
}

test('brings the sentence that names who "she" is, as a quote of its own', async () => {
  const index = await makeIndex([{ path: 'a.txt', text: `${named}\n\n${between}\n\n${spoken}` }])
  const kept = keepSpeakers(index, [quoteOf(index, spoken)])
  expect(kept.map(wordsOf)).toEqual([spoken, named])
})

test('never takes a speaker from another article, or from behind the quote', async () => {
  const index = await makeIndex([
    { path: 'a.txt', text: named },
    { path: 'b.txt', text: `${between}\n\n${spoken}\n\nTomas Brandt said nothing.` },
  ])
  expect(keepSpeakers(index, [quoteOf(index, spoken)]).map(wordsOf)).toEqual([spoken])
})

test('leaves a quote alone that names its speaker, and one in which nobody speaks', async () => {
  const own = '“It will,” said Tomas Brandt.'
  const index = await makeIndex([{ path: 'a.txt', text: `${named}\n\n${own}\n\n${between}` }])
  const quotes = [quoteOf(index, own), quoteOf(index, between)]
  expect(keepSpeakers(index, quotes)).toEqual(quotes)
})

test('does not quote the same speaker twice', async () => {
  const again = '“And soon,” she added.'
  const index = await makeIndex([{ path: 'a.txt', text: `${named}\n\n${spoken}\n\n${again}` }])
  const quotes = [named, spoken, again].map((sentence) => quoteOf(index, sentence))
  expect(keepSpeakers(index, quotes).map(wordsOf)).toEqual([named, spoken, again])
  const without = keepSpeakers(index, quotes.slice(1)).map(wordsOf)
  expect(without.filter((words) => words === named)).toHaveLength(1)
})

test('reads a name of endless parts in time in proportion to its length', async () => {
  const endless = `Aa${'-A'.repeat(230)} rests.`
  const index = await makeIndex([{ path: 'a.txt', text: `${endless}\n\n${spoken}` }])
  expect(keepSpeakers(index, [quoteOf(index, spoken)]).map(wordsOf)).toEqual([spoken])
})
