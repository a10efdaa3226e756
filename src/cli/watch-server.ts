import { describeError } from '../errors.ts'
import { createMetrics, type Metrics } from '../server/observe/metrics.ts'
import { observeAnswers } from '../server/observe/observe-answers.ts'
import type { RequestLog } from '../server/observe/request-log.ts'
import type { ServerObserver } from '../server/observe/server-observer.ts'
import type { Tracing } from '../server/observe/tracing.ts'
import type { ErrorLogger } from '../server/problem.ts'
import type { SwitchFlag, ValueFlag } from '../switches.ts'
import type { Footnote } from '../wiring.ts'

/** The flags of `npm start` that say what is written of its work. */
export const logFlags = {
  log: {
    value: 'FILE',
    env: 'LOG_FILE',
    meaning: 'write a JSON line of each request and answer there; - is standard output',
  },
  'log-questions': {
    env: 'LOG_QUESTIONS',
    meaning: 'with --log: also what was asked; without it no word of a question is written',
  },
} as const satisfies Record<string, ValueFlag | SwitchFlag>

export interface WatchedServer {
  readonly footnote: Footnote
  readonly metrics: Metrics
  readonly observers: readonly ServerObserver[]
  readonly logError: ErrorLogger
}

/**
 * The program with its work counted for `/metrics`, and written down and traced where that is asked
 * for.
 */
export async function watchServer(
  footnote: Footnote,
  file: string | undefined,
  questions: boolean,
  tracing: Tracing | undefined,
): Promise<WatchedServer> {
  const metrics = createMetrics(footnote, { ofProcess: true })
  const log = file === undefined ? undefined : await openLog(file, questions)
  const observers = [...(log ? [log] : []), ...(tracing ? [tracing.observer] : [])]
  const logError: ErrorLogger = (error, requestId) => {
    log?.error(error, requestId)
    process.stderr.write(`${requestId}: ${describeError(error)}\n`)
  }
  const observed = observeAnswers(footnote, [metrics, ...observers])
  return { footnote: observed, metrics, observers, logError }
}

async function openLog(file: string, questions: boolean): Promise<RequestLog> {
  const { createRequestLog, openLogFile } = await import('../server/observe/request-log.ts')
  return createRequestLog(await openLogFile(file), { questions })
}
