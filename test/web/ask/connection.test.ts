import { expect, test } from 'vitest'
import { untilBack, waitBefore } from '../../../src/web/ask/connection.ts'
import { noChoices } from '../../../src/web/ask/filter-choices.ts'

test('waits twice as long each time, up to half a minute, and up to half less by chance', () => {
  expect([0, 1, 2, 3, 4].map((tries) => waitBefore(tries, 0))).toEqual([
    1000, 2000, 4000, 8000, 16000,
  ])
  expect(waitBefore(5, 0)).toBe(30_000)
  expect(waitBefore(1000, 0)).toBe(30_000)
  expect(waitBefore(0, 1)).toBe(500)
})

const facts = {
  ready: true,
  status: { state: 'ready' as const, detail: 'Ready.' },
  articles: 1,
  samples: [],
  maxQuestionLength: 2000,
  choices: noChoices,
  index: 'sha256:1',
}

test('looks until the server answers', async () => {
  let looks = 0
  const waits: number[] = []
  const found = await untilBack(
    {
      async fetchFacts() {
        looks += 1
        if (looks < 4) throw new Error('nobody there')
        return facts
      },
      async pause(milliseconds) {
        waits.push(milliseconds)
      },
    },
    new AbortController().signal,
  )
  expect(found).toBe(facts)
  expect(waits).toHaveLength(4)
  for (const [tries, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(waitBefore(tries, 1))
    expect(wait).toBeLessThanOrEqual(waitBefore(tries, 0))
  }
})

test('ends when it is told to', async () => {
  const stop = new AbortController()
  const pause = async () => stop.abort()
  const fetchFacts = async () => facts
  expect(await untilBack({ fetchFacts, pause }, stop.signal)).toBeUndefined()
})
