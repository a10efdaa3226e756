import { describe, expect, it } from 'vitest'
import { inOrderOfPlace, nameOfPlace } from '../../src/article/article-place.ts'

describe('where an article stands', () => {
  it('is its file, and which article of it', () => {
    expect(nameOfPlace({ path: 'a.txt' })).toBe('a.txt')
    expect(nameOfPlace({ path: 'a.json', entry: '#3' })).toBe('a.json (#3)')
    expect(nameOfPlace({ path: 'a.txt', entry: null })).toBe('a.txt')
  })

  it('is in order of path, then of entry, numbers by their value', () => {
    const places = [
      { path: 'b.txt' },
      ...['#10', '#2', 'x', '#02', '#1', 'a10', 'a9', '99999999999999999999'].map((entry) => ({
        path: 'a.json',
        entry,
      })),
    ]
    const ordered = places.toSorted(inOrderOfPlace).map((place) => nameOfPlace(place))
    expect(ordered).toEqual([
      'a.json (#1)',
      'a.json (#2)',
      'a.json (#10)',
      'a.json (#02)',
      'a.json (99999999999999999999)',
      'a.json (a9)',
      'a.json (a10)',
      'a.json (x)',
      'b.txt',
    ])
    expect(
      places
        .toReversed()
        .toSorted(inOrderOfPlace)
        .map((place) => nameOfPlace(place)),
    ).toEqual(ordered)
  })
})
