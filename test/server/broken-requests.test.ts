import { afterEach, expect, test } from 'vitest'
import { type ApiOptions, createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { type Listening, type ListenOptions, listen } from '../../src/server/listen.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'
import { openRaw } from './raw-connection.ts'

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

test('stops reading a chunked body at the limit', async () => {
  const { port } = await start({ maxBodyBytes: 1_000 })
  const client = openRaw(port)
  client.send(
    'POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
      'Transfer-Encoding: chunked\r\n\r\n',
  )
  const chunk = `190\r\n${'a'.repeat(0x190)}\r\n`
  client.send(chunk + chunk + chunk)
  const reply = await client.until('body_too_large')
  expect(reply).toMatch(/^HTTP\/1\.1 413 /)
  await client.ended()
})

test('refuses a long body by its announced length, before any of it has come', async () => {
  const { port } = await start({ maxBodyBytes: 1_000 })
  const client = openRaw(port)
  client.send(
    'POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
      'Content-Length: 100000000\r\n\r\n',
  )
  expect(await client.until('body_too_large')).toMatch(/^HTTP\/1\.1 413 /)
  await client.ended()
})

test.each([
  ['head', 'POST /v1/ask HTTP/1.1\r\nHost: loc'],
  [
    'body',
    'POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
      'Content-Length: 50\r\n\r\n{"que',
  ],
])('a request whose %s does not arrive in time is answered 408 and closed', async (_, text) => {
  const logged: unknown[] = []
  const { port } = await start(
    {},
    { headersTimeoutMs: 40, receiveTimeoutMs: 60 },
    { logError: (error) => logged.push(error) },
  )
  const client = openRaw(port)
  client.send(text)
  const reply = await client.ended()
  expect(reply).toMatch(/^HTTP\/1\.1 408 /)
  expect(JSON.parse(reply.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'timeout' })
  expect(logged).toEqual([])
})

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b/c\r\n\r\n', 400],
  ['a backslash path', 'GET /v1\\..\\x HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['a NUL in the path', 'GET /v1/\0 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
  ],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['too long a head', `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['a dot path', 'GET /v1/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n', 404],
  ['a whole address', 'GET http://other/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n', 404],
  ['TRACE', 'TRACE /v1/ask HTTP/1.1\r\nHost: localhost\r\n\r\n', 405],
])('answers %s with a problem', async (_, text, status) => {
  const { port } = await start()
  const client = openRaw(port)
  client.send(text)
  const reply = await client.until('"next_step"')
  expect(reply).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(reply.toLowerCase()).toContain('content-type: application/problem+json\r\n')
  expect(reply.toLowerCase()).toContain('x-content-type-options: nosniff\r\n')
  client.socket.destroy()
})
