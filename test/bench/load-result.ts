import { formatRows } from '../eval/report.ts'
import type { Load, Sample } from './measure-load.ts'
import type { PartResult } from './parts.ts'
import { type Measure, measureOf } from './summary.ts'

/** What came of the load as figures, and the memory of the server over time as a table. */
export function loadResult(load: Load): PartResult {
  const { answerMs, healthMs } = load
  const none = { floor: 0 }
  const measures: Measure[] = [
    measureOf('answers', 'a second', [load.answersPerSecond]),
    measureOf('- told to come again (503)', 'of them', [load.overloaded]),
    measureOf('- errors', 'of them', [load.errors], none),
    measureOf('- half of them within', 'ms', [answerMs.p50]),
    measureOf('- 99 of 100 within', 'ms', [answerMs.p99]),
    measureOf('/healthz beside them: half within', 'ms', [healthMs.p50]),
    measureOf('- 99 of 100 within', 'ms', [healthMs.p99], { floor: 50 }),
    measureOf('- without an answer', 'of them', [load.healthFailures], none),
    measureOf('articles taken in meanwhile', 'articles', [load.articlesIngested]),
    measureOf('connections that stalled, one after another', 'connections', [
      load.connectionsOpened,
    ]),
  ]
  return { measures, table: formatRows(columns, load.samples.map(rowOf)) }
}

const columns = ['second', 'server, MB', 'with its workers, MB', 'longest stall, ms']

function rowOf({ seconds, server, all, longestStall }: Sample): string[] {
  return [seconds.toFixed(0), megabytes(server), megabytes(all), longestStall.toFixed(0)]
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0)
}
