import { describe, expect, it } from 'vitest'
import { acceptDeclared, wordsOf } from '../../src/article/declared-value.ts'

describe('acceptDeclared', () => {
  it.each([
    ['2025-03-03T00:30:00+08:00', '2025-03-03'],
    ['2025-03-03 23:59', '2025-03-03'],
    ['2025-03-03', '2025-03-03'],
    ['20250303', '2025-03-03'],
    ['Mon, 03 Mar 2025 00:30:00 +0800', '2025-03-03'],
    ['3 March 2025 10:00 GMT', '2025-03-03'],
    ['1741046400', '2025-03-04'],
    ['1741046400123', '2025-03-04'],
    ['March 3, 2025', '2025-03-03'],
    ['2025年3月3日', '2025-03-03'],
    ['2025-02-30', undefined],
    ['03/04/2025', undefined],
    ['2025', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('reads the day of %j as it is written', (text, day) => {
    expect(acceptDeclared('publishedAt', text)).toBe(day)
  })

  it.each([
    ['url', 'https://a.example/1', 'https://a.example/1'],
    ['url', 'javascript:alert(1)', undefined],
    ['language', 'zh-Hant-HK', 'zh'],
    ['language', 'English', undefined],
    ['publisher', 'https://a.example', undefined],
    ['byline', '17', undefined],
    ['title', '1984', '1984'],
    ['title', 'Two\n  lines', 'Two lines'],
  ] as const)('takes as %s of %j: %j', (name, text, accepted) => {
    expect(acceptDeclared(name, text)).toBe(accepted)
  })
})

describe('wordsOf', () => {
  it('finds words in lists and in objects with a name, but not for ever', () => {
    expect(wordsOf([{ name: 'A' }, 'B', { '@id': 'C' }, { other: 'D' }])).toBe('A, B, C')
    const circle: Record<string, unknown> = {}
    circle.name = circle
    expect(wordsOf(circle)).toBeUndefined()
  })
})
