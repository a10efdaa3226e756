import { expect, test } from 'vitest'
import { cutQuotes } from '../../src/evidence/cut-quotes.ts'
import type { Quote } from '../../src/evidence/evidence.ts'
import { questionTerms } from '../../src/evidence/question-terms.ts'
import { questionKind } from '../../src/question/question-kind.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { wordsOf } from './weigh-sentences.ts'

const kept = 'The harbour ferry of Gull Island carries 240 passengers across the strait'
const long = `${kept}, which the town council bought from a retired captain after the storm.`
const before = 'Gull Island has a harbour.'

/** A range of the first article as a quote. */
function quoteOf(index: OpenIndex, words: string): Quote {
  const passage = index.passages.find(({ text }) => text.includes(words))
  const article = passage && index.articleById.get(passage.sourceId)
  if (!passage || !article) throw new Error(`No passage holds "${words}".`)
  const start = passage.start + passage.text.indexOf(words)
  const range = { start, end: start + words.length }
  const ranked = { passage, article, score: 1, denseScore: 1, lexicalScore: 1 }
  const scores = { score: 1, similarity: 1, lexicalScore: 1, alignment: 1, coverage: 1 }
  return { ...range, evidence: { ...range, ...scores, ranked, position: 0, text: words } }
}

async function cut(text: string, quoted: readonly string[], language = 'en'): Promise<string[]> {
  const index = await makeIndex([{ path: 'a.txt', text, language }])
  const question = 'How many passengers does the ferry of Gull Island carry?'
  const terms = questionTerms(index.lexical, question)
  const quotes = quoted.map((words) => quoteOf(index, words))
  const asked = { question, kind: questionKind(question), terms }
  const cutOnce = await cutQuotes(index, quotes, asked)
  expect(await cutQuotes(index, quotes, asked)).toEqual(cutOnce)
  return cutOnce.map(wordsOf)
}

test('a quote ends with the clause that answers', async () => {
  expect(await cut(long, [long])).toEqual([kept])
})

test('of several sentences only the end of the last one goes', async () => {
  expect(await cut(`${before} ${long}`, [`${before} ${long}`])).toEqual([`${before} ${kept}`])
  expect(await cut(`${long} ${before}`, [`${long} ${before}`])).toEqual([`${long} ${before}`])
})

test('articles in other languages are quoted in whole sentences', async () => {
  const chinese = '島上的渡輪可載客二百四十人，並且是鎮議會在風暴之後向一位退休船長購買的舊船。'
  expect(await cut(chinese, [chinese], 'zh')).toEqual([chinese])
  expect(await cut(long, [long], 'und')).toEqual([long])
})

test('no quotes stay none', async () => {
  expect(await cut(long, [])).toEqual([])
})
