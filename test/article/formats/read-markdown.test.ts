import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMarkdown } from '../../../src/article/formats/read-markdown.ts'

const blocksOf = (text: string) =>
  readMarkdown(text).map(({ start, end, role, level }) => [
    level ? `${role} ${level}` : role,
    text.slice(start, end),
  ])

describe('readMarkdown', () => {
  it('leaves markers at the edges outside and keeps levels', () => {
    const text = '# One #\n\nTwo\n---\n\n* a\n* b\n  c\n\n1. d\n\n> quoted\n\n***\n\n    code\n'
    expect(blocksOf(text)).toEqual([
      ['heading 1', 'One'],
      ['heading 2', 'Two'],
      ['content', 'a'],
      ['content', 'b\n  c'],
      ['content', 'd'],
      ['content', 'quoted'],
      ['content', 'code'],
    ])
  })

  it('reads tables by row, fences by what is between them, pictures as captions', () => {
    const text =
      '| A | B |\n|---|---|\n| 1 | 2 |\n\n```ts\nconst x = 1\n```\n\n![alt](a.png)\n\n[![b](b.png)](c)\n\nText ![d](d.png)\n'
    expect(blocksOf(text)).toEqual([
      ['content', 'A | B'],
      ['content', '1 | 2'],
      ['content', 'const x = 1'],
      ['caption', '![alt](a.png)'],
      ['caption', '[![b](b.png)](c)'],
      ['content', 'Text ![d](d.png)'],
    ])
  })

  it('sets front matter, comments and link definitions apart', () => {
    const text =
      '---\ntitle: x\n---\n\n<!-- note -->\n\nBody.\n\n<div></div>\n\n[a]: https://a.example\n'
    expect(blocksOf(text)).toEqual([
      ['metadata', '---\ntitle: x\n---'],
      ['boilerplate', '<!-- note -->'],
      ['content', 'Body.'],
      ['boilerplate', '<div></div>'],
      ['metadata', '[a]: https://a.example'],
    ])
  })

  it('counts in UTF-16 units behind a byte order mark, CRLF, tabs and emoji', () => {
    const text = '\uFEFF# 😀 One\r\n\r\n-\tTwo 👩‍👧\r\n\r\nThree\r\n'
    expect(blocksOf(text)).toEqual([
      ['heading 1', '😀 One'],
      ['content', 'Two 👩‍👧'],
      ['content', 'Three'],
    ])
  })

  it('survives deep nesting and hostile markers', () => {
    const text = `${'> '.repeat(3000)}deep\n\n${'['.repeat(3000)}\n\n${'*'.repeat(3000)}a\n`
    expect(blocksOf(text).length).toBeGreaterThan(0)
    expect(blocksOf(`${'> '.repeat(30_000)}deep`)).toHaveLength(1)
  }, 60_000)

  it('reads line by line what is too long to be Markdown', () => {
    const blocks = readMarkdown('A line of a long file.\n'.repeat(6000))
    expect(blocks).toHaveLength(6000)
  })

  it('gives ordered, disjoint, trimmed blocks for any text', () => {
    const piece = fc.constantFrom(
      '# ',
      '- ',
      '> ',
      '| a |',
      '|-|',
      '```',
      '\n',
      '\r\n',
      '---',
      'x. ',
      '好。',
      '😀',
      '<b>',
      '[a](b)',
      ' ',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        let from = 0
        for (const { start, end } of readMarkdown(text)) {
          expect(start).toBeGreaterThanOrEqual(from)
          expect(end).toBeGreaterThan(start)
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim())
          from = end
        }
        expect(from).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 300 },
    )
  })
})
