import { expect, test } from 'vitest'
import { packTokens, unpackTokens } from '../../src/embed/packed-tokens.ts'
import { withTokenCache } from '../../src/embed/with-token-cache.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'

function counted() {
  const embedder = createHashingEmbedder()
  const asked: string[] = []
  const recording: typeof embedder = {
    ...embedder,
    embedTokens: (texts, kind) => {
      asked.push(...texts)
      return embedder.embedTokens(texts, kind)
    },
  }
  return { embedder, recording, asked }
}

test('reads a text once, and gives the same bytes each time: what the embedder gives, packed', async () => {
  const { embedder, recording, asked } = counted()
  const cached = withTokenCache(recording, 1_000_000)
  const texts = ['the harbour', 'a ferry']
  const first = await cached.embedTokens(texts, 'passage')
  expect(await cached.embedTokens(texts, 'passage')).toEqual(first)
  const given = await embedder.embedTokens(texts, 'passage')
  expect(first).toEqual(given.map((one) => unpackTokens(packTokens(one))))
  expect(asked).toEqual(texts)
})

test('gives questions as the embedder gives them, and keeps none', async () => {
  const { embedder, recording, asked } = counted()
  const cached = withTokenCache(recording, 1_000_000)
  await cached.embedTokens(['ferry'], 'passage')
  const [question] = await cached.embedTokens(['ferry'], 'query')
  expect([question]).toEqual(await embedder.embedTokens(['ferry'], 'query'))
  expect(asked).toEqual(['ferry', 'ferry'])
})

test('a caller that changes what it was given changes nothing for the next one', async () => {
  const cached = withTokenCache(createHashingEmbedder(), 1_000_000)
  const [mine] = await cached.embedTokens(['ferry'], 'passage')
  mine?.vectors.fill(0)
  const [next] = await cached.embedTokens(['ferry'], 'passage')
  expect(next?.vectors.some((value) => value !== 0)).toBe(true)
})

test('drops the texts used longest ago when the room is used up', async () => {
  const { recording, asked } = counted()
  const room = 64 + 4 + 24 + 40
  const cached = withTokenCache(recording, room)
  await cached.embedTokens(['ferry'], 'passage')
  await cached.embedTokens(['harbour'], 'passage')
  await cached.embedTokens(['harbour'], 'passage')
  await cached.embedTokens(['ferry'], 'passage')
  expect(asked).toEqual(['ferry', 'harbour', 'ferry'])
})

test('reads a text once that is asked for several times at once, and again after a failure', async () => {
  const { recording, asked } = counted()
  let failing = true
  const flaky: typeof recording = {
    ...recording,
    embedTokens: async (texts, kind) => {
      const made = await recording.embedTokens(texts, kind)
      if (failing) throw new Error('a worker died')
      return made
    },
  }
  const cached = withTokenCache(flaky, 1_000_000)
  const both = [cached.embedTokens(['ferry'], 'passage'), cached.embedTokens(['ferry'], 'passage')]
  const outcomes = await Promise.allSettled(both)
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  failing = false
  const [one, other] = await cached.embedTokens(['ferry', 'ferry'], 'passage')
  expect(one).toEqual(other)
  expect(asked).toEqual(['ferry', 'ferry'])
})
