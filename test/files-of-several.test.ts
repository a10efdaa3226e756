import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readerDocument } from '../src/web/reader-document.ts'
import { wholeAnswer } from './support/ask-index.ts'
import { createIngestFolder, expectWhole, type IngestFolder } from './support/ingest-folder.ts'

const ferry = 'The night ferry to Gull Island costs four crowns and leaves at twenty to eleven.'
const mill = 'The Brandholm mill grinds rye again on Saturdays between nine and noon.'
const tram = 'Tram line seven runs to the Orla weir every twelve minutes until midnight.'
const records = [
  { id: 'ferry', title: 'Night ferry', date: '2025-03-03', text: ferry },
  { id: 'mill', title: 'Mill grinds again', text: mill },
  { title: 'Broken', text: '' },
  { title: 'Tram seven', text: tram },
]
const export1 = 'news/export.json'

// Files are read by a process of its own, which takes a while to start.
vi.setConfig({ testTimeout: 60_000 })

let folder: IngestFolder
beforeEach(async () => {
  folder = await createIngestFolder()
  await folder.put(export1, JSON.stringify(records))
  await folder.put('a.txt', 'The lighthouse keeper of Holm retires after thirty years of service.')
})
afterEach(() => folder.removeAll())

describe('a file of several articles', () => {
  test('gives each its own source, and names the record that is none', async () => {
    const result = await folder.build()
    await expectWhole(result)
    expect(result.index.articles.map(({ path, entry }) => [path, entry])).toEqual([
      ['a.txt', undefined],
      [export1, '#4'],
      [export1, 'ferry'],
      [export1, 'mill'],
    ])
    expect(result.summary).toMatchObject({ articles: 4, added: 4 })
    expect(result.summary.problems.map(({ error }) => error.message)).toEqual([
      `${export1}: record 3 holds no text.`,
    ])
  })

  test('is quoted with the file and the record that the words are from', async () => {
    const { index } = await folder.build()
    const answer = await wholeAnswer(index, 'What does the night ferry to Gull Island cost?')
    // The hashing embedder's scores are not what refusals are fitted to: what is nearest is cited, too.
    const [citation] = [...answer.citations, ...(answer.refusal?.nearest ?? [])]
    expect(citation).toMatchObject({
      source_path: export1,
      source_entry: 'ferry',
      title: 'Night ferry',
      published_at: '2025-03-03',
      quote: ferry,
    })
    const { source_id: id = '', id: cited = '' } = citation ?? {}
    expect(answer.sources.find((source) => source.id === id)).toMatchObject({ entry: 'ferry' })
    expect(await readerDocument(index, id, [cited])).toMatchObject({
      path: export1,
      entry: 'ferry',
    })
  })

  test('that changes in one record costs the embedding of that one', async () => {
    const before = await folder.build()
    const changed = [
      { id: 'new', text: 'A new one about herring prices in Varn harbour.' },
      ...records,
    ]
    changed[2] = { ...records[1], text: mill.replace('noon', 'one') } as (typeof records)[number]
    await folder.put(export1, JSON.stringify(changed))
    const { summary, index } = await folder.build()
    await expectWhole({ index })
    expect(folder.embedded.join('\n')).not.toContain(ferry)
    expect(summary.changed).toBe(1)
    const idOf = (entry: string, { articles }: typeof index) =>
      articles.find((article) => article.entry === entry)?.id
    expect(idOf('ferry', index)).toBe(idOf('ferry', before.index))
  })

  test('is read again when its fields are told to be others', async () => {
    await folder.put(export1, JSON.stringify([{ key: 1, body: ferry, extra: mill }]))
    const usual = await folder.build()
    expect(usual.index.articles.at(-1)?.text).toBe(ferry)
    const told = await folder.build({ reading: { fields: { text: 'extra', id: 'key' } } })
    expect(told.index.articles.at(-1)).toMatchObject({ text: mill, entry: '1' })
    expect(told.index.articles).toHaveLength(2)
  })
})
