import { afterEach, expect, test } from 'vitest'
import type { AnswerEvent } from '../src/answer/answer.ts'
import { createClient } from '../src/client/client.ts'
import { followAnswer } from '../src/client/follow-answer.ts'
import { createApi } from '../src/server/create-api.ts'
import type { ApiDependencies } from '../src/server/dependencies.ts'
import { listen } from '../src/server/listen.ts'
import { openCuttingProxy } from './support/cutting-proxy.ts'
import { makeIndex } from './support/make-index.ts'
import { firstSentenceEvents, makeDependencies } from './support/scripted-ask.ts'

const index = await makeIndex([
  { path: 'a.txt', text: 'High tide is at noon. Low tide is at six.\n' },
])
const changed = await makeIndex([
  { path: 'a.txt', text: 'High tide is at one. Low tide is at six.\n' },
])
const question = 'When is high tide?'
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A client whose first answers are cut after so many events. */
async function cutClient(cuts: readonly number[], given: Partial<ApiDependencies> = {}) {
  const server = await listen(createApi(makeDependencies(index, given)), {
    ...{ host: '127.0.0.1', port: 0, stopTimeoutMs: 50 },
  })
  ends.push(() => server.stop())
  const proxy = await openCuttingProxy(server.port, cuts)
  ends.push(() => proxy.stop())
  return { client: createClient({ baseUrl: proxy.url }), proxy }
}

async function read(events: AsyncIterable<AnswerEvent>) {
  const all: AnswerEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

const expected = await read(firstSentenceEvents(index, { question }))

test.each([[[1]], [[3]], [[5]], [[2, 1, 2]]])(
  'an answer cut after %j events is read to its end, each event once',
  async (cuts) => {
    const { client, proxy } = await cutClient(cuts)
    expect(await read(client.stream({ question }))).toEqual(expected)
    expect(proxy.lastIds).toHaveLength(cuts.length + 1)
    let had = 0
    for (const [at, id] of proxy.lastIds.slice(1).entries()) {
      had += cuts[at] ?? 0
      expect(id).toMatch(RegExp(`^${had}-`))
    }
  },
)

test('where the articles have changed meanwhile, the answer begins anew', async () => {
  let asked = 0
  const { client } = await cutClient([4], {
    ask(request) {
      asked += 1
      return firstSentenceEvents(asked === 1 ? index : changed, request)
    },
  })
  const events = await read(client.stream({ question }))
  expect(events.slice(0, 4)).toEqual(expected.slice(0, 4))
  expect(events.slice(4)).toEqual(await read(firstSentenceEvents(changed, { question })))
  expect(events[4]?.type).toBe('answer.created')
})

test('a server that is busy when the client comes back is asked once more', async () => {
  let asked = 0
  const { client, proxy } = await cutClient([3])
  const busy = createClient({
    baseUrl: proxy.url,
    fetch: async (url, init) => {
      asked += 1
      if (asked === 2) return new Response('{}', { status: 503, headers: { 'Retry-After': '0' } })
      return fetch(url, init)
    },
  })
  expect(await read(busy.stream({ question }))).toEqual(expected)
  expect(asked).toBe(3)
  // Before anything has come it is told at once.
  const gone = createClient({ fetch: async () => new Response('{}', { status: 503 }) })
  await expect(read(gone.stream({ question }))).rejects.toMatchObject({ status: 503 })
  expect(await read(client.stream({ question }))).toEqual(expected)
})

test('a client that is stopped while it waits comes back no more', async () => {
  const { client, proxy } = await cutClient([3, 0, 0, 0, 0, 0])
  const stop = new AbortController()
  const reading = (async () => {
    for await (const { type } of client.stream({ question }, { signal: stop.signal })) {
      if (type === 'retrieval.completed') setTimeout(() => stop.abort(new Error('stopped')), 300)
    }
  })()
  await expect(reading).rejects.toThrow('stopped')
  const { length } = proxy.lastIds
  expect(length).toBeLessThan(5)
})

test('a connection that always breaks off is given up', async () => {
  const { proxy } = await cutClient([3, 0, 0, 0])
  const events = followAnswer({
    tries: 2,
    connect: (headers, signal) =>
      fetch(`${proxy.url}/v1/ask`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ question, stream: true }),
        signal,
      }),
  })
  await expect(read(events)).rejects.toMatchObject({ code: 'broken_off' })
  expect(proxy.lastIds).toHaveLength(3)
})
