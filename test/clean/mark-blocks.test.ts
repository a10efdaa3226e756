import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FootnoteError } from '../../src/errors.ts'
import { readArticle } from '../support/read-article.ts'
import { articleOf, readFixture, sentencesOf, textsOf } from './read-fixture.ts'

describe('a news page in English', () => {
  const article = readFixture('harbour-ferry.txt')

  it('keeps the paragraphs and nothing else', () => {
    expect(textsOf(article, 'content').map((text) => text.slice(0, 24))).toEqual([
      'PORT ELLERY — The night ',
      "The board's chairwoman, ",
      'Questions about the time',
      'Some residents doubt tha',
    ])
  })

  it('says what the rest is', () => {
    expect(textsOf(article, 'navigation')).toEqual([
      'Skip to main content',
      'Home | News | Business | Sport | About us | Contact us',
      'Home > News > Transport',
      'Share Print Email',
    ])
    expect(textsOf(article, 'caption')).toEqual([expect.stringMatching(/^Passengers board/)])
    expect(textsOf(article, 'contact')).toEqual([expect.stringMatching(/^Contact the writer/)])
    expect(textsOf(article, 'boilerplate')).toHaveLength(2)
    expect(textsOf(article, 'related-link')).toEqual([
      'READ MORE: Outer harbour dredging to finish by summer',
      'Related stories',
      'Island school wins rowing cup',
      'Gull Island bakery reopens',
      'Why the lighthouse went dark',
    ])
  })

  it('reads where it comes from', () => {
    expect(article).toMatchObject({
      title: 'Night ferry returns to the outer harbour after nine years',
      titleOrigin: 'file',
      byline: 'Marta Oyelaran',
      publisher: 'Ellery Courier Ltd',
      publishedAt: '2024-03-14',
      language: 'en',
    })
  })
})

describe('pages in Chinese', () => {
  it('cleans a simplified one', () => {
    const article = readFixture('gongbao-bridge.txt')
    expect(textsOf(article, 'content')).toEqual([
      expect.stringMatching(/^新建的跨河大桥.*免费通过。$/),
      expect.stringMatching(/^市民王女士.*笑着说。$/),
      expect.stringMatching(/^如需了解.*提出意见。$/),
    ])
    expect(article).toMatchObject({
      title: '跨河大桥将于明年通车',
      byline: '苏明远',
      publisher: '临河日报',
      publishedAt: '2023-11-08',
      language: 'zh',
    })
    expect(sentencesOf(article)).toContain('“桥通了就方便多了！”她笑着说。')
  })

  it('cleans a traditional one', () => {
    const article = readFixture('dongwan-market.txt')
    expect(textsOf(article, 'content')).toEqual([
      expect.stringMatching(/^東灣街市昨日起/),
      expect.stringMatching(/^她指出/),
    ])
    expect(article).toMatchObject({
      title: '東灣街市翻新工程展開 預計兩年完成',
      publishedAt: '2022-09-30',
      language: 'zh',
    })
  })
})

describe('doubtful lines', () => {
  it('keeps what only mentions an address, copyright, a photo or a related word', () => {
    const article = readFixture('mentions-only.txt')
    const noise = article.blocks.filter(({ role }) => role !== 'content' && role !== 'title')
    expect(noise.map(({ start, end }) => article.text.slice(start, end))).toEqual([])
  })

  it('keeps who the author is and drops whose views these are', () => {
    const article = readFixture('opinion-bridge.txt')
    expect(textsOf(article, 'content').at(-1)).toBe(
      'The author is a structural engineer and teaches at the Valley Polytechnic.',
    )
    expect(textsOf(article, 'boilerplate')).toEqual([expect.stringMatching(/^The views expressed/)])
    expect(article.publisher).toBe('Tarn Valley Gazette')
    expect(textsOf(article, 'related-link')).toEqual([])
  })

  it('keeps a list that the text leads up to, even at the end of a page with a footer', () => {
    const text =
      'What to bring\n\nEverybody who applies for a key has to bring these things to the office:\n• passport and photograph\n• proof of address\n\nCopyright 2020 Key Office'
    expect(textsOf(articleOf(text), 'related-link')).toEqual([])
  })

  it('does not take rows of numbers for pagers', () => {
    expect(
      textsOf(
        articleOf('10 25 30\n\n1 2 3 4\n\nThe table shows how many boats came in.'),
        'navigation',
      ),
    ).toEqual(['1 2 3 4'])
  })
})

describe('odd files', () => {
  it('reads behind a byte order mark, CRLF and blank lines, with offsets of the file', () => {
    const article = readFixture('odd-header.txt')
    expect(article.text.startsWith('\uFEFF\r\n')).toBe(true)
    expect(article).toMatchObject({ title: 'Wells of the dry quarter', titleOrigin: 'file' })
    expect(textsOf(article, 'content').at(-1)).toBe('The third well never fails.')
  })

  it('refuses an article without a body', () => {
    expect(() => readFixture('empty-body.txt')).toThrow(FootnoteError)
  })

  it('reads Markdown with front matter', () => {
    const article = readFixture('lantern-guide.md')
    expect(article).toMatchObject({
      title: 'A guide to paper lanterns',
      byline: 'Noor Haddad, Jun Pfeiffer',
      publisher: 'Lantern House',
      publishedAt: '2021-02-11',
      url: 'https://lanterns.example/guide',
      language: 'en',
    })
    expect(textsOf(article, 'heading')).toEqual(['Paper', 'Glue'])
    expect(textsOf(article, 'related-link')).toHaveLength(3)
    expect(textsOf(article, 'content')).toContain('Mulberry | 32')
  })

  it('keeps an article whose front matter is broken', () => {
    const article = readFixture('broken-front-matter.md')
    expect(article.titleOrigin).toBe('first-sentence')
    expect(textsOf(article, 'content')).toEqual([expect.stringMatching(/^The mill wheel/)])
  })

  it('names an article after its first sentence, or its file, when it has no title', () => {
    const long = `${'The council agreed on Friday to deepen its work with the harbour '.repeat(3)}board.`
    const made = articleOf(long)
    expect(made.titleOrigin).toBe('first-sentence')
    expect(made.title.length).toBeLessThanOrEqual(91)
    expect(made.title).toMatch(/\p{L}…$/u)
    const bare = articleOf('![x](y.png)\n', 'old_ferry.md')
    expect(bare).toMatchObject({ title: 'old ferry', titleOrigin: 'file-name', language: 'und' })
  })

  it('keeps a file that is nothing but lines elsewhere taken for noise', () => {
    const lines = ['press@harbour.example', 'office@harbour.example']
    expect(textsOf(articleOf(lines.join('\n')), 'content')).toEqual(lines)
  })

  it('never takes a date or a publisher from the running text', () => {
    const article = articleOf(
      'A plenary\n\nThe 23rd plenary was held on 21 March 2023 in the town hall, said the Daily Post.\n\nSource: the river itself. It rises in the hills and falls in the sea.',
    )
    expect(article).toMatchObject({ publishedAt: null, publisher: null, byline: null, url: null })
  })

  it('reads a dateline that shows a whole date', () => {
    const article = articleOf(
      'PORT ELLERY, June 27, 2017 /Wire/ -- The harbour board has met again.',
    )
    expect(article.publishedAt).toBe('2017-06-27')
  })
})

describe('any text', () => {
  const line = fc.constantFrom(
    'READ MORE: x y z',
    'Home > A',
    '• One headline here',
    'A heading',
    'By Ann Lee',
    'Updated: 2020-01-02',
    'The views do not necessarily reflect those of X. ',
    'A paragraph that is long enough to be taken for prose, with an end. [Photo/X]',
    '好。这是一个足够长的段落，用来测试规则是否会改变文字内容。（责任编辑：甲）',
    '',
    '\uFEFF',
    '😀 | Updated: 2020-01-02',
    '© 2020 X',
    '1 2 3',
  )
  const ending = fc.constantFrom('\n', '\r\n', '\n\n', '\r')

  it('is never changed or lost by cleaning', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(line, ending), { minLength: 1, maxLength: 25 }), (lines) => {
        const text = `x${lines.map((pair) => pair.join('')).join('')}`
        const draft = readArticle('a.txt', Buffer.from(text))
        const article = articleOf(text)
        expect(article.text).toBe(text)
        let from = 0
        const inBlocks = (blocks: readonly { start: number; end: number }[]) =>
          blocks
            .map(({ start, end }) => text.slice(start, end))
            .join('')
            .replace(/\s/g, '')
        for (const { start, end } of article.blocks) {
          expect(start).toBeGreaterThanOrEqual(from)
          expect(end).toBeGreaterThan(start)
          from = end
        }
        expect(inBlocks(article.blocks)).toBe(inBlocks(draft.blocks))
      }),
      { numRuns: 200 },
    )
  })
})

describe('conventions of other publishers', () => {
  it('reads an agency page whose title, agency and time stand without a gap', () => {
    const article = articleOf(
      'Mayor opens park\nWirepost\nJune 3, 2021 4:15 PM UTC\n\nELLERY (Wirepost) - The mayor opened the park on Thursday and thanked the builders.\n\nAdvertisement\n\nShe said it was late.\n\nReporting by Ann Lee; Editing by Bo Chan\n',
    )
    expect(article).toMatchObject({
      title: 'Mayor opens park',
      publishedAt: '2021-06-03',
      byline: 'Ann Lee',
    })
    expect(textsOf(article, 'navigation')).toEqual(['Advertisement'])
  })

  it('reads a press release, in English and Chinese', () => {
    const english = articleOf(
      'Press Release\n\nAgreement signed on ferries\n************\n\nThe harbour office and the island council signed an agreement on ferries today (June 27).\n\nEnds/Tuesday, June 27, 2017\nIssued at HKT 18:30\n\nNNNN\n',
    )
    expect(english).toMatchObject({
      title: 'Agreement signed on ferries',
      publishedAt: '2017-06-27',
    })
    expect(textsOf(english, 'content')).toHaveLength(1)
    const chinese = articleOf(
      '海港區政府新聞公報\n\n主任會見島民代表\n＊＊＊＊＊＊\n\n　　主任今日（六月二十七日）在碼頭會見島民代表，就渡輪服務安排交換意見。\n\n完\n\n2017年6月27日（星期二）\n香港時間18時30分\n',
    )
    expect(chinese).toMatchObject({ title: '主任會見島民代表', publishedAt: '2017-06-27' })
    expect(textsOf(chinese, 'content')).toHaveLength(1)
  })
})
