import { afterEach, expect, test } from 'vitest'
import type { AnswerEvent } from '../../src/answer/answer.ts'
import { type ApiOptions, createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { type Listening, type ListenOptions, listen } from '../../src/server/listen.ts'
import { makeIndex } from '../support/make-index.ts'
import { firstSentenceEvents, makeDependencies } from '../support/scripted-ask.ts'
import { openRaw, rawAsk } from './raw-connection.ts'

const index = await makeIndex([{ path: 'a.txt', text: 'High tide is at noon.\n' }])
const running: Listening[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()))
})

async function start(
  given: Partial<ApiDependencies> = {},
  options: Partial<ListenOptions> = {},
  apiOptions: ApiOptions = {},
): Promise<Listening> {
  const app = createApi(makeDependencies(index, given), undefined, apiOptions)
  const server = await listen(app, { host: '127.0.0.1', port: 0, ...options })
  running.push(server)
  return server
}

/** An answer that gives its first event, then waits to be let go or aborted. */
function heldAnswer() {
  let letGo = () => {}
  let tell = (_: AbortSignal) => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const begun = new Promise<AbortSignal>((resolve) => {
    tell = resolve
  })
  const ask: ApiDependencies['ask'] = async function* (
    request,
    signal,
  ): AsyncGenerator<AnswerEvent> {
    if (signal) tell(signal)
    const events = firstSentenceEvents(index, request)
    const first = await events.next()
    if (!first.done) yield first.value
    await held
    yield* events
  }
  return { ask, begun, letGo }
}

test('streams over a socket, event by event, and keeps the connection for the next request', async () => {
  const held = heldAnswer()
  const { port } = await start({ ask: held.ask })
  const client = openRaw(port)
  client.send(rawAsk('Tide?', 'text/event-stream'))
  const head = await client.until('id: 1-')
  expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(head).toContain('event: answer.created\n')
  expect(head).not.toContain('answer.completed')
  held.letGo()
  await client.until('\r\n0\r\n\r\n')
  client.send('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
  expect(await client.until('"alive"')).toContain('{"status":"alive"}')
  client.socket.destroy()
})

test.each(['application/json', 'text/event-stream'])(
  'a client that goes away aborts the work it asked for as %s, and nothing is logged',
  async (accept) => {
    const held = heldAnswer()
    const logged: unknown[] = []
    const { port } = await start({ ask: held.ask }, {}, { logError: (error) => logged.push(error) })
    const client = openRaw(port)
    client.send(rawAsk('Tide?', accept))
    const signal = await held.begun
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve))
    client.socket.destroy()
    await aborted
    held.letGo()
    expect(logged).toEqual([])
  },
)

test('a gentle stop lets a running answer finish and turns newcomers away', async () => {
  const held = heldAnswer()
  const server = await start({ ask: held.ask })
  const silent = openRaw(server.port)
  const idle = openRaw(server.port)
  idle.send('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await idle.until('"alive"')
  const client = openRaw(server.port)
  client.send(rawAsk('Tide?', 'text/event-stream'))
  await client.until('answer.created')
  const stopped = server.stop()
  expect(server.stop()).toBe(stopped)
  await Promise.all([silent.ended(), idle.ended()])
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  held.letGo()
  expect(await client.ended()).toContain('event: answer.completed')
  await stopped
})

test('a stop cuts what has not finished in its time', async () => {
  const held = heldAnswer()
  const server = await start({ ask: held.ask }, { stopTimeoutMs: 20 })
  const client = openRaw(server.port)
  client.send(rawAsk('Tide?', 'text/event-stream'))
  await client.until('answer.created')
  await server.stop()
  expect(await client.ended()).not.toContain('answer.completed')
  held.letGo()
})

test('a port that is taken is named, with the flag that chooses another', async () => {
  const { port } = await start()
  const second = listen(createApi(makeDependencies(index)), { host: '127.0.0.1', port })
  await expect(second).rejects.toMatchObject({
    code: 'port_in_use',
    message: expect.stringContaining(String(port)),
    nextStep: expect.stringContaining('--port'),
  })
})

test.each([
  ['127.0.0.1', 70_000],
  ['127.0.0.1', -1],
  ['203.0.113.7', 0],
])('host %s with port %d is refused as wrong usage', async (host, port) => {
  const opened = listen(createApi(makeDependencies(index)), { host, port })
  await expect(opened).rejects.toMatchObject({ code: 'bad_usage' })
})

test.each([
  ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
  ['localhost', /^http:\/\/localhost:\d+$/],
  ['::1', /^http:\/\/\[::1\]:\d+$/],
  ['[::1]', /^http:\/\/\[::1\]:\d+$/],
  ['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+$/],
  ['::', /^http:\/\/\[::1\]:\d+$/],
])('listening on %s gives an address that opens', async (host, pattern) => {
  const { url } = await start({}, { host })
  expect(url).toMatch(pattern)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
})
