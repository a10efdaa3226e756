import { expect, test } from 'vitest'
import { readableShare } from '../../src/embed/readable-share.ts'

test.each([
  [['the', 'ferr', '##ies'], 1],
  [['[UNK]', '人', '[UNK]', '口'], 0.5],
  [['[UNK]'], 0],
  [[], 1],
])('of %j the model reads %d', (tokens, share) => {
  expect(readableShare(tokens)).toBe(share)
})
