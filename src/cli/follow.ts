import type { IngestResult } from '../build-index.ts'
import { describeError } from '../errors.ts'
import { followCorpus } from '../follow-corpus.ts'
import type { IngestSummary } from '../ingest-summary.ts'
import type { Settings } from '../settings.ts'
import type { Footnote } from '../wiring.ts'
import { printProblems } from './print-summary.ts'

export interface CommandFollowOptions {
  readonly settings: Settings
  /** What the first ingest came to; absent where it failed. */
  readonly start?: IngestResult
  readonly by: 'events' | 'poll'
  readonly signal: AbortSignal
}

/** Follows the corpus until the signal, with a line for each batch and one for what goes wrong. */
export async function follow(footnote: Footnote, options: CommandFollowOptions): Promise<void> {
  const { settings, by, signal, start } = options
  let named = problemsOf(start?.summary)
  footnote.setFollowing({ by })
  await followCorpus({
    corpus: settings.corpus,
    by,
    signal,
    ...(start ? { start } : {}),
    onBegin: () =>
      footnote.setStatus({ state: 'ingesting', detail: 'Taking in what has changed.' }),
    ingest: async (isBeingWritten) => {
      const result = await footnote.ingest(signal, isBeingWritten)
      const { summary } = result
      footnote.setStatus({ state: 'ready', detail: `${summary.articles} articles.` })
      const last = footnote.following?.()?.last
      footnote.setFollowing({ by, ...(last ? { last } : {}) })
      const problems = problemsOf(summary)
      if (problems !== named && summary.problems.length > 0) {
        process.stderr.write(printProblems(summary))
      }
      named = problems
      return result
    },
    onBatch: ({ summary }) => {
      const { added, changed, moved, removed } = summary
      const at = new Date().toISOString()
      footnote.setFollowing({ by, last: { at, added, changed, moved, removed } })
      process.stdout.write(batchLine(summary))
    },
    onProblem: (error) => {
      process.stderr.write(`${describeError(error)} The last index goes on answering.\n`)
      // Paths and causes are for the terminal; whoever asks over the network learns only this.
      const problem = 'The articles could not be read again. The last index goes on answering.'
      footnote.setStatus({ state: 'ready', detail: problem })
      footnote.setFollowing({ ...footnote.following?.(), by, problem })
    },
  })
}

/** "12 added, 1 changed, 2 moved, 1 removed; 0.4 s" */
export function batchLine({ added, changed, moved, removed, seconds }: IngestSummary): string {
  const counts = `${added} added, ${changed} changed, ${moved} moved, ${removed} removed`
  return `${counts}; ${seconds.toFixed(1)} s\n`
}

function problemsOf(summary: IngestSummary | undefined): string {
  return (summary?.problems ?? []).map(({ error }) => error.message).join('\n')
}
