import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Answer } from '../../answer/answer.ts'
import { fallbackReasons } from '../../answer/language-model/language-model.ts'
import type { ApiDependencies } from '../dependencies.ts'
import type { ServerObserver } from './server-observer.ts'

/** Counts what the server does, for Prometheus. */
export interface Metrics extends ServerObserver {
  /** In Prometheus' text format. */
  text(): Promise<string>
  readonly contentType: string
}

export interface MetricsOptions {
  /** Also of the process: memory, processor time, the event loop. */
  readonly ofProcess?: boolean
}

/** Seconds: a millisecond to half a minute. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const methods = new Set(['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PUT', 'PATCH'])

/**
 * Names end in their unit, as Prometheus asks; no label takes a value that a client chooses.
 * @see https://prometheus.io/docs/practices/naming/
 */
export function createMetrics(
  dependencies: Pick<ApiDependencies, 'currentIndex' | 'languageModel'>,
  { ofProcess = false }: MetricsOptions = {},
): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (ofProcess) collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'footnote_http_request_duration_seconds',
    help: 'Time until a response began, by route.',
    labelNames: ['method', 'route', 'status'],
    ...{ buckets, registers },
  })
  const stages = new Histogram({
    name: 'footnote_answer_stage_duration_seconds',
    help: 'Time that each stage of an answer took.',
    labelNames: ['stage'],
    ...{ buckets, registers },
  })
  const answers = new Counter({
    name: 'footnote_answers_total',
    help: 'Answers by what came of them: answered, small_talk, or the reason of a refusal.',
    labelNames: ['outcome'],
    registers,
  })
  const quotes = new Counter({
    name: 'footnote_quotes_total',
    help: 'Quotes given, each compared with the stored text.',
    registers,
  })
  const withheld = new Counter({
    name: 'footnote_quotes_withheld_total',
    help: 'Quotes that differed from the stored text and were not given.',
    registers,
  })
  gaugeIndex(dependencies, registers)
  const countModel = dependencies.languageModel ? countLanguageModel(registers) : () => {}
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    withheld: () => withheld.inc(),
    request({ method, route, status, ms }) {
      const known = methods.has(method) ? method : 'other'
      requests.observe({ method: known, route, status }, ms / 1000)
    },
    answer({ answer }) {
      const { refusal, kind, citations, timings_ms } = answer
      countModel(answer)
      const outcome = refusal?.reason ?? (kind === 'small_talk' ? kind : 'answered')
      answers.inc({ outcome })
      quotes.inc(citations.length)
      for (const [stage, ms] of Object.entries(timings_ms))
        stages.observe({ stage }, (ms ?? 0) / 1000)
    },
  }
}

/** Only where there is one: without it nothing here is about language models. */
function countLanguageModel(registers: Registry[]): (answer: Answer) => void {
  const replies = new Counter({
    name: 'footnote_llm_answers_total',
    help: 'Answers by what came of the language model: used, not_asked, or why its reply was not used.',
    labelNames: ['outcome'],
    registers,
  })
  const seconds = new Histogram({
    name: 'footnote_llm_duration_seconds',
    help: 'Time from the question to the language model until its reply was used or given up.',
    ...{ buckets: [...buckets, 60, 120, 300], registers },
  })
  for (const outcome of ['used', 'not_asked', ...fallbackReasons]) replies.inc({ outcome }, 0)
  return ({ llm, timings_ms }) => {
    if (!llm) return
    replies.inc({ outcome: llm.reason ?? llm.status })
    if (timings_ms.llm !== undefined) seconds.observe(timings_ms.llm / 1000)
  }
}

function gaugeIndex(
  { currentIndex }: Pick<ApiDependencies, 'currentIndex'>,
  registers: Registry[],
): void {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(value())
      },
    })
  gauge(
    'footnote_index_generation',
    'The generation that answers; 0 before the first.',
    () => currentIndex()?.generation ?? 0,
  )
  gauge('footnote_index_articles', 'Articles in it.', () => currentIndex()?.articles.length ?? 0)
  gauge('footnote_index_passages', 'Passages in it.', () => currentIndex()?.passages.length ?? 0)
}
