import { expect, test } from 'vitest'
import { enclosedUnits } from '../../src/evidence/enclosed-text.ts'

const inside = (text: string): string | undefined => {
  const units = enclosedUnits(text)
  return units && [...text].map((letter, at) => (units[at] ? letter : ' ')).join('')
}

test.each([
  ['a (b) c', '  (b)  '],
  ['a “b” c', '  “b”  '],
  ['a "b, c" d', '  "b, c"  '],
  ['a (b [c] d) e', '  (b [c] d)  '],
  ['a ‘b’s c’ d', '  ‘b’s c’  '],
  ["the dog's 'big day' ends", "          'big day'     "],
  ["the dogs' day in the '90s", '                         '],
  ['a「b」c', ' 「b」 '],
])('what stands in brackets and quotation marks: %s', (text, enclosed) => {
  expect(inside(text)).toBe(enclosed)
})

test.each(['a (b', 'a b) c', 'a “b', 'b” c', '"a', '(a]', "`` a ''", 'a ‘b'])(
  'a mark without its partner: %s',
  (text) => {
    expect(enclosedUnits(text)).toBeUndefined()
  },
)
