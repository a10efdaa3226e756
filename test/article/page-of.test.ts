import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageOf, pagesOf } from '../../src/article/page-of.ts'

describe('pageOf', () => {
  it('counts pages from 1, and passes over empty ones', () => {
    expect([0, 4, 5, 9, 100].map((offset) => pageOf([0, 5, 5, 10], offset))).toEqual([
      1, 1, 3, 3, 4,
    ])
  })

  it('gives none where there are no pages', () => {
    expect([pageOf(undefined, 3), pageOf([], 3)]).toEqual([null, null])
    expect(pagesOf(undefined, { start: 1, end: 2 })).toEqual({ page: null, page_end: null })
  })

  it('is the last page that starts at or before an offset', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500)), fc.nat(600), (gaps, offset) => {
        const pages = [0, ...gaps.sort((a, b) => a - b)]
        const expected = pages.filter((start) => start <= offset).length
        expect(pageOf(pages, offset)).toBe(expected)
      }),
    )
  })

  it('names a second page only where a range goes on to it', () => {
    expect(pagesOf([0, 10], { start: 2, end: 10 })).toEqual({ page: 1, page_end: null })
    expect(pagesOf([0, 10], { start: 2, end: 11 })).toEqual({ page: 1, page_end: 2 })
  })
})
