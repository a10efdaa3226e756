import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { contextStorage } from 'hono/context-storage'
import { etag } from 'hono/etag'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { FootnoteError } from '../errors.ts'
import { askRoute } from './ask.ts'
import { bundlesRoute } from './bundles.ts'
import { citationsRoute } from './citations.ts'
import { createConcurrencyLimit } from './concurrency-limit.ts'
import type { ApiDependencies } from './dependencies.ts'
import { feedbackRoute } from './feedback/feedback.ts'
import { addGuard, type GuardOptions } from './guard/guard.ts'
import { healthRoutes } from './health.ts'
import { indexStatusRoute } from './index-status.ts'
import { mcpRoute } from './mcp/mcp-route.ts'
import { createMetrics, type Metrics } from './observe/metrics.ts'
import { metricsRoute } from './observe/metrics-route.ts'
import { observeRequests } from './observe/observe-requests.ts'
import type { ServerObserver } from './observe/server-observer.ts'
import { chatCompletionsRoute } from './openai/chat-completions.ts'
import { modelsRoute } from './openai/models.ts'
import { openApiRoute } from './openapi/openapi-route.ts'
import { type ErrorLogger, problemResponse } from './problem.ts'
import { problemsRoute } from './problems.ts'
import { RequestError } from './request-error.ts'
import { searchRoute } from './search.ts'
import { securityHeaders } from './security-headers.ts'
import { sourceCitationsRoute } from './source-citations.ts'
import { sourceRevisionsRoute } from './source-revisions.ts'
import { sourceTextRoute } from './source-text.ts'
import { sourcesRoute } from './sources.ts'
import { suggestionsRoute } from './suggestions.ts'
import { uploadRoute } from './upload/upload.ts'
import { verifyRoute } from './verify.ts'

export interface ApiOptions extends GuardOptions {
  /** Questions and searches worked on at once; 8 when left out. */
  readonly maxRunning?: number
  /** Questions and searches waiting for a place before others are refused; 64 when left out. */
  readonly maxWaiting?: number
  /** Milliseconds between comments in a stream of events; 15,000 when left out. */
  readonly heartbeatMs?: number
  /** Told of every error that is the server's own fault; nothing is logged when left out. */
  readonly logError?: ErrorLogger
  /** What `/metrics` shows; one that counts requests alone when left out. */
  readonly metrics?: Metrics
  /** Told of every request beside the metrics. */
  readonly observers?: readonly ServerObserver[]
  /** Follows each request to the last byte of its response. */
  readonly trace?: MiddlewareHandler
}

/**
 * The HTTP API as a function of what it stands on; it opens no port. `pages` are mounted after the
 * API and before the answer for unknown addresses, under the same headers and limits.
 *
 * @example
 * const app = createApi(dependencies)
 * const response = await app.request('/v1/sources')
 */
export function createApi(
  dependencies: ApiDependencies,
  pages?: Hono,
  options: ApiOptions = {},
): Hono {
  const { maxRunning = 8, maxWaiting = 64, heartbeatMs = 15_000 } = options
  const logError = options.logError ?? (() => {})
  const limit = createConcurrencyLimit(maxRunning, maxWaiting)
  const app = new Hono()
  const metrics = options.metrics ?? createMetrics(dependencies)
  const observe = observeRequests([metrics, ...(options.observers ?? [])])
  const trace = options.trace ? [options.trace] : []
  app.use(requestId({ headerName: '' }), contextStorage(), ...trace, observe)
  addEdge(app, logError)
  addGuard(app, dependencies.access, options)
  addLimits(app, dependencies, logError)
  app.route('/', healthRoutes(dependencies))
  app.route('/v1/ask', askRoute(dependencies, { limit, heartbeatMs, logError }))
  app.route('/v1/suggestions', suggestionsRoute(dependencies))
  app.route('/v1/search', searchRoute(dependencies, limit))
  app.route('/v1/verify', verifyRoute(dependencies, limit))
  app.route('/v1/bundles', bundlesRoute(dependencies, limit))
  app.route('/v1/index', indexStatusRoute(dependencies))
  for (const path of ['/v1/sources/*', '/v1/citations/*']) app.use(path, revalidated, etag())
  app.route('/v1/sources', uploadRoute(dependencies, logError))
  app.route('/v1/sources', sourcesRoute(dependencies))
  app.route('/v1/sources', sourceTextRoute(dependencies))
  app.route('/v1/sources', sourceRevisionsRoute(dependencies))
  app.route('/v1/sources', sourceCitationsRoute(dependencies))
  app.route('/v1/citations', citationsRoute(dependencies))
  app.route('/v1/feedback', feedbackRoute(dependencies))
  app.route('/v1/problems', problemsRoute())
  const openAi = { limit, heartbeatMs, logError }
  app.route('/v1/chat/completions', chatCompletionsRoute(dependencies, openAi))
  app.route('/v1/models', modelsRoute(dependencies))
  app.route('/metrics', metricsRoute(metrics))
  app.route('/openapi.json', openApiRoute())
  app.route('/mcp', mcpRoute(dependencies, { limit, logError }))
  app.all('/v1/*', (c) => c.notFound())
  if (pages) app.route('/', pages)
  return app
}

/** What holds for every request, pages too: ids, headers, and errors as problems. */
function addEdge(app: Hono, logError: ErrorLogger): void {
  app.onError((error, c) => {
    // What breaks because the client has gone is nobody's fault.
    const hasGone = c.req.raw.signal.aborted
    return problemResponse(error, c.get('requestId'), hasGone ? () => {} : logError)
  })
  app.notFound((c) => {
    const error = new FootnoteError('not_found', 'There is nothing at this address.', {
      nextStep: 'The API is under /v1; the page is at /.',
    })
    return problemResponse(error, c.get('requestId'), logError)
  })
  app.use(securityHeaders, edgeHeaders)
}

/** Methods that an address has, and the sizes of bodies. */
function addLimits(app: Hono, dependencies: ApiDependencies, logError: ErrorLogger): void {
  const { maxBodyBytes } = dependencies
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allowed = methods.join(', ')
        const error = new RequestError(
          'method_not_allowed',
          `This address answers ${allowed} only.`,
          { nextStep: `Use ${methods.join(' or ')}.`, headers: { Allow: allowed } },
        )
        // A page in its place may have been compressed, which this is not.
        c.res.headers.delete('Content-Encoding')
        return problemResponse(error, c.get('requestId'), logError)
      },
    }),
  )
  const usual = limitBody(maxBodyBytes)
  // The answers of a whole conversation.
  const large = limitBody(16 * maxBodyBytes)
  app.use((c, next) => {
    // Files are let through piece by piece, each under limits of its own.
    if (dependencies.uploads && isUpload(c)) return next()
    return (c.req.path === '/v1/bundles' ? large : usual)(c, next)
  })
}

function limitBody(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new RequestError('body_too_large', `The body is over ${maxSize} bytes.`, {
        nextStep: 'Send fewer or shorter messages.',
      })
    },
  })
}

function isUpload({ req }: Context): boolean {
  return req.method === 'POST' && uploadPaths.has(req.path)
}

/** Where files are taken: by the API, and by the page. */
const uploadPaths = new Set(['/v1/sources', '/sources'])

/** Answers depend on the index of the moment; what may be kept says so itself. */
const edgeHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('X-Request-Id', c.get('requestId'))
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
}

/** Sources and citations may be kept, and asked about each time. */
const revalidated: MiddlewareHandler = async (c, next) => {
  await next()
  if (c.res.ok) c.res.headers.set('Cache-Control', 'private, no-cache')
}
