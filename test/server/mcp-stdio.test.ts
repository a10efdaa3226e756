import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { serveStdio } from '../../src/server/mcp/serve-stdio.ts'
import { makeIndex } from '../support/make-index.ts'
import { callTool, connectOverPipes } from '../support/mcp-client.ts'
import { firstSentenceEvents, makeDependencies } from '../support/scripted-ask.ts'

const index = await makeIndex([{ path: 'tides.txt', text: 'High tide is at noon.\n' }])

/** What the API stands on, with answers that go on until they are stopped. */
function withEndlessAnswers() {
  let tell: (signal: AbortSignal) => void = () => {}
  const started = new Promise<AbortSignal>((resolve) => {
    tell = resolve
  })
  const dependencies = makeDependencies(index, {
    // Longer than a test may take: nothing but the client ends it.
    requestTimeoutMs: 60_000,
    async *ask(_, signal = new AbortController().signal) {
      tell(signal)
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
      yield* firstSentenceEvents(index, { question: '' })
    },
  })
  return { started, dependencies }
}
const aborted = (signal: AbortSignal) =>
  signal.aborted || new Promise((resolve) => signal.addEventListener('abort', resolve))

it('stops the work of a request that is cancelled, and goes on', async () => {
  const { started, dependencies } = withEndlessAnswers()
  const { client, close } = await connectOverPipes(dependencies)
  const controller = new AbortController()
  const call = client.callTool({ name: 'ask', arguments: { question: 'When?' } }, undefined, {
    signal: controller.signal,
  })
  const refused = expect(call).rejects.toThrow('no longer wanted')
  const signal = await started
  controller.abort('no longer wanted')
  await refused
  await aborted(signal)
  expect((await callTool(client, 'search', { query: 'tide' })).isError).toBeFalsy()
  await close()
})

it('ends when its input does, and stops what is under way', async () => {
  const { started, dependencies } = withEndlessAnswers()
  const { client, input, served } = await connectOverPipes(dependencies)
  const call = callTool(client, 'ask', { question: 'When?' }).catch((error: unknown) => error)
  const signal = await started
  input.end()
  await served
  await aborted(signal)
  await client.close()
  expect(await call).toBeInstanceOf(Error)
})

it('waits for the index that is still being opened', async () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  let current: typeof index | undefined
  const dependencies = makeDependencies(index, { currentIndex: () => current })
  const { client, close } = await connectOverPipes(dependencies, { opened })
  const call = callTool(client, 'get_source', { id: index.articles[0]?.id })
  await client.ping()
  current = index
  open()
  expect((await call).isError).toBeFalsy()
  await close()
})

it('leaves out lines that are no messages, says so, and writes nothing for them', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const logged: string[] = []
  const logError = (error: unknown) => logged.push(String(error))
  const served = serveStdio({ dependencies: makeDependencies(index), logError, input, output })
  input.write('hello\n{"secret": 1}\n')
  input.write('{"jsonrpc":"2.0","id":7,"method":"ping"}\r\n')
  const [line] = await new Promise<Buffer[]>((resolve) =>
    output.once('data', (...all) => resolve(all)),
  )
  expect(String(line)).toBe('{"result":{},"jsonrpc":"2.0","id":7}\n')
  input.end()
  await served
  expect(logged).toHaveLength(2)
  expect(logged.join()).not.toContain('secret')
})
