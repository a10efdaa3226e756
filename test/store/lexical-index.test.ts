import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Passage } from '../../src/passage/passage.ts'
import { buildLexicalIndex } from '../../src/store/lexical-index.ts'

function passage(id: string, text: string, given: Partial<Passage> = {}): Passage {
  const range = { start: 0, end: text.length }
  const own = { id, text, sourceId: 'src_1', revision: 'sha256:0' as const, tokens: 1 }
  return { ...own, ...range, headingPath: [], sentences: [range], ...given }
}

const harbour = [
  passage('a', 'ferry ferry harbour'),
  passage('b', 'harbour bridge'),
  passage('c', 'bridge tunnel toll', { sourceId: 'src_2' }),
]

describe('the lexical index', () => {
  it('scores by BM25 as worked out by hand', () => {
    const index = buildLexicalIndex(harbour)
    // N = 3, average length 8/3. "ferry": df 1, idf = ln(1 + 2.5/1.5) = 0.980829;
    // tf 2, length 3: 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / (8/3))) = 1.328302.
    const [hit] = index.search('ferry', 10)
    expect(hit?.id).toBe('a')
    expect(hit?.score).toBeCloseTo(1.302837, 5)
    // "harbour": df 2, idf = ln(1 + 1.5/2.5) = 0.470004; a: 2.2 / (1 + 1.3125) = 0.951351,
    // b: length 2: 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / (8/3))) = 1.113924.
    const hits = index.search('harbour', 10)
    expect(hits.map(({ id }) => id)).toEqual(['b', 'a'])
    expect(hits[0]?.score).toBeCloseTo(0.523548, 5)
    expect(hits[1]?.score).toBeCloseTo(0.447139, 5)
  })

  it('finds only passages that share a term, and counts a repeated term once', () => {
    const index = buildLexicalIndex(harbour)
    expect(index.search('airport', 10)).toEqual([])
    expect(index.search('', 10)).toEqual([])
    expect(index.search('toll toll toll', 10)).toEqual(index.search('tolls', 10))
  })

  it('searches only the asked articles, with the statistics of all', () => {
    const index = buildLexicalIndex(harbour)
    const all = index.search('bridge', 10)
    const some = index.search('bridge', 10, { sourceIds: new Set(['src_2']) })
    expect(some).toEqual(all.filter(({ id }) => id === 'c'))
    expect(index.search('bridge', 10, { sourceIds: new Set() })).toEqual([])
  })

  it('puts equal scores in order of id', () => {
    const index = buildLexicalIndex(['d', 'b', 'c', 'a'].map((id) => passage(id, 'equal words')))
    expect(index.search('equal', 3).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('knows in how many passages a term stands', () => {
    const index = buildLexicalIndex(harbour)
    expect(index.terms('Ferries and bridges')).toEqual(['ferri', 'bridg'])
    expect(index.documentFrequency('ferri')).toBe(1)
    expect(index.documentFrequency('bridg')).toBe(2)
    expect(index.documentFrequency('airport')).toBe(0)
    expect(index.passageCount).toBe(3)
  })

  it('gives a text that is a passage the score of that passage', () => {
    const words = fc.constantFrom('ferry', 'harbour', 'bridge', 'toll-free', '9,200', '大橋', 'a')
    const text = fc.array(words, { minLength: 1, maxLength: 12 }).map((some) => some.join(' '))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), text, (texts, query) => {
        const index = buildLexicalIndex(texts.map((some, i) => passage(`p${i}`, some)))
        for (const { id, score } of index.search(query, 8)) {
          const own = texts[Number(id.slice(1))] ?? ''
          expect(index.scoreText(query, own)).toBeCloseTo(score, 5)
          expect(score).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('gives the best k of all, whatever k is', () => {
    const texts = fc.array(fc.constantFrom('x1 y1', 'x1', 'x1 x1 y1', 'y1 z1'), { maxLength: 30 })
    fc.assert(
      fc.property(texts, fc.nat(35), (some, k) => {
        const index = buildLexicalIndex(some.map((text, i) => passage(`p${i}`, text)))
        expect(index.search('x1 z1', k)).toEqual(index.search('x1 z1', 1000).slice(0, k))
      }),
    )
  })

  it('finds a word written as one where the query hyphenates it, and the other way round', () => {
    const index = buildLexicalIndex([passage('a', 'an e-mail came'), passage('b', 'an email came')])
    expect(index.search('email', 5).map(({ id }) => id)).toEqual(['b', 'a'])
    expect(index.search('e-mail', 5).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('finds passages by the headings above them, below those that say it themselves', () => {
    const passages = [
      passage('a', 'It costs four coins.', { headingPath: ['Ferry fares'] }),
      passage('b', 'The ferry costs four.'),
    ]
    const found = (headingWeight?: number) =>
      buildLexicalIndex(passages, headingWeight === undefined ? {} : { headingWeight })
        .search('ferry', 5)
        .map(({ id }) => id)
    expect(found()).toEqual(['b', 'a'])
    expect(found(0)).toEqual(['b'])
  })

  it('searches an index of nothing', () => {
    const index = buildLexicalIndex([])
    expect(index.search('anything', 5)).toEqual([])
    expect(Number.isFinite(index.scoreText('anything', 'anything at all'))).toBe(true)
  })
})
