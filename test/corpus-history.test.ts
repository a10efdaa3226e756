import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IngestResult } from '../src/build-index.ts'
import type { OpenIndex } from '../src/store/open-index.ts'
import { createIngestFolder, expectWhole, type IngestFolder } from './support/ingest-folder.ts'

const places = ['a.txt', 'b.md', 'town/c.txt', 'town/d.txt']
const texts = ['harbour', 'market', 'mill', 'tram', 'well'].map(
  (word) => `The ${word} opens\n\nThe ${word} of the town was mended by a smith.\n\nRead more\n`,
)

const place = fc.constantFrom(...places)
const step = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), at: place, text: fc.constantFrom(...texts) }),
  fc.record({ kind: fc.constant('move' as const), at: place, to: place }),
  fc.record({ kind: fc.constant('copy' as const), at: place, to: place }),
  fc.record({ kind: fc.constant('remove' as const), at: place }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** What the folder holds, by path. */
type Model = Map<string, string>

async function take(folder: IngestFolder, model: Model, one: Step): Promise<void> {
  const text = model.get(one.at)
  if (one.kind === 'put') {
    model.set(one.at, one.text)
    await folder.put(one.at, one.text)
  } else if (text === undefined) {
    return
  } else if (one.kind === 'copy') {
    model.set(one.to, text)
    await folder.put(one.to, text)
  } else if (one.kind === 'move') {
    model.delete(one.at)
    model.set(one.to, text)
    // Makes the folder that it goes to.
    await folder.put(join(dirname(one.to), '.keep'), '')
    await rename(join(folder.corpus, one.at), join(folder.corpus, one.to))
  } else {
    model.delete(one.at)
    await rm(join(folder.corpus, one.at))
  }
}

/** The index without the ids of its sources, which history may have given. */
function withoutIds({ articles, passages, lexical }: OpenIndex) {
  const pathOf = new Map(articles.map(({ id, path }) => [id, path]))
  return {
    articles: articles.map(({ id: _, ...article }) => article),
    passages: passages.map(({ sourceId, ...passage }) => ({
      ...passage,
      source: pathOf.get(sourceId),
    })),
    found: lexical.search('harbour mill smith', 20),
  }
}

/** What must hold of ids from one index to the next. */
function expectIdsKept(before: OpenIndex | undefined, { index }: IngestResult): void {
  expect(new Set(index.articles.map(({ id }) => id)).size).toBe(index.articles.length)
  const byText = new Map(before?.articles.map(({ revision, id }) => [revision, id]))
  for (const { revision, id } of index.articles) {
    if (byText.has(revision)) expect(id).toBe(byText.get(revision))
  }
}

test('whatever becomes of its files, an index is what it would be built anew, but for kept ids', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      async (batches) => {
        const folder = await createIngestFolder()
        try {
          const model: Model = new Map()
          let before: IngestResult | undefined
          let lastModel = ''
          // An ingest of its own each time, and one process that remembers: they come to the same.
          for (const [turn, batch] of batches.entries()) {
            for (const one of batch) await take(folder, model, one)
            if (model.size === 0) {
              await expect(folder.build()).rejects.toMatchObject({ code: /corpus_(empty|missing)/ })
              continue
            }
            const remembered =
              before && turn % 2 === 1 ? { memory: before.memory, opened: before.index } : {}
            const result = await folder.build(remembered)
            await expectWhole(result)
            expectIdsKept(before?.index, result)
            expect(new Set(result.index.articles.map(({ text }) => text))).toEqual(
              new Set(model.values()),
            )
            expect(result.index.articles.flatMap(({ paths }) => paths).sort()).toEqual(
              [...model.keys()].sort(),
            )
            const anew = await folder.build({ index: join(folder.index, '..', `anew-${turn}`) })
            expect(withoutIds(result.index)).toEqual(withoutIds(anew.index))
            const { added, changed, moved, removed, copies } = result.summary
            expect(added - removed).toBe(
              result.index.articles.length - (before?.index.articles.length ?? 0),
            )
            expect(copies).toBe(model.size - result.index.articles.length)
            const now = JSON.stringify([...model].sort())
            if (now === lastModel) expect(added + changed + moved + removed).toBe(0)
            lastModel = now
            before = result
          }
        } finally {
          await folder.removeAll()
        }
      },
    ),
    { numRuns: 40 },
  )
}, 120_000)
