import { DiagLogLevel, diag } from '@opentelemetry/api'
import { setGlobalErrorHandler } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { MiddlewareHandler } from 'hono'
import type { ServerObserver } from './server-observer.ts'
import { traceRequests } from './trace-requests.ts'

/** Spans of the requests and of the stages of their answers, sent by OTLP over HTTP. */
export interface Tracing {
  readonly requests: MiddlewareHandler
  readonly observer: ServerObserver
  /**
   * Sends what is left, for a second at most.
   * @returns whether that was all; otherwise a try to send goes on, and keeps the process for seconds
   */
  close(): Promise<boolean>
}

export interface TracingOptions {
  readonly version: string
  /** Told once of each thing that goes wrong with the spans. */
  readonly onNotice: (line: string) => void
}

/** Milliseconds that the last spans get. */
const lastSpansMs = 1_000

/**
 * Where and how spans are sent is read by OpenTelemetry's own packages from its standard variables
 * (`OTEL_EXPORTER_OTLP_…`, `OTEL_TRACES_SAMPLER`, `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_SERVICE_NAME`, `OTEL_BSP_…`).
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function createTracing({ version, onNotice }: TracingOptions): Tracing {
  tellOnce(onNotice)
  const own = resourceFromAttributes({ 'service.name': 'footnote', 'service.version': version })
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(own)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const tracer = provider.getTracer('footnote', version)
  return {
    ...traceRequests(tracer),
    close: () => settledWithin(provider.shutdown(), lastSpansMs),
  }
}

/** A collector that is away fails again and again, and is told of once. */
function tellOnce(onNotice: (line: string) => void): void {
  const told = new Set<string>()
  const tell = (line: string): void => {
    const kind = line.replace(/\d+/g, '')
    if (!told.has(kind)) onNotice(line)
    told.add(kind)
  }
  const ignore = (): void => {}
  // What the library writes of a failed attempt holds addresses and answers of the collector.
  const warn = (message: string): void => {
    if (message.includes('OTEL_') || message.startsWith('Configuration')) tell(message)
  }
  diag.setLogger(
    { error: warn, warn, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  )
  setGlobalErrorHandler(() =>
    tell(
      'Spans could not be sent: the collector at OTEL_EXPORTER_OTLP_ENDPOINT did not take them.',
    ),
  )
}

async function settledWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  // What could not be sent is given up: the program ends.
  const done = work.then(
    () => true,
    () => true,
  )
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}
