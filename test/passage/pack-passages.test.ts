import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import { markBlocks } from '../../src/clean/mark-blocks.ts'
import { type PackOptions, packPassages } from '../../src/passage/pack-passages.ts'
import type { Passage } from '../../src/passage/passage.ts'
import { splitSentences } from '../../src/passage/split-sentences.ts'
import { readArticle } from '../support/read-article.ts'

/** A word is a token, and so is an ideograph or a mark. */
const countTokens = async (texts: readonly string[]) =>
  texts.map((text) => text.match(/\p{Script=Han}|[\p{L}\p{N}]{1,8}|[^\s\p{L}\p{N}]/gu)?.length ?? 0)

const articleOf = (text: string, path = 'a.txt') => markBlocks(readArticle(path, Buffer.from(text)))
const pack = (article: Article, options: Partial<PackOptions> = {}) =>
  packPassages(article, { countTokens, maxTokens: 100, joinBelowTokens: 20, ...options })
const textsOf = (passages: readonly Passage[]) => passages.map(({ text }) => text)

/** What must hold of the passages of any article. */
function expectSound(article: Article, passages: readonly Passage[], maxTokens: number): void {
  const { text } = article
  let from = 0
  for (const passage of passages) {
    expect(passage.start).toBeGreaterThanOrEqual(from)
    expect(text.slice(passage.start, passage.end)).toBe(passage.text)
    expect(passage.tokens).toBeLessThanOrEqual(maxTokens)
    expect(passage.sentences[0]?.start).toBe(passage.start)
    expect(passage.sentences.at(-1)?.end).toBe(passage.end)
    let inside = passage.start
    for (const { start, end } of passage.sentences) {
      expect(text.slice(inside, start).trim()).toBe(
        text
          .slice(inside, start)
          .trim()
          .replace(/[^•*|>-]/g, ''),
      )
      expect(end).toBeGreaterThan(start)
      const edges = /^[\uDC00-\uDFFF\s]|[\uD800-\uDBFF\s]$/
      expect(edges.test(text.slice(start, end))).toBe(false)
      inside = end
    }
    from = passage.end
  }
  const said = passages.flatMap(({ sentences }) =>
    sentences.map(({ start, end }) => text.slice(start, end)),
  )
  const content = article.blocks
    .filter(({ role }) => role === 'content')
    .flatMap((block) => splitSentences(text, block, article.language))
    .map(({ start, end }) => text.slice(start, end))
  if (content.length > 0) {
    expect(said.join('').replace(/\s/g, '')).toBe(content.join('').replace(/\s/g, ''))
  }
}

describe('packPassages', () => {
  it('makes a passage of a paragraph, joins short ones and splits long ones near evenly', async () => {
    const short = ['He said no.', 'She said yes.', 'They left.']
    const middle = `${'The ferry sails every night at nine to the island and back. '.repeat(3).trim()}`
    const long = Array.from(
      { length: 12 },
      (_, n) => `Sentence number ${n} has nine words in all here.`,
    ).join(' ')
    const article = articleOf([...short, middle, long].join('\n'))
    const passages = await pack(article, { targetTokens: 60 })
    expect(textsOf(passages).slice(0, 2)).toEqual([short.join('\n'), middle])
    expect(passages.slice(2).map(({ sentences }) => sentences.length)).toEqual([6, 6])
    expectSound(article, passages, 60)
  })

  it('never has noise or a heading inside, and knows the headings above', async () => {
    const prose = 'This paragraph is long enough to be taken for a paragraph of prose.'
    const article = articleOf(
      `A title\n\n${prose}\n\nFirst part\n${prose}\nShort one.\nREAD MORE: Something else\nShort two.\n`,
    )
    const passages = await pack(article)
    expect(passages.map(({ text, headingPath }) => [headingPath, text])).toEqual([
      [[], prose],
      [['First part'], `${prose}\nShort one.`],
      [['First part'], 'Short two.'],
    ])
  })

  it('nests the headings of Markdown', async () => {
    const article = articleOf('# T\n\nA.\n\n## B\n\nC.\n\n### D\n\nE.\n\n## F\n\nG.\n', 'a.md')
    const passages = await pack(article)
    expect(passages.map(({ headingPath, text }) => [...headingPath, text])).toEqual([
      ['A.'],
      ['B', 'C.'],
      ['B', 'D', 'E.'],
      ['F', 'G.'],
    ])
  })

  it('makes passages of headings where an article has nothing else', async () => {
    const passages = await pack(
      articleOf('# Opening hours\n\n## Monday nine to five\n\n## Tuesday closed\n', 'a.md'),
    )
    expect(textsOf(passages).join(' ')).toContain('Monday nine to five')
  })

  it('divides a sentence that is too long, between words and never inside a character', async () => {
    const endless = `${'word 😀 '.repeat(700)}end`
    for (const text of [
      endless,
      '汉'.repeat(3000),
      '👩‍👧'.repeat(900),
      'x'.repeat(5000),
      'e\u0301'.repeat(2000),
    ]) {
      const article = articleOf(text)
      const passages = await pack(article)
      expectSound(article, passages, 100)
      expect(passages.length).toBeGreaterThan(2)
    }
    const words = (await pack(articleOf(endless))).flatMap(({ text }) => text.split(/\s+/))
    expect(words.filter((word) => !['word', '😀', 'end'].includes(word))).toEqual([])
  })

  it('says so when even one character is over the limit', async () => {
    const tooMany = async (texts: readonly string[]) => texts.map(() => 1000)
    await expect(pack(articleOf('x'), { countTokens: tooMany })).rejects.toMatchObject({
      code: 'embedding_failed',
    })
  })

  it('gives the same passages and ids every time, and other ids to a repeated sentence', async () => {
    const fixture = new URL('../fixtures/articles/repeated-sentence.txt', import.meta.url)
    const article = articleOf(readFileSync(fixture, 'utf8'))
    const passages = await pack(article)
    expect(await pack(article)).toEqual(passages)
    expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length)
    expectSound(article, passages, 100)
  })

  it('holds for every article of the corpus', async () => {
    const corpus = new URL('../../corpus/', import.meta.url)
    for (const name of readdirSync(corpus).filter((file) => file.endsWith('.txt'))) {
      const article = markBlocks(readArticle(name, readFileSync(new URL(name, corpus))))
      const passages = await pack(article, { maxTokens: 60 })
      expect(passages.length).toBeGreaterThan(0)
      expectSound(article, passages, 60)
    }
  })

  it('holds for any text', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'A heading\n',
        '\n\n',
        'One sentence here. ',
        '好的。',
        '# H\n',
        '- item\n',
        '😀',
        '\r\n',
      ),
      fc.constantFrom(
        'READ MORE: x\n',
        '| a | b |\n',
        'long '.repeat(60),
        'שלום עולם. ',
        'x'.repeat(300),
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.boolean(),
        async (pieces, markdown) => {
          const article = articleOf(
            `x ${pieces.join('')}`.replaceAll('\0', ''),
            markdown ? 'a.md' : 'a.txt',
          )
          const passages = await pack(article, {
            maxTokens: 30,
            targetTokens: 20,
            joinBelowTokens: 8,
          })
          if (!markdown) expectSound(article, passages, 30)
          for (const { text, start, end } of passages)
            expect(article.text.slice(start, end)).toBe(text)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('takes a megabyte in seconds', async () => {
    const line = 'Mr. Smith of Acme Inc. went to the U.S. in May 2020 and came back. '
    const text = `${`${line.repeat(6).trim()}\n`.repeat(2_500)}`
    const started = performance.now()
    const passages = await pack(articleOf(text))
    expect(passages.length).toBeGreaterThan(2_000)
    expect(performance.now() - started).toBeLessThan(10_000)
  }, 40_000)
})
