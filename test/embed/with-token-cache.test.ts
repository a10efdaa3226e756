import { expect, test } from 'vitest'
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

test('reads a text once, and gives what the embedder gives', async () => {
  const { embedder, recording, asked } = counted()
  const cached = withTokenCache(recording, 1_000_000)
  const texts = ['the harbour', 'a ferry']
  const first = await cached.embedTokens(texts, 'passage')
  expect(await cached.embedTokens(texts, 'passage')).toEqual(first)
  expect(first).toEqual(await embedder.embedTokens(texts, 'passage'))
  expect(asked).toEqual(texts)
})

test('keeps questions and passages of the same words apart', async () => {
  const { recording, asked } = counted()
  const cached = withTokenCache(recording, 1_000_000)
  await cached.embedTokens(['ferry'], 'passage')
  await cached.embedTokens(['ferry'], 'query')
  expect(asked).toEqual(['ferry', 'ferry'])
})

test('drops the texts used longest ago when the room is used up', async () => {
  const { recording, asked } = counted()
  const room = 64 * 4 + 40
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
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ])
  failing = false
  const [one, other] = await cached.embedTokens(['ferry', 'ferry'], 'passage')
  expect(one).toBe(other)
  expect(asked).toEqual(['ferry', 'ferry'])
})
