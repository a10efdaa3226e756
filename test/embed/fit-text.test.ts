import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitText } from '../../src/embed/fit-text.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'

const embedder = createHashingEmbedder({ maxTokens: 20 })

test('a text that fits is given back as it is, without counting', async () => {
  const counting = { ...embedder, countTokens: () => Promise.reject(new Error('counted')) }
  expect(await fitText(counting, 'When does it sail?')).toBe('When does it sail?')
})

test('keeps the end of a text that is too long, from a whole word on', async () => {
  const words = Array.from({ length: 60 }, (_, at) => `word${at}`)
  const fitted = await fitText(embedder, words.join(' '))
  expect(words.join(' ').endsWith(fitted)).toBe(true)
  expect(words).toContain(fitted.split(' ')[0])
  expect(fitted).toContain('word59')
})

test('always fits, is an end of the text, and cuts no character in half', async () => {
  const text = fc.array(fc.constantFrom('渡', 'a', ' ', '🚢', '9', '。'), { maxLength: 400 })
  await fc.assert(
    fc.asyncProperty(text, async (characters) => {
      const whole = characters.join('')
      const fitted = await fitText(embedder, whole)
      expect(whole.endsWith(fitted)).toBe(true)
      expect(() => encodeURIComponent(fitted)).not.toThrow()
      const [tokens = 0] = fitted.trim() === '' ? [0] : await embedder.countTokens([fitted])
      expect(tokens).toBeLessThanOrEqual(20)
    }),
    { numRuns: 60 },
  )
})
