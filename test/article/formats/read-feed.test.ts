import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArticles } from '../../../src/article/read-article.ts'
import { checkBlocks } from './golden.ts'

const read = (content: string, path = 'a.xml') =>
  readArticles({ path, bytes: Buffer.from(content) })
const rss = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>${items.join('\n')}</channel></rss>`
const messages = async (reading: ReturnType<typeof read>) =>
  (await reading).problems.map(({ error }) => error.message)
const textsOf = async (reading: ReturnType<typeof read>) =>
  (await reading).drafts.map(({ text }) => text)

describe('a feed', () => {
  it('gives its fullest text of an item, whatever prefix it uses', async () => {
    const item =
      '<item xmlns:c="http://purl.org/rss/1.0/modules/content/"><description>Short.</description><c:encoded>&lt;p&gt;Full text.&lt;/p&gt;</c:encoded></item>'
    expect(await textsOf(read(rss(item)))).toEqual(['Full text.'])
  })

  it('resolves entities as often as they were written, and no more', async () => {
    const item =
      '<item><description><![CDATA[<p>A &amp; B, &lt;b&gt; and &amp;amp;</p>]]></description></item>'
    expect(await textsOf(read(rss(item)))).toEqual(['A & B, <b> and &amp;'])
  })

  it('keeps paragraphs of plain text, and tags that were not escaped', async () => {
    const items = [
      '<item><description>One.\n\nTwo.</description></item>',
      '<item><description>Three <b>bold</b>.<br/>Four.</description></item>',
    ]
    expect(await textsOf(read(rss(...items)))).toEqual(['One.\n\nTwo.', 'Three bold.\nFour.'])
  })

  it('names items without text, and says where to look when none has one', async () => {
    const empty = '<item><title>A</title></item>'
    const full = '<item><description>One.</description></item>'
    expect(await messages(read(rss(empty, full)))).toEqual(['a.xml: item 1 holds no text.'])
    await expect(read(rss(empty))).rejects.toMatchObject({
      message: 'a.xml holds no article: no item has a text.',
      nextStep: expect.stringContaining('save its page'),
    })
    await expect(read(rss())).rejects.toThrow('a.xml holds no item.')
  })

  it('reads the items before and behind one that is not closed', async () => {
    const items = [
      '<item><description>One.</description></item>',
      '<item><title>Two</title><description>Cut',
      '<item><description>Three.</description></item>',
    ]
    expect(await textsOf(read(rss(...items)))).toEqual(['One.', 'Three.'])
    expect(await messages(read(rss(...items)))).toEqual(['a.xml: item 2 is cut off.'])
  })

  it('takes an address only where it leads to the web', async () => {
    const item = (link: string) =>
      `<item><link>${link}</link><description>One.</description></item>`
    const { drafts } = await read(rss(item('javascript:alert(1)'), item('https://a.example/1')))
    expect(drafts.map(({ declared }) => declared?.url)).toEqual([undefined, 'https://a.example/1'])
  })

  it('of another kind of XML is named as what it is', async () => {
    await expect(read('<opml version="2.0"><body/></opml>')).rejects.toThrow('a.xml is no feed')
    await expect(read('Just words.')).rejects.toThrow('a.xml holds no XML')
  })
})

describe('a feed made to hurt', () => {
  const timed = async (content: string) => {
    const started = performance.now()
    const outcome = await read(content).catch((error: unknown) => error)
    expect(performance.now() - started).toBeLessThan(10_000)
    return outcome
  }

  it('does not expand entities nor read other files', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`,
    )
    const type = `<!DOCTYPE rss [<!ENTITY e0 "aaaa">${levels.join('')}<!ENTITY f SYSTEM "file:///etc/passwd">]>`
    const content = `${type}<rss><channel><item><description>&e30; &f;</description></item></channel></rss>`
    expect(await timed(content)).toMatchObject({ drafts: [{ text: '&e30; &f;' }] })
  })

  it.each([
    [
      'elements in an item',
      (deep: string) => rss(`<item><description>${deep}One.</description></item>`),
      '<a>',
    ],
    ['items in items', (deep: string) => rss(deep), '<item>'],
    ['elements without an item', (deep: string) => `<rss>${deep}`, '<a:b c="d">'],
  ])('by deep %s ends soon', async (_, around, piece) => {
    const outcome = await timed(around(piece.repeat(30_000)))
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'article_unreadable' })
  })

  it('by very many fields ends soon', async () => {
    const item = `<item><description>One.</description>${'<category>a</category>'.repeat(100_000)}</item>`
    expect(await timed(rss(item))).toMatchObject({ drafts: [{ text: 'One.' }] })
  })
})

describe('random feeds', () => {
  const words = fc
    .string({ unit: fc.constantFrom('a', 'B', '好', '😀', '.', ' ', '&', '<', '>', '"') })
    .map((text) => text.trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '')
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

  it('come back with the same texts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 10 }), async (texts) => {
        const entries = texts.map(
          (text, n) => `<entry><id>${n}</id><content>${escaped(text)}</content></entry>`,
        )
        const { drafts } = await read(
          `<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`,
        )
        expect(drafts.map(({ text }) => text)).toEqual(texts)
        for (const draft of drafts) checkBlocks(draft)
      }),
      { numRuns: 200 },
    )
  })
})
