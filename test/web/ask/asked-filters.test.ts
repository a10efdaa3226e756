import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SearchFilters } from '../../../src/answer/answer.ts'
import { conversationAddress } from '../../../src/web/addresses.ts'
import { readAsked, readFilters, withoutFilter } from '../../../src/web/ask/asked-filters.ts'

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const filters: fc.Arbitrary<SearchFilters | null> = fc
  .record(
    {
      source_ids: fc.uniqueArray(fc.stringMatching(/^src_[0-9a-f]{12}$/), {
        minLength: 1,
        maxLength: 4,
      }),
      publisher: fc.stringMatching(/^[^\s]{1,30}$/),
      date_from: day,
      date_to: day,
      as_of: day,
      language: fc.constantFrom('en', 'zh', 'zh-Hant'),
    },
    { requiredKeys: [] },
  )
  .map((some) => (Object.keys(some).length > 0 ? some : null))

test('an address gives every question back with its own filters', () => {
  const question = fc.stringMatching(/^[^\s]{1,40}$/)
  const asked = fc.array(fc.record({ question, filters }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(asked, (all) => {
      const address = new URL(conversationAddress(all), 'http://localhost')
      const read = readAsked(address.searchParams)
      expect([...read.earlier, { question: read.question, filters: read.filters }]).toEqual(all)
    }),
  )
})

test('fields of a form belong to the question wherever they stand, and empty ones to none', () => {
  const read = readAsked([
    ['publisher', 'Gazette'],
    ['earlier', 'one'],
    ['publisher', ''],
    ['from', '2024-01-01'],
    ['question', ' two '],
    ['written_in', 'zh'],
  ])
  expect(read).toEqual({
    earlier: [{ question: 'one', filters: { publisher: 'Gazette' } }],
    question: 'two',
    filters: { date_from: '2024-01-01', language: 'zh' },
  })
})

test.each([
  [['from', '2024-02-30']],
  [['to', 'yesterday']],
  [['source', 'src_1']],
  [['written_in', 'not a tag']],
  [['publisher', 'x'.repeat(201)]],
  [['__proto__', 'x']],
] as const)('passes over what is no filter: %j', ([name, value]) => {
  expect(readFilters([[name, value]])).toBeNull()
})

test('one filter is dropped, the others stay', () => {
  const chosen = { source_ids: ['src_000000000001', 'src_000000000002'], publisher: 'Gazette' }
  expect(withoutFilter(chosen, 'source', 'src_000000000001')).toEqual({
    source_ids: ['src_000000000002'],
    publisher: 'Gazette',
  })
  expect(withoutFilter({ publisher: 'Gazette' }, 'publisher', 'Gazette')).toBeNull()
})
