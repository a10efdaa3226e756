import { expect, test } from 'vitest'
import { withQuestionCache } from '../../src/embed/with-question-cache.ts'
import { createHashingEmbedder } from '../support/hashing-embedder.ts'

function counted() {
  const embedder = createHashingEmbedder()
  const asked: string[] = []
  const recording: typeof embedder = {
    ...embedder,
    embedQuestion: (text) => {
      asked.push(text)
      return embedder.embedQuestion(text)
    },
  }
  return { embedder, recording, asked }
}

test('reads a question once, and gives the same each time: what the embedder gives', async () => {
  const { embedder, recording, asked } = counted()
  const cached = withQuestionCache(recording, 10)
  const question = 'When does the ferry leave?'
  const first = await cached.embedQuestion(question)
  expect(await cached.embedQuestion(question)).toEqual(first)
  expect(first).toEqual(await embedder.embedQuestion(question))
  expect(asked).toEqual([question])
})

test('a caller that changes what it was given changes nothing for the next one', async () => {
  const cached = withQuestionCache(createHashingEmbedder(), 10)
  const mine = await cached.embedQuestion('ferry')
  mine.vector.fill(0)
  mine.tokens.vectors.fill(0)
  const next = await cached.embedQuestion('ferry')
  expect(next.vector.some((value) => value !== 0)).toBe(true)
  expect(next.tokens.vectors.some((value) => value !== 0)).toBe(true)
})

test('forgets the question asked longest ago when there are too many', async () => {
  const { recording, asked } = counted()
  const cached = withQuestionCache(recording, 2)
  for (const text of ['a', 'b', 'a', 'c', 'b']) await cached.embedQuestion(text)
  expect(asked).toEqual(['a', 'b', 'c', 'b'])
})

test('forgets long questions sooner', async () => {
  const { recording, asked } = counted()
  const cached = withQuestionCache(recording, 1000)
  const long = Array.from({ length: 40 }, (_, at) => `ferry ${at} `.repeat(200))
  for (const text of [...long, long[0] ?? '']) await cached.embedQuestion(text)
  expect(asked).toHaveLength(41)
})

test('reads a question once that is asked twice at once, and again after a failure', async () => {
  const { recording, asked } = counted()
  let failing = true
  const cached = withQuestionCache(
    {
      ...recording,
      embedQuestion: async (text) => {
        if (failing) throw new Error('The worker is gone.')
        return recording.embedQuestion(text)
      },
    },
    10,
  )
  const both = await Promise.allSettled([cached.embedQuestion('a'), cached.embedQuestion('a')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  failing = false
  await Promise.all([cached.embedQuestion('a'), cached.embedQuestion('a')])
  expect(asked).toEqual(['a'])
})
