import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  boundEarlier,
  conversationAddress,
  livePageAddress,
  readerAddress,
  webAddress,
} from '../../src/web/addresses.ts'

test('an address carries the last question and the newest earlier ones that fit', () => {
  const questions = fc.array(fc.string({ minLength: 1, maxLength: 900, unit: 'grapheme' }), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(questions, (asked) => {
      const all = asked.map((question) => ({ question }))
      const address = new URL(conversationAddress(all), 'http://localhost')
      expect(address.searchParams.get('question')).toBe(asked.at(-1))
      const earlier = address.searchParams.getAll('earlier')
      expect(earlier).toEqual(boundEarlier(all.slice(0, -1)).map(({ question }) => question))
      expect(earlier.length).toBeLessThanOrEqual(6)
      expect(earlier.join('').length).toBeLessThanOrEqual(2000)
      expect(asked.slice(0, -1).slice(asked.length - 1 - earlier.length)).toEqual(earlier)
    }),
  )
})

test('an empty conversation stands at the root', () => {
  expect(conversationAddress([])).toBe('/')
})

test('the reader is told of all citations of the same article, in order, once each', () => {
  const first = { id: 'cit_aaaaaaaaaaaa-0-5', source_id: 'src_1' }
  const second = { id: 'cit_aaaaaaaaaaaa-9-12', source_id: 'src_1' }
  const other = { id: 'cit_bbbbbbbbbbbb-0-5', source_id: 'src_2' }
  expect(readerAddress(second, [first, other, second, first])).toBe(
    `/sources/src_1?citation=${first.id}&citation=${second.id}#${second.id}`,
  )
  expect(readerAddress(first)).toBe(`/sources/src_1?citation=${first.id}#${first.id}`)
})

test.each([
  ['https://gazette.example/a?b=c', true],
  ['HTTP://gazette.example', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['//gazette.example', false],
  [' https://gazette.example', false],
  ['https://gazette.example/a b', false],
])('links %s: %s', (url, linked) => {
  expect(webAddress(url)).toBe(linked ? url : null)
})

test.each([
  ['A short one, with a-dash & more.', 'A%20short%20one%2C%20with%20a%2Ddash%20%26%20more.'],
  ['Over\n\ntwo paragraphs', 'Over,two%20paragraphs'],
  [
    `The first words of it ${'and so on '.repeat(20)}to its very last ones`,
    'The%20first%20words%20of%20it%20and,on%20to%20its%20very%20last%20ones',
  ],
  [
    '議會將購買四艘電動渡輪供內港使用，首艘將於二零二五年六月啟航。'.repeat(4),
    `${encodeURIComponent('議會將購買四艘電動渡輪供內港使')},${encodeURIComponent('艘將於二零二五年六月啟航。')}`,
  ],
])('the live page of %j is opened at %s', (quote, directive) => {
  const address = livePageAddress('https://gazette.example/a?b=1', quote) ?? ''
  const [first, last] = directive.split(',')
  expect(address).toMatch(/^https:\/\/gazette\.example\/a\?b=1#:~:text=/)
  const [from, to] = address.split(':~:text=')[1]?.split(',') ?? []
  expect(from?.startsWith(first ?? '')).toBe(true)
  if (last === undefined) expect(to).toBeUndefined()
  else expect(to?.endsWith(last)).toBe(true)
})

test('a live page has one hash, and what is no web address is never a link', () => {
  expect(livePageAddress('https://gazette.example/a#part', 'Words.')).toBe(
    'https://gazette.example/a#part:~:text=Words.',
  )
  for (const url of [null, 'javascript:alert(1)', 'file:///etc/passwd', 'https://a b']) {
    expect(livePageAddress(url, 'Words.')).toBeNull()
  }
})
