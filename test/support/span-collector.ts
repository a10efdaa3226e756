import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CollectedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly status: { readonly code?: number }
  readonly attributes: Readonly<Record<string, unknown>>
  /** Of the program that sent it. */
  readonly resource: Readonly<Record<string, unknown>>
}

/** A collector of spans that speaks OTLP over HTTP, in JSON. */
export interface SpanCollector {
  readonly url: string
  /** What came, as it came. */
  readonly bodies: readonly string[]
  readonly connections: () => number
  spans(): readonly CollectedSpan[]
  close(): Promise<void>
}

type Pair = { key: string; value: Record<string, unknown> }
type Sent = Omit<CollectedSpan, 'attributes' | 'resource'> & { attributes: Pair[] }
interface Request {
  resourceSpans: { resource: { attributes: Pair[] }; scopeSpans: { spans: Sent[] }[] }[]
}

/** @see https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export async function collectSpans(): Promise<SpanCollector> {
  const bodies: string[] = []
  let connections = 0
  const server: Server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const isTraces = request.method === 'POST' && request.url === '/v1/traces'
    if (isTraces) bodies.push(Buffer.concat(pieces).toString())
    response.writeHead(isTraces ? 200 : 404, { 'Content-Type': 'application/json' }).end('{}')
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    connections: () => connections,
    spans: () => bodies.flatMap((body) => spansOf(JSON.parse(body) as Request)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function spansOf({ resourceSpans }: Request): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        attributes: record(span.attributes),
        resource: record(resource.attributes),
      })),
    ),
  )
}

function record(pairs: readonly Pair[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]))
}
