import fc from 'fast-check'
import { expect, test } from 'vitest'
import { citation } from '../../src/answer/answer.ts'
import { byteOffset, splitsCharacter } from '../../src/answer/byte-offset.ts'
import { type CitedSource, citeRange, isQuotable } from '../../src/answer/cite.ts'
import { FootnoteError } from '../../src/errors.ts'

const details = { number: 1, score: 0.5, headingPath: ['Tides'] }

function sourceOf(text: string, revision = `sha256:${'0a'.repeat(32)}` as const): CitedSource {
  return {
    text,
    article: {
      id: 'src_0123456789ab',
      path: 'tides.txt',
      paths: ['tides.txt'],
      format: 'text',
      revision,
      blocks: [],
      title: 'Tides',
      titleOrigin: 'file',
      byline: null,
      publisher: null,
      publishedAt: null,
      language: 'en',
      url: null,
    },
  }
}

test('gives the words, their address, both kinds of offsets and both links', () => {
  const made = citeRange(sourceOf('Ebb 潮 flow. 🌊 High tide.'), { start: 12, end: 14 }, details)
  expect(citation.parse(made)).toEqual(made)
  expect(made).toMatchObject({
    id: 'cit_0a0a0a0a0a0a-12-14',
    quote: '🌊',
    byte_start: 14,
    byte_end: 18,
    answer_start: null,
    prefix: 'Ebb 潮 flow. ',
    suffix: ' High tide.',
    links: {
      self: '/v1/citations/cit_0a0a0a0a0a0a-12-14',
      reader: '/sources/src_0123456789ab?citation=cit_0a0a0a0a0a0a-12-14#cit_0a0a0a0a0a0a-12-14',
    },
  })
})

test.each([
  [0, 0],
  [5, 4],
  [-1, 2],
  [0, 99],
  [1.5, 3],
  [Number.NaN, 3],
  [0, 1],
  [1, 2],
])('refuses the range %d-%d of a text that starts with a surrogate pair', (start, end) => {
  expect(() => citeRange(sourceOf('🌊 wave'), { start, end }, details)).toThrow(FootnoteError)
})

test('byte offsets, prefix and suffix agree with the encoded text for any range', () => {
  const character = fc.constantFrom('a', '\n', 'é', '潮', '🌊')
  const texts = fc.string({ unit: character, minLength: 1, maxLength: 100 })
  const cases = fc.record({ text: texts, repeat: fc.integer({ min: 1, max: 100 }) })
  fc.assert(
    fc.property(cases, fc.nat(), fc.nat(), ({ text: unit, repeat }, a, b) => {
      const text = unit.repeat(repeat)
      const range = { start: a % text.length, end: (b % text.length) + 1 }
      fc.pre(isQuotable(text, range))
      const made = citeRange(sourceOf(text), range, details)
      const bytes = Buffer.from(text)
      expect(made.byte_start).toBe(Buffer.byteLength(text.slice(0, range.start)))
      expect(bytes.subarray(made.byte_start, made.byte_end).toString()).toBe(made.quote)
      expect(text.slice(0, range.start).endsWith(made.prefix)).toBe(true)
      expect(text.slice(range.end).startsWith(made.suffix)).toBe(true)
      for (const side of [made.prefix, made.suffix]) {
        expect(side.length).toBeLessThanOrEqual(64)
        expect(Buffer.from(side).toString()).toBe(side)
      }
    }),
    { numRuns: 80 },
  )
})

test('measures another text under the same key anew', () => {
  const ascii = 'a'.repeat(10_000)
  const wide = '潮'.repeat(10_000)
  expect(byteOffset('same', ascii, 9_000)).toBe(9_000)
  expect(byteOffset('same', wide, 9_000)).toBe(27_000)
})

test('measures right where a surrogate pair lies across a remembered place', () => {
  const text = `${'a'.repeat(4095)}🌊${'b'.repeat(100)}`
  expect(splitsCharacter(text, 4096)).toBe(true)
  expect(byteOffset('across', text, 4097)).toBe(4099)
  expect(byteOffset('across', text, 4100)).toBe(4102)
})
