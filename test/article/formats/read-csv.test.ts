import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArticles } from '../../../src/article/read-article.ts'
import type { ReadingOptions } from '../../../src/article/reading.ts'
import { checkBlocks, readGolden } from './golden.ts'

const read = (content: string | Uint8Array, options: ReadingOptions = {}, path = 'a.csv') =>
  readArticles({ path, bytes: Buffer.from(content as string) }, options)
const textsOf = async (reading: ReturnType<typeof read>) =>
  (await reading).drafts.map(({ text }) => text)
const messages = async (reading: ReturnType<typeof read>) =>
  (await reading).problems.map(({ error }) => error.message)

describe('a table of articles', () => {
  it.each([',', ';', '\t', '|'])('is read with its cells parted by %j', async (delimiter) => {
    const rows = [
      ['Id', 'TITLE', 'Full Text', 'Date'],
      ['1', 'A', 'One, and; more|still.', '2024-05-06'],
    ]
    const quote = (cell: string) => `"${cell}"`
    const table = rows.map((row) => row.map(quote).join(delimiter)).join('\r\n')
    const { drafts } = await read(table)
    expect(drafts[0]).toMatchObject({
      text: 'One, and; more|still.',
      entry: '1',
      declared: { title: 'A', publishedAt: '2024-05-06' },
    })
  })

  it('takes its parts from columns that were named, in any case', async () => {
    const fields = { text: 'inhoud', title: 'Kop', id: 'key' }
    const { drafts } = await read(await readGolden('excel-export.csv'), { fields })
    expect(drafts.map(({ entry, text, declared }) => [entry, text, declared?.title])).toEqual([
      ['1', 'De dijk bij Holm wordt een meter hoger, dertig meter breder.', 'Dijk'],
    ])
    const comma = 'kop,inhoud\nA,One\n'
    expect(await textsOf(read(comma, { fields: { text: 'INHOUD' } }))).toEqual(['One'])
  })

  it('takes the first of two columns of one name', async () => {
    expect(await textsOf(read('text,text\nOne.,Two.\n'))).toEqual(['One.'])
  })

  it('needs no column but the text', async () => {
    expect(await textsOf(read('text\nOne.\n"Two,\nthree."\n'))).toEqual(['One.', 'Two,\nthree.'])
  })
})

describe('a broken row', () => {
  const table = (...rows: string[]) => ['id,title,text', ...rows, ''].join('\n')

  it.each([
    ['7,A,"One ""two"" three', 'has a quote in the wrong place'],
    ['7,A,One,two', 'has 4 cells, the first row 3'],
    ['7,A,', 'holds no text'],
    ['7', 'holds no text'],
  ])('%j is named, and the next is read', async (row, problem) => {
    const reading = read(table(row, '8,B,"Fine, ""really""."'))
    expect(await messages(reading)).toEqual([`a.csv: row 1 (line 2) ${problem}.`])
    expect(await textsOf(reading)).toEqual(['Fine, "really".'])
  })

  it('that opens a quote and never closes it does not take the others with it', async () => {
    const reading = read(table('7,A,"Never', '8,B,Two.', '9,C,"Three, still."'))
    expect(await textsOf(reading)).toEqual(['Two.', 'Three, still.'])
    expect(await messages(reading)).toEqual([
      'a.csv: row 1 (line 2) has a quote in the wrong place.',
    ])
  })

  it('that is whole as a line of its own is read', async () => {
    expect(
      await textsOf(read(table('7,A,He said "no" twice.', '7,A,"One" and two', '8,B,Two.'))),
    ).toEqual(['He said "no" twice.', '"One" and two', 'Two.'])
  })

  it('is counted by its line behind empty lines and line breaks within quotes', async () => {
    const rows = ['', '7,A,"One', '', 'more"', '', '8,B,']
    expect(await messages(read(table(...rows)))).toEqual(['a.csv: row 2 (line 7) holds no text.'])
  })

  it('costs no more than reading its file, however many there are', async () => {
    const started = performance.now()
    const rows = Array.from({ length: 20_000 }, (_, n) => `${n},A,"One" two ${'x'.repeat(50)}`)
    const reading = await read(table('0,A,Fine.', ...rows))
    expect(reading.problems.length).toBeLessThan(30)
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

describe('random tables', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', 'B', '好', '😀', ' ', '\n', '\r\n', ',', ';', '"', '\t') })
    .filter((text) => text.trim() !== '')

  it('come back with the same texts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 15 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        async (rows, delimiter, lineBreak) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
          const lines = [['title', 'text'], ...rows].map((row) => row.map(quote).join(delimiter))
          const { drafts } = await read(lines.join(lineBreak))
          expect(drafts.map(({ text }) => text)).toEqual(rows.map(([, text]) => text))
          for (const draft of drafts) checkBlocks(draft)
        },
      ),
      { numRuns: 200 },
    )
  })
})
