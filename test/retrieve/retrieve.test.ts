import { beforeAll, expect, test } from 'vitest'
import { type RetrievalQuery, retrieve } from '../../src/retrieve/retrieve.ts'
import { dotProduct } from '../../src/store/dot-product.ts'
import type { OpenIndex } from '../../src/store/open-index.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'
import { makeIndex } from '../support/make-index.ts'

const embedder = createHashingEmbedder()
const ferry = 'The night ferry sails to Gull Island from April.'
const fares = 'Tickets for the ferry cost four crowns each way.'
const market = 'The market hall of Dongwan was built by masons.'
const choir = 'A choir sang in the hall until dawn.'

let index: OpenIndex
beforeAll(async () => {
  index = await makeIndex([
    { path: 'ferry.txt', text: `${ferry}\n\n${fares}` },
    { path: 'market.txt', text: `${market}\n\n${choir}` },
  ])
})

async function query(text: string, from = text): Promise<RetrievalQuery> {
  return { text, vector: await embedder.embedQuery(from) }
}

const textsOf = (found: Awaited<ReturnType<typeof retrieve>>) =>
  found.map(({ passage }) => passage.text)

test('the passage that says what is asked comes first, with its article and scores', async () => {
  const asked = await query('How much are tickets for the ferry?')
  const [best] = await retrieve(index, [asked], { limit: 3 })
  expect(best?.passage.text).toBe(fares)
  expect(best?.article.path).toBe('ferry.txt')
  expect(best?.lexicalScore).toBeGreaterThan(0)
  expect(best?.denseScore).toBeLessThanOrEqual(1 + 1e-6)
  expect(best?.score).toBeLessThanOrEqual(1)
})

test('either way of searching alone brings its passage up', async () => {
  const nowhere = 'zzz'
  const byVector = await retrieve(index, [await query(nowhere, choir)], { limit: 1 })
  expect(textsOf(byVector)).toEqual([choir])
  const byBoth = await retrieve(index, [await query('masons of Dongwan', fares)], { limit: 2 })
  expect(new Set(textsOf(byBoth))).toEqual(new Set([fares, market]))
})

test('a passage that only one way has found still gets its true score from the other', async () => {
  const near = Array.from({ length: 40 }, (_, at) => `Boat boat boat boat ${at}.`)
  const less = Array.from({ length: 20 }, (_, at) => `Terns flew past one boat at noon ${at}.`)
  const far = 'Choirs sang about one boat, then masons, bakers, weavers, at dawn.'
  const text = [...near, ...less, far].join('\n\n')
  const wide = await makeIndex([{ path: 'a.txt', text }])
  const asked = await query('masons', 'boat')
  const found = await retrieve(wide, [asked], { limit: 50 })
  const choirs = found.find(({ passage }) => passage.text.includes('masons'))
  const { vector } = (await wide.vectors.get(choirs?.passage.id ?? '')) ?? {}
  expect(choirs?.lexicalScore).toBeGreaterThan(0)
  expect(choirs?.denseScore).toBeCloseTo(dotProduct(asked.vector, vector ?? asked.vector), 9)
  expect(choirs?.denseScore).toBeGreaterThan(0)
  expect(choirs?.denseScore).toBeLessThan(0.9)
})

test('scores are in order, one passage each, no more than the limit', async () => {
  const asked = await query('ferry hall')
  const all = await retrieve(index, [asked], { limit: 100 })
  expect(new Set(all.map(({ passage }) => passage.id)).size).toBe(all.length)
  expect(all).toHaveLength(4)
  for (const [at, { score }] of all.entries()) {
    expect(score).toBeLessThanOrEqual(all[at - 1]?.score ?? 1)
  }
  for (const limit of [0, 1, 3]) {
    expect(await retrieve(index, [asked], { limit })).toEqual(all.slice(0, limit))
  }
})

test('only articles that are allowed are found, however near the others are', async () => {
  const asked = await query(ferry)
  const sourceIds = new Set(
    index.articles.filter(({ path }) => path === 'market.txt').map(({ id }) => id),
  )
  const found = await retrieve(index, [asked], { limit: 10, sourceIds })
  expect(textsOf(found).sort()).toEqual([choir, market].sort())
  expect(await retrieve(index, [asked], { limit: 10, sourceIds: new Set() })).toEqual([])
})

test('the same question gives the same, and so does an index built from other order of files', async () => {
  const asked = [await query('Who sang in the hall?')]
  const again = await makeIndex([
    { path: 'market.txt', text: `${market}\n\n${choir}` },
    { path: 'ferry.txt', text: `${ferry}\n\n${fares}` },
  ])
  const first = await retrieve(index, asked, { limit: 4 })
  expect(await retrieve(index, asked, { limit: 4 })).toEqual(first)
  expect(await retrieve(again, asked, { limit: 4 })).toEqual(first)
})

test('several queries are averaged, in any order', async () => {
  const one = await query('night ferry to Gull Island')
  const other = await query('choir in the hall')
  const [alone, beside, both, reversed] = await Promise.all(
    [[one], [other], [one, other], [other, one]].map((queries) =>
      retrieve(index, queries, { limit: 4 }),
    ),
  )
  const scoresOf = (found: typeof alone, text: string) =>
    found?.find(({ passage }) => passage.text === text)
  for (const text of [ferry, fares, market, choir]) {
    const [left, right, mean] = [alone, beside, both].map((found) => scoresOf(found, text))
    const half = ((left?.denseScore ?? 0) + (right?.denseScore ?? 0)) / 2
    expect(mean?.denseScore).toBeCloseTo(half, 6)
    const words = ((left?.lexicalScore ?? 0) + (right?.lexicalScore ?? 0)) / 2
    expect(mean?.lexicalScore).toBeCloseTo(words, 6)
    expect(scoresOf(reversed, text)?.score).toBeCloseTo(mean?.score ?? -1, 6)
  }
  expect(new Set(textsOf(both ?? []).slice(0, 2))).toEqual(new Set([ferry, choir]))
})

test('finds nothing in an index of nothing, and nothing for no query', async () => {
  expect(await retrieve(await makeIndex([]), [await query('ferry')], { limit: 5 })).toEqual([])
  expect(await retrieve(index, [], { limit: 5 })).toEqual([])
})

test('similarity is the cosine of vectors of unit length', async () => {
  const { vector } = await query(ferry)
  expect(dotProduct(vector, vector)).toBeCloseTo(1, 6)
  expect(dotProduct(Float32Array.of(1, 0), Float32Array.of(0, 1))).toBe(0)
  expect(dotProduct(Float32Array.of(1, 0), Float32Array.of(-1, 0))).toBe(-1)
})

test('what the model cannot read of a question is left to its words', async () => {
  const asked = await query('masons of Dongwan', choir)
  const best = async (readable?: number) => {
    const one = readable === undefined ? asked : { ...asked, readable }
    return (await retrieve(index, [one], { limit: 1 }))[0]?.passage.text
  }
  expect(await best()).toBe(choir)
  expect(await best(1)).toBe(choir)
  expect(await best(0)).toBe(market)
})
