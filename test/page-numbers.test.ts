import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citation } from '../src/answer/citation.ts'
import { citeRange } from '../src/answer/cite.ts'
import { searchPassages } from '../src/answer/search-passages.ts'
import type { Article } from '../src/article/article.ts'
import { createApi } from '../src/server/create-api.ts'
import type { OpenIndex } from '../src/store/open-index.ts'
import { readerDocument } from '../src/web/reader-document.ts'
import { goldenBytes } from './article/formats/golden-documents.ts'
import { createHashingEmbedder } from './support/hashing-embedder.ts'
import { createIngestFolder, type IngestFolder } from './support/ingest-folder.ts'
import { makeDependencies } from './support/scripted-ask.ts'

let folder: IngestFolder
let index: OpenIndex
let paper: Article

beforeAll(async () => {
  folder = await createIngestFolder()
  await folder.put('note.txt', 'The key to the grain store hangs behind the door.')
  await writeFile(join(folder.corpus, 'paper.pdf'), goldenBytes('grain-store.pdf'))
  index = (await folder.build()).index
  paper = index.articles.find(({ path }) => path === 'paper.pdf') as Article
})
afterAll(() => folder.removeAll())

const cite = (words: string) => {
  const start = paper.text.indexOf(words)
  const range = { start, end: start + words.length }
  return citeRange({ article: paper, text: paper.text }, range, {
    number: 1,
    score: 1,
    headingPath: [],
  })
}

describe('page numbers', () => {
  it('stand in citations, also where a quote goes on behind the end of a page', () => {
    expect(citation.parse(cite('Each store stands on nine stone pillars'))).toMatchObject({
      page: 1,
      page_end: null,
    })
    expect(cite('who was chosen every Michaelmas by a show of hands.')).toMatchObject({
      page: 1,
      page_end: 2,
    })
    expect(cite('a holder must contribute a fifth of the expense')).toMatchObject({ page: 3 })
  })

  it('outlive the answer: the citation’s address knows them', async () => {
    const { id } = cite('who was chosen every Michaelmas by a show of hands.')
    const api = createApi(makeDependencies(index))
    const reply = await api.request(`/v1/citations/${id}`, { headers: { host: 'localhost' } })
    expect(await reply.json()).toMatchObject({ page: 1, page_end: 2, current: {} })
    const text = await api.request(`/v1/sources/${paper.id}/text?start=0&end=${paper.text.length}`)
    expect(await text.json()).toMatchObject({ page: 1, page_end: 3 })
  })

  it('stand in search results, and are null for files without pages', async () => {
    const { results } = await searchPassages(createHashingEmbedder(), index, {
      query: 'grain store key pillars railways',
    })
    const note = results.find(({ source_path }) => source_path === 'note.txt')
    expect(note).toMatchObject({ page: null, page_end: null })
    const railways = results.find(({ text }) => text.includes('Railways brought cheap flour'))
    expect(railways?.page).toBe(2)
  })

  it('mark where each page starts in the reader, inside a paragraph too', async () => {
    const { id } = cite('who was chosen every Michaelmas by a show of hands.')
    const document = await readerDocument(index, paper.id, [id])
    const segments = document?.blocks.flatMap((block) => block.segments) ?? []
    const starts = segments.filter(({ page }) => page !== undefined)
    expect(starts.map(({ page }) => page)).toEqual([1, 2, 3])
    expect(starts[1]?.text).toBe('Michaelmas by a show of hands.')
    expect(starts[1]?.citations).toEqual([id])
    expect(starts[2]?.text).toMatch(/^of March; a holder must contribute/)
    const plain = await readerDocument(index, index.articles[0]?.id ?? '', [])
    expect(plain?.blocks.flatMap((block) => block.segments).map(({ page }) => page)).toEqual([
      undefined,
    ])
  })
})
