import { expect, test } from 'vitest'
import { isRequestWord } from '../../src/question/request-words.ts'

test.each(['tell', 'Articles', 'SUMMARISE', 'mentioned', 'please', 'many'])(
  '"%s" speaks to whoever answers',
  (word) => {
    expect(isRequestWord(word)).toBe(true)
  },
)

test.each(['ferry', 'Qianhai', '2024', 'report-card', 'no', '文章', '', 'constructor'])(
  '"%s" is about the subject',
  (word) => {
    expect(isRequestWord(word)).toBe(false)
  },
)
