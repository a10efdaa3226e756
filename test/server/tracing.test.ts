import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { startTracing } from '../../src/cli/start-tracing.ts'
import { createApi } from '../../src/server/create-api.ts'
import type { ApiDependencies } from '../../src/server/dependencies.ts'
import { listen } from '../../src/server/listen.ts'
import { observeAnswers } from '../../src/server/observe/observe-answers.ts'
import { streamAnswer } from '../support/ask-index.ts'
import { makeIndex } from '../support/make-index.ts'
import { makeDependencies } from '../support/scripted-ask.ts'
import { type CollectedSpan, collectSpans, type SpanCollector } from '../support/span-collector.ts'

const index = await makeIndex([
  {
    path: 'a.txt',
    title: 'Boats',
    text: '# Timetable\n\nThe night ferry to Gull Island sails at noon.\n\nTickets cost four crowns.',
  },
  { path: 'b.txt', text: 'A choir sang in the hall.\n\nMasons built the market.' },
])
const stages = ['resolve', 'embed', 'retrieve', 'select', 'verify', 'compose']
const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

afterEach(() => {
  vi.unstubAllEnvs()
})

interface Traced {
  readonly url: string
  readonly notices: string[]
  ask(question: string, headers?: Record<string, string>, stream?: boolean): Promise<string>
  /** Ends the server as the program does, and tells whether all spans had gone out by then. */
  stop(): Promise<boolean>
}

async function serveTraced(
  environment: Record<string, string>,
  given: Partial<ApiDependencies> = {},
): Promise<Traced> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const notices: string[] = []
  const tracing = await startTracing(process.env, (line) => notices.push(line))
  if (!tracing) throw new Error('Nothing is traced.')
  const { onStage = () => {} } = { onStage: tracing.observer.stage }
  const plain = makeDependencies(index, {
    ask: ({ question }) => streamAnswer(index, question, { onStage }),
    ...given,
  })
  const observers = [tracing.observer]
  const api = createApi(observeAnswers(plain, observers), undefined, {
    ...{ observers, trace: tracing.requests },
  })
  const server = await listen(api, { host: '127.0.0.1', port: 0, stopTimeoutMs: 100 })
  onTestFinished(() => server.stop())
  return {
    ...{ url: server.url, notices },
    async ask(question, headers = {}, stream = false) {
      const response = await fetch(`${server.url}/v1/ask`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ question, stream }),
      })
      return response.text()
    },
    async stop() {
      await server.stop()
      return tracing.close()
    },
  }
}

async function collected(): Promise<SpanCollector> {
  const collector = await collectSpans()
  onTestFinished(() => collector.close())
  return collector
}

const stagesOf = (spans: readonly CollectedSpan[]) =>
  spans.filter(({ name }) => stages.includes(name))

test('a request is one span below that of its caller, and the stages of its answer are below it', async () => {
  const collector = await collected()
  const server = await serveTraced({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  })
  const question = 'The night ferry to Gull Island sails at noon?'
  const answer = JSON.parse(await server.ask(question, { traceparent: parent }))
  expect(answer.answerable).toBe(true)
  expect(await server.stop()).toBe(true)
  const spans = collector.spans()
  const [request] = spans.filter(({ kind }) => kind === 2)
  expect(request).toMatchObject({
    name: 'POST /v1/ask',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
    attributes: {
      ...{ 'http.request.method': 'POST', 'http.route': '/v1/ask', 'url.path': '/v1/ask' },
      ...{ 'url.scheme': 'http', 'server.address': '127.0.0.1' },
      'http.response.status_code': 200,
      'footnote.answer.outcome': 'answered',
      'footnote.answer.quotes': 1,
      'footnote.index.generation': index.generation,
      'footnote.request_id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
    resource: {
      'service.name': 'footnote',
      'service.version': expect.stringMatching(/^\d/),
      'deployment.environment.name': 'test',
    },
  })
  expect(spans.length).toBe(1 + stages.length)
  expect(stagesOf(spans).map(({ name }) => name)).toEqual(stages)
  for (const stage of stagesOf(spans)) {
    expect([stage.traceId, stage.parentSpanId]).toEqual([request?.traceId, request?.spanId])
    const [start, end] = [BigInt(stage.startTimeUnixNano), BigInt(stage.endTimeUnixNano)]
    expect(end >= start).toBe(true)
    // The two clocks agree within a few milliseconds.
    const slack = 5_000_000n
    expect(start + slack >= BigInt(request?.startTimeUnixNano ?? 0)).toBe(true)
    expect(end <= BigInt(request?.endTimeUnixNano ?? 0) + slack).toBe(true)
  }
})

test('two questions at once keep their stages apart; a stream is a span to its last event', async () => {
  const collector = await collected()
  const server = await serveTraced({
    ...{ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`, OTEL_SERVICE_NAME: 'gazette' },
  })
  const replies = await Promise.all([
    server.ask('The night ferry to Gull Island sails at noon?', {}, true),
    server.ask('Who won the cup?'),
  ])
  expect(replies[0]).toContain('event: answer.completed')
  await server.stop()
  const spans = collector.spans()
  const requests = spans.filter(({ kind }) => kind === 2)
  expect(requests.length).toBe(2)
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(2)
  for (const { spanId, traceId, parentSpanId, resource, ...request } of requests) {
    expect([parentSpanId, resource['service.name']]).toEqual([undefined, 'gazette'])
    const own = spans.filter((span) => span.traceId === traceId && span.parentSpanId === spanId)
    expect(own.map(({ name }) => name)).toEqual(stages)
    const last = own.map(({ endTimeUnixNano }) => BigInt(endTimeUnixNano)).at(-1) ?? 0n
    expect(BigInt(request.endTimeUnixNano) + 5_000_000n >= last).toBe(true)
  }
})

test('no word of a question, no key and nothing that a client made up is sent', async () => {
  const collector = await collected()
  const server = await serveTraced({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
  const secret = { Authorization: 'Bearer fn_secret', 'User-Agent': 'submarine/1' }
  await server.ask('Who owns the submarine?', secret)
  await server.ask('Who owns the submarine?', secret, true)
  await fetch(`${server.url}/submarine/at-all?question=submarine`, { headers: secret })
  await fetch(`${server.url}/v1/sources?question=submarine`, { headers: secret })
  await server.stop()
  const names = collector.spans().filter(({ kind }) => kind === 2)
  expect(names.map(({ name }) => name).sort()).toEqual(
    ['GET', 'GET /v1/sources', 'POST /v1/ask', 'POST /v1/ask'].sort(),
  )
  expect(collector.bodies.join('')).not.toMatch(/submarine|fn_secret/)
})

test("a failure of the server's own is one of its span", async () => {
  const collector = await collected()
  const failing = {
    // biome-ignore lint/correctness/useYield: it fails before there is anything to give
    async *ask(): ReturnType<ApiDependencies['ask']> & AsyncGenerator<never> {
      throw new Error('cannot open /home/someone/secret')
    },
  }
  const server = await serveTraced({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, failing)
  await server.ask('When is high tide?')
  await server.stop()
  expect(collector.spans()).toEqual([
    expect.objectContaining({
      status: { code: 2 },
      attributes: expect.objectContaining({
        'error.type': '500',
        'http.response.status_code': 500,
      }),
    }),
  ])
  expect(collector.bodies.join('')).not.toContain('someone')
})

test('what the caller or the sampler does not want is not sent', async () => {
  const collector = await collected()
  const server = await serveTraced({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
  await server.ask('The night ferry to Gull Island sails at noon?', {
    traceparent: parent.replace(/01$/, '00'),
  })
  await server.stop()
  expect(collector.connections()).toBe(0)
  const none = await serveTraced({ OTEL_TRACES_SAMPLER: 'always_off' })
  await none.ask('The night ferry to Gull Island sails at noon?')
  await none.stop()
  expect(collector.connections()).toBe(0)
})

test('a collector that is away holds up neither an answer nor the end, and is told of once', async () => {
  const gone = await collectSpans()
  await gone.close()
  const server = await serveTraced({
    ...{ OTEL_EXPORTER_OTLP_ENDPOINT: gone.url, OTEL_BSP_SCHEDULE_DELAY: '1' },
    OTEL_EXPORTER_OTLP_TIMEOUT: '50',
  })
  for (let time = 0; time < 3; time += 1) {
    expect(
      JSON.parse(await server.ask('The night ferry to Gull Island sails at noon?')).answerable,
    ).toBe(true)
    await expect.poll(() => server.notices.length).toBeGreaterThan(0)
  }
  const started = performance.now()
  await server.stop()
  expect(performance.now() - started).toBeLessThan(3_000)
  expect(server.notices).toEqual([
    expect.stringContaining(
      'Spans could not be sent: the collector at OTEL_EXPORTER_OTLP_ENDPOINT',
    ),
  ])
})

test('without the variables, or when they say no, there is nothing', async () => {
  const notices: string[] = []
  const start = (environment: Record<string, string>) =>
    startTracing(environment, (line) => notices.push(line))
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }
  for (const environment of [
    {},
    { OTEL_SERVICE_NAME: 'footnote', OTEL_EXPORTER_OTLP_ENDPOINT: '' },
    { ...endpoint, OTEL_SDK_DISABLED: 'True' },
    { ...endpoint, OTEL_TRACES_EXPORTER: 'none' },
  ]) {
    expect(await start(environment)).toBeUndefined()
  }
  expect(notices).toEqual([])
  await start({ ...endpoint, OTEL_TRACES_EXPORTER: 'zipkin' })
  await start({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })
  await start({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'collector:4318' })
  expect(notices).toEqual([
    'No spans are sent: OTEL_TRACES_EXPORTER is "zipkin": otlp and none are known.',
    'No spans are sent: OTEL_EXPORTER_OTLP_PROTOCOL is "grpc": they go over http/json.',
    'No spans are sent: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT must be an address such as http://127.0.0.1:4318.',
  ])
})

test('nothing of it is loaded at the start of the program', async () => {
  const entry = fileURLToPath(new URL('../../src/cli/serve.ts', import.meta.url))
  const { metafile } = await build({
    ...{ entryPoints: [entry], bundle: true, packages: 'external', platform: 'node' },
    ...{ format: 'esm', write: false, metafile: true, logLevel: 'silent' },
  })
  const [first = ''] = Object.keys(metafile.inputs).filter((path) => path.endsWith('cli/serve.ts'))
  const reached = new Set([first])
  const loaded = new Set<string>()
  for (const path of reached) {
    for (const { path: target, kind, external } of metafile.inputs[path]?.imports ?? []) {
      if (kind === 'import-statement') (external ? loaded : reached).add(target)
    }
  }
  expect(loaded).toContain('hono')
  expect([...loaded].filter((name) => name.startsWith('@opentelemetry'))).toEqual([])
})
