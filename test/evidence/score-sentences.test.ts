import { beforeAll, describe, expect, test } from 'vitest'
import { questionTerms } from '../../src/evidence/question-terms.ts'
import { scoreSentences } from '../../src/evidence/score-sentences.ts'
import { retrieve } from '../../src/retrieve/retrieve.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { makeIndex } from '../support/make-index.ts'
import { weighSentences } from './weigh-sentences.ts'

const embedder = createHashingEmbedder()

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    {
      path: 'a.txt',
      title: 'Harbour news',
      text: '# Fares\n\nThe ferry is blue. Tickets cost four crowns. Dogs ride free.\n\nRain fell.',
    },
    { path: 'b.txt', text: 'A choir sang in the hall. Masons built it.' },
  ])
})

describe('scoreSentences', () => {
  test('weighs every sentence of the passages once, best first', async () => {
    const evidence = await weighSentences(index, 'How many crowns do tickets cost?')
    expect(evidence).toHaveLength(6)
    expect(evidence[0]?.text).toBe('Tickets cost four crowns.')
    for (const [at, { score }] of evidence.entries()) {
      expect(score).toBeLessThanOrEqual(evidence[at - 1]?.score ?? Number.POSITIVE_INFINITY)
      expect(score).toBeGreaterThanOrEqual(0)
    }
  })

  test('each is a range of its article and knows its place in its passage', async () => {
    for (const item of await weighSentences(index, 'Who sang?')) {
      const { passage, article } = item.ranked
      expect(article.text.slice(item.start, item.end)).toBe(item.text)
      expect(passage.sentences[item.position]).toEqual({ start: item.start, end: item.end })
      expect(item.similarity).toBeLessThanOrEqual(1 + 1e-6)
      expect(item.lexicalScore).toBeGreaterThanOrEqual(0)
    }
  })

  test('title and headings count for what a sentence covers', async () => {
    const [best] = await weighSentences(
      index,
      'What are the harbour fares for dogs that ride free?',
    )
    expect(best?.text).toBe('Dogs ride free.')
    expect(best?.coverage).toBeCloseTo(1, 9)
  })

  test('is the same from run to run, equal sentences in order of place', async () => {
    const twice = await makeIndex([{ path: 'a.txt', text: 'Boats sail. Boats sail. Boats sail.' }])
    const first = await weighSentences(twice, 'Boats?')
    expect(first.map(({ start }) => start)).toEqual([0, 12, 24])
    expect(await weighSentences(twice, 'Boats?')).toEqual(first)
  })

  test('several queries are averaged', async () => {
    const texts = ['Tickets cost four crowns', 'Masons built it']
    const queries = await Promise.all(
      texts.map(async (text) => ({ text, vector: await embedder.embedQuery(text) })),
    )
    const terms = questionTerms(index.lexical, texts.join(' '))
    const passages = await retrieve(index, queries, { limit: 9 })
    const both = await scoreSentences(index, queries, terms, passages)
    const alone = await Promise.all(
      queries.map((query) => scoreSentences(index, [query], terms, passages)),
    )
    for (const { start, ranked, similarity } of both) {
      const same = alone.map((list) =>
        list.find((item) => item.start === start && item.ranked === ranked),
      )
      const mean = same.reduce((sum, item) => sum + (item?.similarity ?? Number.NaN), 0) / 2
      expect(similarity).toBeCloseTo(mean, 6)
    }
  })

  test('nothing comes of no passages', async () => {
    const terms = questionTerms(index.lexical, 'Who sang?')
    expect(await scoreSentences(index, [], terms, [])).toEqual([])
  })
})
