import { Hono } from 'hono'
import type { Metrics } from './metrics.ts'

/** `GET /metrics`, for Prometheus. */
export function metricsRoute(metrics: Metrics): Hono {
  return new Hono().get('/', async (c) =>
    c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType }),
  )
}
