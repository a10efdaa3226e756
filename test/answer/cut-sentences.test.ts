import { expect, test } from 'vitest'
import { cutSentences } from '../../src/answer/cut-sentences.ts'
import { ellipses } from '../../src/answer/ellipses.ts'

const text =
  '# Ferry\n\nThe ferry sails at noon, and the bridge is closed. It rains.\n\nNobody swims'
const blocks = [
  { start: 0, end: 7, role: 'heading' as const },
  { start: 9, end: 68, role: 'content' as const },
  { start: 70, end: 82, role: 'content' as const },
]

function around(quote: string) {
  const start = text.indexOf(quote)
  return cutSentences({ blocks, language: 'en' }, text, { start, end: start + quote.length })
}

test.each([
  ['The ferry sails at noon, and the bridge is closed.', false, false],
  ['The ferry sails at noon, and the bridge is closed. It rains.', false, false],
  ['It rains.', false, false],
  ['Nobody swims', false, false],
  ['The ferry sails at noon', false, true],
  ['the bridge is closed.', true, false],
  ['the bridge is closed. It', true, true],
  ['ferry', true, true],
])('"%s" begins and ends inside a sentence: %s, %s', (quote, startsMid, endsMid) => {
  const cut = around(quote)
  expect(cut).toEqual({ starts_mid_sentence: startsMid, ends_mid_sentence: endsMid })
  const { before, after } = ellipses(cut)
  expect([before !== '', after !== '']).toEqual([startsMid, endsMid])
})

test('a block as long as a book is not read for it', () => {
  const book = 'No full stop here, '.repeat(200_000)
  const whole = [{ start: 0, end: book.length, role: 'content' as const }]
  const started = performance.now()
  const cut = cutSentences({ blocks: whole, language: 'en' }, book, {
    start: 900_000,
    end: 900_020,
  })
  expect(cut).toEqual({ starts_mid_sentence: true, ends_mid_sentence: true })
  expect(performance.now() - started).toBeLessThan(500)
})
