import type { ServerResponse } from 'node:http'
import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type Context as TraceContext,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import type { Context, MiddlewareHandler } from 'hono'
import { tryGetContext } from 'hono/context-storage'
import { routeOf } from './observe-requests.ts'
import type { ServerObserver } from './server-observer.ts'

interface Traced {
  readonly span: Span
  readonly context: TraceContext
}

const propagator = new W3CTraceContextPropagator()
const getter: TextMapGetter<Headers> = {
  keys: (headers) => [...headers.keys()],
  get: (headers, name) => headers.get(name) ?? undefined,
}
const methods = new Set(['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PUT', 'PATCH', 'TRACE'])

/**
 * A span for each request, by the conventions for HTTP servers, child of the one that its `traceparent` names
 * (W3C Trace Context); and below it one for each stage of an answer. Queries are left out, since they can hold a
 * question, and so are headers, addresses of clients and every word of a question.
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server
 */
export function traceRequests(tracer: Tracer): {
  readonly requests: MiddlewareHandler
  readonly observer: ServerObserver
} {
  const traced = new WeakMap<Context, Traced>()
  const current = (): Traced | undefined => {
    const c = tryGetContext()
    return c && traced.get(c)
  }
  const requests: MiddlewareHandler = async (c, next) => {
    const parent = propagator.extract(ROOT_CONTEXT, c.req.raw.headers, getter)
    const kind = SpanKind.SERVER
    const span = tracer.startSpan(methodOf(c), { kind, attributes: requested(c) }, parent)
    traced.set(c, { span, context: trace.setSpan(parent, span) })
    const sent = responseSent(c)
    await next()
    describeResponse(span, c)
    if (sent) void sent.then(() => span.end())
    else span.end()
  }
  const observer: ServerObserver = {
    request: () => {},
    withheld: () => current()?.span.addEvent('footnote.quote_withheld'),
    answer({ answer: { kind, refusal, citations, confidence, language, index } }) {
      current()?.span.setAttributes({
        'footnote.answer.outcome': refusal?.reason ?? (kind === 'small_talk' ? kind : 'answered'),
        'footnote.answer.kind': kind,
        'footnote.answer.quotes': citations.length,
        'footnote.answer.confidence': confidence,
        'footnote.answer.language': language,
        'footnote.index.generation': index.generation,
      })
    },
    stage({ name, start, end }) {
      const request = current()
      if (!request) return
      // The clock of the request's own span, which can have been set since the process began.
      const origin = Date.now() - performance.now()
      tracer.startSpan(name, { startTime: origin + start }, request.context).end(origin + end)
    },
  }
  return { requests, observer }
}

/** The method where it is a known one: what a client makes up is no name of a span. */
function methodOf({ req: { method } }: Context): string {
  return methods.has(method) ? method : 'HTTP'
}

function requested(c: Context): Attributes {
  const { method, url } = c.req
  const { protocol, hostname, port } = new URL(url)
  return {
    'http.request.method': methods.has(method) ? method : '_OTHER',
    ...(methods.has(method) ? {} : { 'http.request.method_original': method }),
    'url.scheme': protocol.slice(0, -1),
    'server.address': hostname,
    ...(port ? { 'server.port': Number(port) } : {}),
    'footnote.request_id': c.get('requestId'),
  }
}

function describeResponse(span: Span, c: Context): void {
  const { status } = c.res
  const route = routeOf(c)
  span.setAttribute('http.response.status_code', status)
  // An address that nothing answers at is whatever a client sent.
  if (route !== '*') {
    span.setAttributes({ 'http.route': route, 'url.path': c.req.path })
    span.updateName(`${methodOf(c)} ${route}`)
  }
  if (status < 500) return
  span.setAttribute('error.type', String(status))
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** Resolves once the last byte has gone out or the client has; undefined where there is no connection. */
function responseSent(c: Context): Promise<void> | undefined {
  const { outgoing } = (c.env ?? {}) as { outgoing?: ServerResponse }
  if (!outgoing) return undefined
  return new Promise((resolve) => outgoing.once('close', () => resolve()))
}
