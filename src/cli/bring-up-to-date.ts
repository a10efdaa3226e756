import type { IngestResult } from '../build-index.ts'
import { describeError } from '../errors.ts'
import type { Footnote } from '../wiring.ts'
import { printSummary } from './print-summary.ts'

/** Ingests what changed. A corpus that cannot be read stops only a server that has no index. */
export async function bringUpToDate(
  footnote: Footnote,
  signal: AbortSignal,
): Promise<IngestResult | undefined> {
  footnote.setStatus({ state: 'ingesting', detail: 'Reading the articles.' })
  try {
    const result = await footnote.ingest(signal)
    const { summary } = result
    process.stdout.write(printSummary(summary))
    footnote.setStatus({ state: 'ready', detail: `${summary.articles} articles.` })
    return result
  } catch (error) {
    const index = footnote.currentIndex()
    if (!index || signal.aborted) {
      if (signal.aborted) return undefined
      throw error
    }
    const still = `The index built ${index.builtAt} goes on answering.`
    process.stderr.write(`${describeError(error)} ${still}\n`)
    // Paths and causes are for the terminal; whoever asks over the network learns only this.
    footnote.setStatus({ state: 'ready', detail: `The articles could not be read again. ${still}` })
    return undefined
  }
}

/** Files that come within so long of each other are ingested together, milliseconds. */
const pauseMs = 300

/** Ingests after articles were added, one ingest after another, where nothing follows the corpus. */
export function ingestAdded(footnote: () => Footnote, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    if (footnote().following?.() || signal.aborted) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      last = last.then(() => bringUpToDate(footnote(), signal)).catch(() => undefined)
    }, pauseMs)
    timer.unref()
  }
}
