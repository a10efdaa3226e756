import { beforeAll, describe, expect, test } from 'vitest'
import type { AskedQuery } from '../../src/evidence/find-evidence.ts'
import { scoreSentences, sentenceWeights } from '../../src/evidence/score-sentences.ts'
import { retrieve } from '../../src/retrieve/retrieve.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { makeIndex } from '../support/make-index.ts'
import { sentenceCase, weighSentences } from './weigh-sentences.ts'

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
    const queries = await asked(texts)
    const passages = await retrieve(index, queries, { limit: 9 })
    const both = await scoreSentences(index, await sentenceCase(index, queries, passages), passages)
    const alone = await Promise.all(
      queries.map(async (query) =>
        scoreSentences(index, await sentenceCase(index, [query], passages), passages),
      ),
    )
    for (const { start, ranked, ...item } of both) {
      const same = alone.map((list) =>
        list.find((other) => other.start === start && other.ranked === ranked),
      )
      for (const score of ['similarity', 'lexicalScore', 'alignment'] as const) {
        const mean = same.reduce((sum, other) => sum + (other?.[score] ?? Number.NaN), 0) / 2
        expect(item[score], score).toBeCloseTo(mean, 6)
      }
    }
  })

  test('nothing comes of no passages', async () => {
    const queries = await asked(['Who sang?'])
    expect(await scoreSentences(index, await sentenceCase(index, queries, []), [])).toEqual([])
  })

  test("a sentence is aligned by its own words, not by its passage's or its title's", async () => {
    const evidence = await weighSentences(index, 'harbour crowns')
    const alignmentOf = (text: string) =>
      evidence.find((item) => item.text === text)?.alignment ?? Number.NaN
    expect(alignmentOf('Tickets cost four crowns.')).toBeGreaterThan(0.3)
    for (const other of ['The ferry is blue.', 'Dogs ride free.', 'Rain fell.', 'Masons built it.'])
      expect(alignmentOf(other), other).toBe(0)
  })

  test('of two sentences alike in all else the one nearer to the words of the question is better', async () => {
    const [query] = await asked(['Boats?'])
    const alike = await makeIndex([{ path: 'a.txt', text: 'Boats sail. Boats sail.' }])
    const passages = query ? await retrieve(alike, [query], { limit: 9 }) : []
    const plain = query && (await sentenceCase(alike, [query], passages))
    if (!plain) throw new Error('There is a question.')
    const id = passages[0]?.passage.id ?? ''
    const words = [{ word: 'boats', weight: 1, nearest: 0.9, inSentences: [0.4, 0.9] }]
    const nearer = { ...plain, alignments: new Map([[id, [words]]]) }
    const order = async (one: typeof plain) =>
      (await scoreSentences(alike, one, passages)).map(({ position }) => position)
    expect(await order(plain)).toEqual([0, 1])
    expect(await order(nearer)).toEqual([1, 0])
    expect(await order({ ...plain, alignments: new Map() })).toEqual([0, 1])
  })

  test('a sentence that holds what kind of thing is asked for is better', async () => {
    const twice = await makeIndex([{ path: 'a.txt', text: 'Boats sail 5. Boats sail 7.' }])
    const [query] = await asked(['Boats sail'])
    const passages = query ? await retrieve(twice, [query], { limit: 9 }) : []
    const plain = query && (await sentenceCase(twice, [query], passages))
    if (!plain) throw new Error('There is a question.')
    const scores = async (one: Pick<typeof plain, 'kind' | 'question'>) => {
      const all = await scoreSentences(twice, { ...plain, ...one }, passages)
      return all.sort((left, right) => left.start - right.start).map(({ score }) => score)
    }
    const question = 'How many boats sail beside the 5?'
    const [own, another] = await scores({ kind: 'number', question })
    const [first, second] = await scores({ kind: 'other', question })
    // The first holds no number but the question's own; a kind without a form is in the middle.
    expect((another ?? 0) - (second ?? 0)).toBeCloseTo(sentenceWeights.kind / 2, 9)
    expect((first ?? 0) - (own ?? 0)).toBeCloseTo(sentenceWeights.kind / 2, 9)
  })

  test('no score is above the sum of the weights, and the best of everything has it', async () => {
    const evidence = await weighSentences(index, 'Tickets cost four crowns')
    const sum = Object.values(sentenceWeights).reduce((total, weight) => total + weight, 0)
    for (const { score } of evidence) expect(score).toBeLessThanOrEqual(sum + 1e-9)
    expect(evidence[0]?.score).toBeCloseTo(sum - sentenceWeights.kind / 2, 6)
  })
})

function asked(texts: readonly string[]): Promise<AskedQuery[]> {
  return Promise.all(texts.map(async (text) => ({ text, ...(await embedder.embedQuestion(text)) })))
}
