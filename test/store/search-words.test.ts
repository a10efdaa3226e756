import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passageId } from '../../src/passage/passage.ts'
import { indexPassages } from '../../src/store/index-passages.ts'
import { buildLexicalIndex, lexicalIndexOf } from '../../src/store/lexical-index.ts'
import { lexicalPartOf } from '../../src/store/lexical-part.ts'
import { wordSearch } from '../../src/store/search-words.ts'
import { plainWords } from './plain-search.ts'

const words = ['ferry', 'harbour', 'e-mail', 'email', 'bridge', 'toll', 'the', '渡輪', '9,200']
const someWords = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 })
const passage = fc.record({
  text: someWords.map((some) => some.join(' ')),
  headingPath: fc.array(
    someWords.map((some) => some.slice(0, 3).join(' ')),
    { maxLength: 2 },
  ),
  source: fc.integer({ min: 0, max: 5 }),
})
const passages = fc.array(passage, { minLength: 1, maxLength: 60 }).map((all) =>
  all
    .sort((left, right) => left.source - right.source)
    .map(({ text, headingPath, source }, at) => {
      const range = { start: at * 1000, end: at * 1000 + text.length }
      const revision = `sha256:${'0'.repeat(64)}` as const
      const own = { id: passageId(revision, range), sourceId: `src_${source}`, revision, text }
      return { ...own, ...range, headingPath, sentences: [range], tokens: 1 }
    }),
)

describe('a search for words', () => {
  it('finds and scores as a plain one does, to the last bit', () => {
    const weights = fc.dictionary(
      fc.constantFrom('ferri', 'harbour', 'bridg', 'email', '渡輪', 'x'),
      fc.double({ min: 0.01, max: 9, noNaN: true }),
    )
    fc.assert(
      fc.property(
        passages,
        weights,
        fc.constantFrom(0, 1, 5, 100),
        fc.boolean(),
        (all, given, k, dead) => {
          const postings = indexPassages(all)
          const live = Uint8Array.from(all, (_, at) => Number(at % 3 !== 1))
          const part = { ...lexicalPartOf(postings, all), ...(dead ? { live } : {}) }
          const plain = { ...part, sourceIds: all.map(({ sourceId }) => sourceId) }
          const search = wordSearch(part, 6.5)
          const asked = new Map(Object.entries(given))
          for (const within of [undefined, new Set(['src_1', 'src_4']), new Set<string>()]) {
            const expected = plainWords(plain, asked, 6.5, { k, ...(within ? { within } : {}) })
            expect(search.search(asked, k, within)).toEqual(expected)
            // Nothing is left over from the search before.
            expect(search.search(asked, k, within)).toEqual(expected)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('scores passages as their texts are scored, to the last bit', () => {
    fc.assert(
      fc.property(passages, someWords, (all, asked) => {
        const half = all.length >> 1
        const parts = [all.slice(0, half), all.slice(half)].map((some) =>
          lexicalPartOf(indexPassages(some), some),
        )
        const query = asked.join(' ')
        for (const index of [
          lexicalIndexOf(parts),
          buildLexicalIndex(all, { headingWeight: 0.3 }),
        ]) {
          const expected = all.map(({ text }) => index.scoreText(query, text))
          expect(index.scorePassages(query, all)).toEqual(expected)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('scores passages that are not of the index, too', () => {
    const [one] = fc.sample(passages, { numRuns: 1, seed: 7 })
    const index = buildLexicalIndex([])
    const expected = (one ?? []).map(({ text }) => index.scoreText('ferry', text))
    expect(index.scorePassages('ferry', one ?? [])).toEqual(expected)
  })
})
