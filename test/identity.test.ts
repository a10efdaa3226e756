import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IngestResult } from '../src/build-index.ts'
import { createIngestFolder, expectWhole, type IngestFolder } from './support/ingest-folder.ts'

const ferry =
  'Night ferry returns\n\nThe night ferry sails to Gull Island. Tickets cost four crowns.\n'
const market =
  'Market hall opens\n\nThe market hall was built by masons. A choir sang until dawn.\n'
const mill =
  'The mill turns again\n\nAfter nine years of work the wind mill on Carrow Hill grinds flour again.\n\n' +
  'The sails were cut from larch by two carpenters, who had to learn how from drawings.\n\n' +
  'On Sundays visitors may climb to the cap, at most six at a time, and buy a bag of flour.\n'

let folder: IngestFolder
let ids: Record<string, string>
beforeEach(async () => {
  folder = await createIngestFolder()
})
afterEach(() => folder.removeAll())

async function build(): Promise<IngestResult> {
  const result = await folder.build()
  await expectWhole(result)
  ids = Object.fromEntries(result.index.articles.map(({ paths, id }) => [paths.join(' '), id]))
  return result
}

async function move(from: string, to: string): Promise<void> {
  await rename(join(folder.corpus, from), join(folder.corpus, to))
}

describe('the same text in two files', () => {
  test('is one source with two paths, indexed and quoted once', async () => {
    await folder.put('b.txt', ferry)
    await folder.put('a.txt', ferry)
    const { index, summary } = await build()
    expect(Object.keys(ids)).toEqual(['a.txt b.txt'])
    expect(summary).toMatchObject({ articles: 1, added: 1, copies: 1 })
    expect(index.lexical.search('Gull Island', 5)).toHaveLength(1)
    expect((await build()).index.generation).toBe(index.generation)
  })

  test('keeps its source when a copy comes before it, and when either goes', async () => {
    await folder.put('b.txt', ferry)
    const first = (await build()).index.articles[0]
    await folder.put('a.txt', ferry)
    const { summary } = await build()
    expect(summary).toMatchObject({ added: 0, changed: 0, unchanged: 1, embedded: 0, copies: 1 })
    expect(ids).toEqual({ 'a.txt b.txt': first?.id })
    await folder.remove('b.txt')
    expect((await build()).summary).toMatchObject({ removed: 0, unchanged: 1, copies: 0 })
    expect(ids).toEqual({ 'a.txt': first?.id })
  })

  test('leaves the source with the copy that stays as it was, whichever is edited', async () => {
    await folder.put('a.txt', ferry)
    await folder.put('b.txt', ferry)
    await build()
    const id = ids['a.txt b.txt']
    await folder.put('a.txt', ferry.replace('four', 'five'))
    const { summary } = await build()
    expect(summary).toMatchObject({ added: 1, changed: 0, removed: 0 })
    expect(ids['b.txt']).toBe(id)
    expect(ids['a.txt']).not.toBe(id)
  })

  test('goes with the first of them when all are edited at once', async () => {
    await folder.put('a.txt', ferry)
    await folder.put('b.txt', ferry)
    await build()
    const id = ids['a.txt b.txt']
    await folder.put('a.txt', ferry.replace('four', 'five'))
    await folder.put('b.txt', ferry.replace('four', 'six'))
    expect((await build()).summary).toMatchObject({ added: 1, changed: 1 })
    expect(ids['a.txt']).toBe(id)
  })
})

describe('a source', () => {
  test('goes with its file, and what takes its place is another one', async () => {
    await folder.put('a.txt', ferry)
    await build()
    const id = ids['a.txt']
    await move('a.txt', 'b.txt')
    await folder.put('a.txt', market)
    expect((await build()).summary).toMatchObject({ moved: 1, added: 1, changed: 0, removed: 0 })
    expect(ids['b.txt']).toBe(id)
    expect(ids['a.txt']).not.toBe(id)
    const both = ids
    await build()
    expect(ids).toEqual(both)
    // Also when it has been away.
    await folder.remove('b.txt')
    await build()
    await folder.put('c.txt', ferry)
    await build()
    expect(ids['c.txt']).toBe(id)
  })

  test('goes with its text when two files change places', async () => {
    await folder.put('a.txt', ferry)
    await folder.put('b.txt', market)
    await build()
    const before = ids
    await folder.put('a.txt', market)
    await folder.put('b.txt', ferry)
    expect((await build()).summary).toMatchObject({ moved: 2, embedded: 0 })
    expect(ids).toEqual({ 'a.txt': before['b.txt'], 'b.txt': before['a.txt'] })
  })

  test('is the old one when its file comes back, edited meanwhile or not', async () => {
    await folder.put('a.txt', ferry)
    await folder.put('b.txt', market)
    await build()
    const before = ids
    await folder.remove('a.txt')
    await build()
    await folder.put('found/again.txt', ferry)
    await build()
    expect(ids['found/again.txt']).toBe(before['a.txt'])
    await folder.remove('b.txt')
    await build()
    await folder.put('b.txt', market.replace('masons', 'carpenters'))
    await build()
    expect(ids['b.txt']).toBe(before['b.txt'])
  })

  test('goes with a file moved and edited at once only where it is nearly all the same', async () => {
    await folder.put('a.txt', mill)
    await folder.put('b.txt', ferry)
    await build()
    const before = ids
    await folder.remove('a.txt')
    await folder.remove('b.txt')
    await folder.put(
      'history/mill.txt',
      mill.replace('The mill turns again', 'Flour from the hill'),
    )
    await folder.put('boats.txt', ferry.replace('Gull Island', 'the outer harbour'))
    expect((await build()).summary).toMatchObject({ changed: 1, added: 1, removed: 1 })
    expect(ids['history/mill.txt']).toBe(before['a.txt'])
    expect(Object.values(before)).not.toContain(ids['boats.txt'])
  })

  test('goes with neither of two texts that could both be what became of it', async () => {
    await folder.put('a.txt', mill)
    await folder.put('z.txt', market)
    await build()
    const before = ids
    await folder.remove('a.txt')
    await folder.put('one.txt', mill.replace('again\n', 'once more\n'))
    await folder.put('two.txt', mill.replace('again\n', 'at last\n'))
    await build()
    expect(Object.values(ids)).not.toContain(before['a.txt'])
  })
})
