import { afterAll, expect, test } from 'vitest'
import type { AnswerEvent } from '../../src/answer/answer.ts'
import { createApi } from '../../src/server/create-api.ts'
import { listen } from '../../src/server/listen.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceEvents, makeDependencies } from '../support/scripted-ask.ts'
import { openRaw, type RawConnection, rawAsk } from './raw-connection.ts'

const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
const opened: RawConnection[] = []
const servers: { stop(): Promise<void> }[] = []
afterAll(async () => {
  for (const { socket } of opened) socket.destroy()
  await Promise.all(servers.map((server) => server.stop()))
})

/** An answer whose events are long, as those of a question with many quotes are. */
async function* longAnswer(request: { question: string }): AsyncGenerator<AnswerEvent> {
  yield { type: 'answer.created', id: 'ans_0123456789ab', question: 'long '.repeat(30_000) }
  yield* firstSentenceEvents(index, request)
}

async function start(maxConnections = 512) {
  const dependencies = makeDependencies(index, {
    // Longer than this test: whoever holds a place until then stops everybody.
    requestTimeoutMs: 120_000,
    ask: (request) =>
      request.question.startsWith('Long')
        ? longAnswer(request)
        : firstSentenceEvents(index, request),
  })
  const app = createApi(dependencies, undefined, {})
  const server = await listen(app, {
    host: '127.0.0.1',
    port: 0,
    maxConnections,
    stopTimeoutMs: 50,
  })
  servers.push(server)
  return server
}

const body = 'Content-Type: application/json\r\nContent-Length: 1000'
const ways: [what: string, begin: (client: RawConnection) => void][] = [
  ['say nothing', () => {}],
  [
    'never end their headers',
    (client) => client.send('GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: '),
  ],
  [
    'never end their body',
    (client) =>
      client.send(`POST /v1/ask HTTP/1.1\r\nHost: localhost\r\n${body}\r\n\r\n{"question":`),
  ],
  [
    'never read their answer',
    (client) => {
      client.socket.pause()
      client.send(rawAsk('Long?', 'text/event-stream'))
    },
  ],
]

test.each(ways)(
  '1,000 clients that %s do not stop an honest one',
  async (_, begin) => {
    const server = await start()
    const arrivals: Promise<unknown>[] = []
    for (let at = 0; at < 1000; at += 1) {
      const client = openRaw(server.port)
      opened.push(client)
      const { socket } = client
      const arrived = new Promise((resolve) =>
        socket.once('connect', resolve).once('close', resolve),
      )
      arrivals.push(arrived.then(() => begin(client)))
    }
    await Promise.all(arrivals)
    let answered = 0
    const until = performance.now() + 60_000
    while (answered < 10 && performance.now() < until) {
      const answer = await fetch(`${server.url}/v1/ask`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Connection: 'close' },
        body: JSON.stringify({ question: 'When is high tide?' }),
        signal: AbortSignal.timeout(60_000),
      })
      // Told to come back at worst, while those before it are answered.
      expect([200, 503]).toContain(answer.status)
      if (answer.status === 200) answered += 1
      else await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(answered).toBe(10)
    for (const { socket } of opened.splice(0)) socket.destroy()
  },
  90_000,
)

test('the longest silent is closed for a new one, and those being answered are not', async () => {
  const server = await start(3)
  const busy = openRaw(server.port)
  busy.socket.pause()
  opened.push(busy)
  busy.send('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const clients = []
  for (let at = 0; at < 4; at += 1) {
    const client = openRaw(server.port)
    opened.push(client)
    await new Promise((resolve) => client.socket.once('connect', resolve))
    clients.push(client)
  }
  await clients[0]?.ended()
  clients[3]?.send('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
  expect(await clients[3]?.until('"alive"')).toContain('200 OK')
})
