import { describe, expect, it } from 'vitest'
import { wholeText } from '../../src/web/whole-text.ts'
import { articleOf } from '../clean/read-fixture.ts'

const shown = (text: string, path: string) => {
  const article = articleOf(text, path)
  return wholeText({ text, article, revision: article.revision }).map(({ start, end }) =>
    text.slice(start, end),
  )
}

describe('wholeText', () => {
  it('keeps the bullet or number of an item with the item', () => {
    expect(shown('To do:\n\n- wash\n- peel\n\n12. boil\n', 'a.md')).toEqual([
      'To do:',
      '- wash',
      '- peel',
      '12. boil',
    ])
  })

  it('shows any other text between blocks as a block of its own', () => {
    expect(shown('# Title\n\nText.', 'a.md')).toEqual(['#', 'Title', 'Text.'])
  })
})
