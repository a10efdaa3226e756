import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Embedder } from '../src/embed/embedder.ts'
import { FootnoteError } from '../src/errors.ts'
import { openIndex } from '../src/store/open-generation.ts'
import { readHistory } from '../src/store/revision-history.ts'
import { createHashingEmbedder } from './support/hashing-embedder.ts'
import { createIngestFolder, type IngestFolder } from './support/ingest-folder.ts'

const towns = ['Gannet', 'Tarn', 'Orrin', 'Sable', 'Lumen', 'Varro', 'Dongwan', 'Brack', 'Yarrow']
/** Two of the articles below fit, three do not. */
const textAtOnce = 300

let folder: IngestFolder
beforeEach(async () => {
  folder = await createIngestFolder()
  for (const town of towns) await folder.put(`${town}.txt`, articleOn(town, 1900))
})
afterEach(() => folder.removeAll())

function articleOn(town: string, year: number): string {
  return (
    `The harbour of ${town}\n\n${town} opened its harbour in ${year}. ` +
    `The pier of ${town} has room for ferries and for boats.\n`
  )
}

test('many new articles are taken in some at a time, and come to the same index as at once', async () => {
  const { index, summary } = await folder.build({ textAtOnce })
  expect(index.generation).toBe(Math.ceil(towns.length / 2))
  expect(summary).toMatchObject({ articles: towns.length, added: towns.length, problems: [] })
  expect(summary.newPassages).toBe(index.passages.length)
  expect(summary.newSentences).toBe(index.vectors.count('sentence'))

  const other = await createIngestFolder()
  try {
    for (const town of towns) await other.put(`${town}.txt`, articleOn(town, 1900))
    const atOnce = (await other.build()).index
    expect(atOnce.generation).toBe(1)
    expect(index.hash).toBe(atOnce.hash)
    expect(index.passages).toEqual(atOnce.passages)
    for (const { id } of index.passages) {
      expect(await index.vectors.get(id)).toEqual(await atOnce.vectors.get(id))
    }
  } finally {
    await other.removeAll()
  }
})

test('each article has its date, and the next look finds nothing to do', async () => {
  const { index } = await folder.build({ textAtOnce })
  const spans = await readHistory(folder.index)
  expect(spans.filter(({ isCurrent }) => isCurrent)).toHaveLength(towns.length)
  expect(spans.every(({ indexedAt }) => indexedAt !== null)).toBe(true)
  const again = await folder.build({ textAtOnce })
  expect(again.index.generation).toBe(index.generation)
  expect(folder.embedded).toEqual([])
})

/** Works for so many calls and then fails. */
function failingAfter(calls: number): Embedder {
  const inner = createHashingEmbedder()
  let left = calls
  return {
    ...inner,
    async embedPassages(texts, options) {
      left -= 1
      if (left < 0) throw new FootnoteError('embedding_failed', 'The worker is gone.')
      return inner.embedPassages(texts, options)
    },
  }
}

test('what was stopped midway answers with whole articles, and the next ingest goes on from there', async () => {
  const embedder = failingAfter(2)
  const stopped = folder.build({ textAtOnce, embedder: async () => embedder })
  await expect(stopped).rejects.toMatchObject({ code: 'embedding_failed' })
  const half = await openIndex(folder.index)
  expect(half.articles).toHaveLength(4)
  for (const article of half.articles) {
    const own = half.passages.filter(({ sourceId }) => sourceId === article.id)
    expect(own.length).toBeGreaterThan(0)
    for (const { id } of own) expect(await half.vectors.get(id)).toBeDefined()
  }
  const done = await folder.build({ textAtOnce })
  expect(done.summary).toMatchObject({ articles: towns.length, added: towns.length - 4 })
  expect(folder.embedded.some((text) => text.includes(half.articles[0]?.title ?? ''))).toBe(false)
})

test('a change of articles that are there is one commit, whatever is new beside it', async () => {
  const { index } = await folder.build()
  await folder.put('Tarn.txt', articleOn('Tarn', 1911))
  for (const town of ['Ember', 'Fallow', 'Hollin']) {
    await folder.put(`${town}.txt`, articleOn(town, 1950))
  }
  const next = await folder.build({ textAtOnce })
  expect(next.index.generation).toBe(index.generation + 1)
  expect(next.summary).toMatchObject({ added: 3, changed: 1 })
})

test('progress goes up to the end, and its end is what there was to do', async () => {
  const seen: [number, number][] = []
  await folder.build({
    textAtOnce,
    onProgress: (step, done, total) => {
      if (step === 'Embedding') seen.push([done, total])
    },
  })
  const done = seen.map(([count]) => count)
  expect(done).toEqual([...done].sort((a, b) => a - b))
  expect(seen.every(([count, total]) => count <= total)).toBe(true)
  const [last, total] = seen.at(-1) ?? []
  expect(last).toBe(total)
  // It is told from the first step on how much there will be.
  expect(Math.abs((seen[0]?.[1] ?? 0) - (total ?? 0))).toBeLessThan(0.3 * (total ?? 0))
})
