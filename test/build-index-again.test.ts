import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createIngestFolder, expectWhole, type IngestFolder } from './support/ingest-folder.ts'

const ferry =
  'Night ferry returns\n\nThe night ferry sails to Gull Island. Tickets cost four crowns.\n'
const market =
  'Market hall opens\n\nThe market hall was built by masons. A choir sang until dawn.\n'

let folder: IngestFolder
beforeEach(async () => {
  folder = await createIngestFolder()
  await folder.put('ferry.txt', ferry)
  await folder.put('town/market.txt', market)
})
afterEach(() => folder.removeAll())

describe('a later ingest', () => {
  test('of a corpus as it was reads, embeds and writes nothing', async () => {
    const first = await folder.build()
    const fail = async (): Promise<never> => {
      throw new Error('asked for without need')
    }
    const second = await folder.build({ embedder: fail, vectorCache: fail })
    expect(folder.embedded).toEqual([])
    expect(second.index.generation).toBe(first.index.generation)
    expect(second.summary).toMatchObject({ unchanged: 2, added: 0, embedded: 0, newPassages: 0 })
  })

  test('embeds only the article that is new', async () => {
    await folder.build()
    await folder.put('choir.txt', 'Choir wanted\n\nSingers may come on Monday.\n')
    const result = await folder.build()
    await expectWhole(result)
    expect(result.summary).toMatchObject({ articles: 3, added: 1, unchanged: 2, changed: 0 })
    expect(folder.embedded.length).toBeGreaterThan(0)
    for (const text of folder.embedded) expect(text).not.toMatch(/ferry|market/i)
  })

  test('of a changed article embeds what changed, and keeps the former text', async () => {
    const first = await folder.build()
    const former = first.index.articles[0]
    await folder.put('ferry.txt', ferry.replace('four crowns', 'five crowns'))
    const second = await folder.build()
    await expectWhole(second)
    expect(second.summary).toMatchObject({ changed: 1, unchanged: 1, added: 0, removed: 0 })
    expect(second.index.articles[0]?.id).toBe(former?.id)
    expect(folder.embedded.some((text) => text.includes('five crowns'))).toBe(true)
    expect(folder.embedded.some((text) => text.includes('market'))).toBe(false)
    expect(second.summary.reused).toBeGreaterThan(0)
    expect((await second.index.revision(former?.revision ?? ''))?.text).toBe(ferry)
  })

  test('drops an article that is gone', async () => {
    await folder.build()
    await folder.remove('town')
    const result = await folder.build()
    await expectWhole(result)
    expect(result.summary).toMatchObject({ articles: 1, removed: 1, unchanged: 1, embedded: 0 })
    expect(result.index.lexical.search('market choir', 5)).toEqual([])
  })

  test('of a renamed file keeps its source, and embeds nothing', async () => {
    const first = await folder.build()
    await folder.remove('ferry.txt')
    await folder.put('boats.txt', ferry)
    const result = await folder.build()
    await expectWhole(result)
    expect(result.summary).toMatchObject({ moved: 1, added: 0, removed: 0, embedded: 0 })
    expect(folder.embedded).toEqual([])
    expect(result.index.articles[0]).toEqual({
      ...first.index.articles[0],
      path: 'boats.txt',
      paths: ['boats.txt'],
    })
  })

  test('gets the vectors back that it has, when the index itself is lost', async () => {
    const first = await folder.build()
    for (const name of await readdir(folder.index)) {
      if (name !== 'vectors.cache') await rm(join(folder.index, name), { recursive: true })
    }
    const second = await folder.build()
    await expectWhole(second)
    expect(folder.embedded).toEqual([])
    expect(second.summary).toMatchObject({ added: 2, embedded: 0, reused: first.summary.embedded })
    expect(second.index.hash).toBe(first.index.hash)
  })
})

describe('another model', () => {
  test('builds the index anew, saying why', async () => {
    await folder.build()
    const notices: string[] = []
    const model = { name: 'other/model', revision: 'sha256:1', dimensions: 64 }
    const result = await folder.build({
      model,
      onNotice: (line) => notices.push(line),
    })
    expect(notices).toEqual([expect.stringMatching(/test\/hashing-64.*other\/model.*anew/s)])
    expect(result.index.model).toEqual(model)
    expect(result.summary).toMatchObject({ added: 2, unchanged: 0 })
    expect(folder.embedded.length).toBeGreaterThan(0)
  })
})
