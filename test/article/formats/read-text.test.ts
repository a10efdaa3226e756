import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readText } from '../../../src/article/formats/read-text.ts'

const blocksOf = (text: string) => readText(text).map(({ start, end }) => text.slice(start, end))

describe('readText', () => {
  it('makes a block of each line, without the white space around it', () => {
    const text = '\uFEFF\r\n One.\u00A0\r\nTwo.\r\r\n\u3000三。\n\u2028Four.'
    expect(blocksOf(text)).toEqual(['One.', 'Two.', '三。', 'Four.'])
  })

  it('leaves bullets outside and numbers inside', () => {
    expect(blocksOf('• one\n- two\n* three\n1. four\n- 5 degrees\n-6 degrees\n-- seven')).toEqual([
      'one',
      'two',
      'three',
      '1. four',
      '5 degrees',
      '-6 degrees',
      '-- seven',
    ])
  })

  it('joins the lines of paragraphs that were wrapped to a width', async () => {
    const file = new URL('../../fixtures/articles/wrapped-letter.txt', import.meta.url)
    const blocks = blocksOf(await readFile(file, 'utf8'))
    expect(blocks).toHaveLength(3)
    expect(blocks[0]).toBe('THE LETTER FROM THE COAST')
    expect(blocks[1]).toMatch(/^We came down [\s\S]*some misfortune\.$/)
    expect(blocks[2]).toMatch(/^An old man [\s\S]*thirty years\.$/)
  })

  it('does not join verse, addresses or lines that are paragraphs', () => {
    const verse =
      'The wind is up,\nthe gulls are in,\nand all along\nthe harbour wall\nthe nets hang thin.\nNo boat goes out.'
    expect(blocksOf(verse)).toHaveLength(6)
    const paragraphs = Array.from({ length: 6 }, (_, n) => `${n} ${'word '.repeat(40)}end.`).join(
      '\n',
    )
    expect(blocksOf(paragraphs)).toHaveLength(6)
  })
})
