import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { joint, vocabularyOf } from '../../../src/article/formats/pdf/join-lines.ts'
import { blockFaults, expectedOf, goldenBytes, readOne, shown } from './golden-documents.ts'
import { knownFont, makePdf, type Placed } from './make-pdf.ts'

const failure = (path: string, bytes: Uint8Array) =>
  readOne(path, bytes).then(
    () => undefined,
    (error: { code?: string; message: string; nextStep?: string }) =>
      `${error.code}: ${error.message} ${error.nextStep}`,
  )

/** Lines of a column, 12 points apart. */
const column = (x: number, top: number, lines: readonly string[]): Placed[] =>
  lines.map((text, at) => ({ text, x, y: top - 12 * at }))

const textOf = async (pages: readonly (readonly Placed[])[]) =>
  (await readOne('a.pdf', makePdf(pages))).text

describe('golden PDFs', () => {
  it.each(['harbour-review.pdf', 'grain-store.pdf'])('%s', async (name) => {
    const draft = await readOne(name, goldenBytes(name))
    expect(shown(draft)).toEqual(expectedOf(name))
    expect(blockFaults(draft)).toEqual([])
    expect(await readOne(name, goldenBytes(name))).toEqual(draft)
  })

  it('starts a page inside a paragraph that goes on behind a page’s end', async () => {
    const { text, pages = [], blocks } = await readOne('g.pdf', goldenBytes('grain-store.pdf'))
    const second = pages[1] ?? 0
    const block = blocks.find(({ start, end }) => start < second && second < end)
    expect(text.slice(block?.start, block?.end)).toMatch(/^A store seldom belonged/)
    expect(text.slice(second)).toMatch(/^Michaelmas by a show of hands\./)
  })
})

describe('PDFs that cannot be read', () => {
  it('names one with a password, one of pictures, and one that is broken', async () => {
    expect(await failure('locked.pdf', goldenBytes('locked.pdf'))).toMatch(
      /^article_unreadable: locked\.pdf is a PDF protected by a password\. Save it without/,
    )
    expect(await failure('scanned.pdf', goldenBytes('scanned.pdf'))).toMatch(
      /^article_unreadable: scanned\.pdf holds no text\. Its page is a picture or blank\. .*ocrmypdf/,
    )
    expect(await failure('b.pdf', Buffer.from('%PDF-1.7\nnothing of the kind'))).toMatch(
      /^article_unreadable: b\.pdf is a broken PDF\. Open it/,
    )
  })

  it('reads at most 2,000 pages', async () => {
    const many = makePdf(Array.from({ length: 2001 }, () => [{ text: 'a', x: 9, y: 9 }]))
    expect(await failure('many.pdf', many)).toMatch(
      /many\.pdf has 2001 pages; at most 2000 are read/,
    )
  })

  it('reads any mutation of a file, or says why not', async () => {
    const golden = ['harbour-review.pdf', 'scanned.pdf'].map(goldenBytes)
    const mutated = fc
      .tuple(
        fc.constantFrom(...golden),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 40 }),
      )
      .map(([bytes, edits]) => {
        const changed = new Uint8Array(bytes)
        for (const [at, byte] of edits) changed[at % changed.length] = byte
        return changed
      })
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const draft = await readOne('m.pdf', bytes).catch((error: { code?: string }) => {
          expect(error.code).toBe('article_unreadable')
        })
        expect(draft ? blockFaults(draft) : []).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

describe('the text of a page', () => {
  it('joins lines to paragraphs, and parts them where a line is short, indented or apart', async () => {
    const lines = [
      'The mill stands where the brook leaves the wood, and has',
      'been idle since the spring of 1954.',
      'Its wheel was taken to the museum, where children may turn',
      'it on Sundays.',
    ]
    expect(
      await textOf([[...column(50, 500, lines), ...column(50, 430, ['Nobody else may.'])]]),
    ).toBe(
      'The mill stands where the brook leaves the wood, and has been idle since the spring of 1954.\n\n' +
        'Its wheel was taken to the museum, where children may turn it on Sundays.\n\nNobody else may.',
    )
  })

  it('reads down the columns', async () => {
    const left = [
      'the first column begins',
      'and goes on with this',
      'and with that, too, and',
      'comes to an end here',
      'with these five lines.',
    ]
    const right = [
      'the second one follows',
      'at its own place, and',
      'is read after the first',
      'as one would read it',
      'in any newspaper.',
    ]
    const text = await textOf([[...column(40, 500, left), ...column(220, 500, right)]])
    expect(text).toBe(`${left.join(' ')}\n\n${right.join(' ')}`)
  })

  it('keeps bullets outside of the blocks', async () => {
    const draft = await readOne(
      'a.pdf',
      makePdf([column(50, 500, ['\u0095 first', '\u0095 second'])]),
    )
    expect(draft.text).toBe('• first\n\n• second')
    expect(shown(draft).blocks).toEqual([
      ['content', 'first'],
      ['content', 'second'],
    ])
  })

  it('reads a table row by row', async () => {
    const rows = ['Alder Street', 'Birch Street', 'Cedar Avenue', 'Dogwood Road', 'Elm Crescent']
    const cells = [
      'Monday, 8 a.m.',
      'Tuesday, 8 a.m.',
      'Wednesday, 9 a.m.',
      'Thursday, 8 a.m.',
      'Friday, 7 a.m.',
    ]
    const text = await textOf([[...column(40, 500, rows), ...column(220, 500, cells)]])
    expect(text.split(/\n+/)).toEqual(rows.map((row, at) => `${row} | ${cells[at]}`))
  })

  it('marks page numbers, and lines that repeat at the edges of pages', async () => {
    const page = (number: number): Placed[] => [
      { text: 'Annals of the Bell', x: 40, y: 580 },
      {
        text: `Chapter ${number} tells of the bell of year ${number}, cast in one piece.`,
        x: 40,
        y: 400,
      },
      { text: `- ${number} -`, x: 190, y: 20 },
    ]
    const draft = await readOne('a.pdf', makePdf([page(1), page(2), page(3)]))
    expect(shown(draft).blocks.slice(3, 6)).toEqual([
      ['boilerplate', 'Annals of the Bell'],
      ['navigation', '- 2 -'],
      ['content', 'Chapter 2 tells of the bell of year 2, cast in one piece.'],
    ])
    expect(draft.pages?.map((start) => draft.text.slice(start, start + 6))).toEqual([
      'Annals',
      'Annals',
      'Annals',
    ])
  })

  it('gives an empty page the place of the next', async () => {
    const draft = await readOne('a.pdf', makePdf([[], [{ text: 'Second.', x: 40, y: 400 }], []]))
    expect(draft.pages).toEqual([0, 0, 7])
  })

  it('takes the title from the properties, unless a program made it', async () => {
    const pages = [column(50, 500, ['The bell was cast in 1711 and has hung ever since.'])]
    const declared = async (info: Record<string, string>) =>
      (await readOne('a.pdf', makePdf(pages, info))).declared
    expect(await declared({ Title: 'The bell of Senn', Author: 'A. Tell' })).toEqual({
      title: 'The bell of Senn',
      byline: 'A. Tell',
    })
    expect(
      await declared({ Title: 'Microsoft Word - bell.doc', CreationDate: 'D:20200101' }),
    ).toEqual({})
  })
})

describe('words parted at the end of a line', () => {
  const joined = (line: string, next: string, text = '') => {
    const { drop, between } = joint(line, next, vocabularyOf([text]))
    return line.slice(0, line.length - drop) + between + next
  }
  it.each([
    ['the govern-', 'ment', 'the government'],
    ['a well-', 'known song', 'a well-known song'],
    ['the Anglo-', 'Norse coast', 'the Anglo-Norse coast'],
    ['from 1911-', '14 on', 'from 1911-14 on'],
    ['the year', 'ends', 'the year ends'],
    ['第一條街', '道的名字', '第一條街道的名字'],
    ['soft\u00ADhy\u00AD', 'phens', 'soft\u00ADhyphens'],
  ])('%s / %s', (line, next, expected) => {
    expect(joined(line, next)).toBe(expected)
  })

  it('keeps a hyphen that the document writes elsewhere', () => {
    expect(joined('the tide-', 'mark', 'a tide-mark on the wall')).toBe('the tide-mark')
    expect(joined('the tide-', 'mark', 'a tidemark on the wall')).toBe('the tidemark')
  })
})

describe('fonts that are not in the file', () => {
  const wide = (text: string) => Buffer.from(text, 'utf16le').swap16()
  const write = (
    encoding: string,
    ordering: string,
    bytes: (text: string) => Buffer,
    text: string,
  ) => makePdf([[{ text, x: 40, y: 400 }]], {}, knownFont(encoding, ordering, bytes))

  it.each([
    ['UniGB-UCS2-H', 'GB1', wide, '清江路的旧书店'],
    ['GBK-EUC-H', 'GB1', (text: string) => iconv.encode(text, 'gbk'), '第3条 街道鎮'],
    ['ETen-B5-H', 'CNS1', (text: string) => iconv.encode(text, 'big5'), '鹿角山徑'],
    ['90ms-RKSJ-H', 'Japan1', (text: string) => iconv.encode(text, 'shift_jis'), '鹿のカタチ'],
    ['KSCms-UHC-H', 'Korea1', (text: string) => iconv.encode(text, 'cp949'), '사슴 길'],
  ])('are read in %s', async (encoding, ordering, bytes, text) => {
    expect((await readOne('a.pdf', write(encoding, ordering, bytes, text))).text).toBe(text)
  })

  it('are named where their characters cannot be told, and never guessed', async () => {
    for (const encoding of ['Identity-H', 'GB-H']) {
      expect(await failure('a.pdf', write(encoding, 'GB1', wide, '清江路'))).toMatch(
        /^article_unreadable: a\.pdf has text in the character map (?:Adobe-GB1-UCS2|GB-H)\. .*ocrmypdf/,
      )
    }
  })
})
